#include "domain/reach.h"

#include <doctest/doctest.h>

using namespace sodan::domain;

TEST_CASE("an address that could begin another line of a mail's head is none") {
    CHECK(is_mail_address("pa-37-a@example.org"));
    CHECK(is_mail_address("first.last+desk@mail.example.ac.jp"));
    for (const auto* bad :
         {"", "nobody", "@example.org", "a@", "a b@example.org", "a@exa mple.org", "a@@example.org",
          "a@example.org\r\nBcc: b@example.org", "a\n@example.org", "<a@example.org>", "\"a\"@example.org",
          "a@example..org", "a@-example.org", ".a@example.org", "あ@example.org",
          "a@example.org,b@example.org", "a@[127.0.0.1]"})
        CHECK_MESSAGE(!is_mail_address(bad), bad);
    CHECK_FALSE(is_mail_address(std::string(65, 'a') + "@example.org"));
}

TEST_CASE("a time of day is written with two digits each") {
    for (const auto* good : {"00:00", "09:30", "23:59"}) CHECK(is_time_of_day(good));
    for (const auto* bad : {"", "9:00", "24:00", "12:60", "1200", "12:0a", "12:000"})
        CHECK_MESSAGE(!is_time_of_day(bad), bad);
}

TEST_CASE("what cannot be used of a reach is named") {
    CHECK_FALSE(fault_in(Reach{.email = "a@example.org", .webhook = "pager-1", .language = "ja"}));
    CHECK(fault_in(Reach{.email = "nonsense"}) == "/email");
    CHECK(fault_in(Reach{.webhook = "http://example.org"}) == "/webhook");
    CHECK(fault_in(Reach{.language = "fr"}) == "/language");
    CHECK(fault_in(Reach{.quiet = QuietHours{"21:00", "7"}}) == "/quiet/until");
    CHECK(fault_in(Reach{.digest_at = {"09:00", "noon"}}) == "/digest_at/1");
}
