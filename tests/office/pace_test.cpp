#include "office/pace.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::office;
using domain::QuietHours, domain::Reach, domain::Urgency;

namespace {

Instant at(const char* japan) { return *parse_instant(std::string(japan) + "+09:00"); }

std::string leaves(Pace pace, const char* now, const Reach& reach = {}) {
    return to_string(leaves_at(pace, reach, {}, at(now))).substr(0, 16);
}

}  // namespace

TEST_CASE("danger goes at once at any hour") {
    CHECK(pace_of("new_case", Urgency::immediate) == Pace::at_once);
    CHECK(pace_of("accepted", Urgency::urgent) == Pace::at_once);
    CHECK(pace_of("urgent_alert", Urgency::routine) == Pace::at_once);
    CHECK(pace_of("help_awaited", Urgency::routine) == Pace::at_once);
    CHECK(leaves(Pace::at_once, "2026-10-05T03:00:00") == "2026-10-05T03:00");
}

TEST_CASE("what waits for an answer comes as soon as its reader is awake") {
    CHECK(pace_of("alarm", Urgency::prompt) == Pace::awake);
    CHECK(pace_of("offer", Urgency::routine) == Pace::awake);
    CHECK(pace_of("inquiry_added", Urgency::routine) == Pace::awake);
    CHECK(leaves(Pace::awake, "2026-10-05T12:00:00") == "2026-10-05T12:00");
    CHECK(leaves(Pace::awake, "2026-10-05T20:59:59") == "2026-10-05T20:59");
    CHECK(leaves(Pace::awake, "2026-10-05T21:00:00") == "2026-10-06T07:00");
    CHECK(leaves(Pace::awake, "2026-10-06T06:59:00") == "2026-10-06T07:00");
    CHECK(leaves(Pace::awake, "2026-10-06T07:00:00") == "2026-10-06T07:00");
}

TEST_CASE("the rest is gathered until the next digest") {
    CHECK(pace_of("new_case", Urgency::prompt) == Pace::gathered);
    CHECK(leaves(Pace::gathered, "2026-10-05T08:00:00") == "2026-10-05T09:00");
    CHECK(leaves(Pace::gathered, "2026-10-05T09:00:00") == "2026-10-05T09:00");
    CHECK(leaves(Pace::gathered, "2026-10-05T09:00:01") == "2026-10-05T13:00");
    CHECK(leaves(Pace::gathered, "2026-12-31T18:00:00") == "2027-01-01T09:00");
}

TEST_CASE("a person's own wishes go before the office's") {
    const Reach night{.quiet = QuietHours{"09:00", "17:00"}, .digest_at = {"10:00", "18:00"}};
    CHECK(leaves(Pace::awake, "2026-10-05T12:00:00", night) == "2026-10-05T17:00");
    CHECK(leaves(Pace::awake, "2026-10-05T03:00:00", night) == "2026-10-05T03:00");
    CHECK(leaves(Pace::gathered, "2026-10-05T03:00:00", night) == "2026-10-05T17:00");
    CHECK(leaves(Pace::gathered, "2026-10-05T17:30:00", night) == "2026-10-05T18:00");
    const Reach each{.no_digest = true};
    CHECK(leaves(Pace::gathered, "2026-10-05T10:00:00", each) == "2026-10-05T10:00");
    CHECK(leaves(Pace::gathered, "2026-10-05T22:00:00", each) == "2026-10-06T07:00");
    const Reach never_quiet{.quiet = QuietHours{"00:00", "00:00"}, .no_digest = true};
    CHECK(leaves(Pace::gathered, "2026-10-05T00:00:00", never_quiet) == "2026-10-05T00:00");
}
