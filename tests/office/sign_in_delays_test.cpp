#include "office/sign_in_delays.h"

#include <doctest/doctest.h>

using namespace sodan;
using office::Attempt, office::SignInDelays;
using std::chrono::minutes, std::chrono::seconds;

namespace {

const Attempt attacker{"pa-37-a", "203.0.113.9"};
const Attempt owner_at_home{"pa-37-a", "198.51.100.7"};
const Attempt owners_device{"pa-37-a", "203.0.113.9", "device-1"};

struct Door {
    SignInDelays delays;
    Instant now{std::chrono::hours{500000}};

    bool may_try(const Attempt& attempt) { return !delays.begin(attempt, now); }
    seconds wait(const Attempt& attempt) { return delays.begin(attempt, now).value_or(seconds{0}); }
    // Tries and fails as often as it is let, as time goes by; how often that was.
    int fail_for(const Attempt& attempt, seconds time) {
        int tries = 0;
        for (const auto end = now + time; now < end; now += seconds{1}) tries += may_try(attempt);
        return tries;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Door, "a few mistakes cost nothing, and each one more doubles the wait") {
    for (int i = 0; i < 5; ++i) CHECK(may_try(attacker));
    CHECK(wait(attacker) == seconds{1});
    now += seconds{1};
    CHECK(may_try(attacker));
    CHECK(wait(attacker) == seconds{2});
    now += seconds{2};
    CHECK(may_try(attacker));
    CHECK(wait(attacker) == seconds{4});
}

TEST_CASE_FIXTURE(Door, "many attempts at once come no further than one after the other") {
    int let = 0;
    for (int i = 0; i < 1000; ++i) let += may_try(attacker);
    CHECK(let == 5);
}

TEST_CASE_FIXTURE(Door, "the wait is a quarter of an hour at most, and all is forgotten after an hour") {
    fail_for(attacker, std::chrono::hours{10});
    CHECK(wait(attacker) <= minutes{15});
    now += minutes{61};
    for (int i = 0; i < 5; ++i) CHECK(may_try(attacker));
}

TEST_CASE_FIXTURE(Door, "guessing from one address for a year takes fewer than a hundred thousand attempts") {
    constexpr int days = 3;
    const int impatient = fail_for(attacker, std::chrono::days{days});
    CHECK(impatient * 365 / days < 100'000);
    int patient = 0;
    for (const auto end = now + std::chrono::days{days}; now < end; now += minutes{61})
        while (may_try(attacker)) ++patient;
    CHECK(patient * 365 / days < 100'000);
}

TEST_CASE_FIXTURE(Door, "the owner is not kept out by what an attacker does from elsewhere") {
    fail_for(attacker, std::chrono::hours{1});
    CHECK(may_try(owner_at_home));
}

TEST_CASE_FIXTURE(Door, "a device that signed in before is not kept out by what happens at its own address") {
    fail_for(attacker, std::chrono::hours{1});
    CHECK_FALSE(may_try(attacker));
    CHECK(may_try(owners_device));
}

TEST_CASE_FIXTURE(Door, "a device that was stolen waits as well") {
    for (int i = 0; i < 10; ++i) CHECK(may_try(owners_device));
    CHECK_FALSE(may_try(owners_device));
}

TEST_CASE_FIXTURE(Door, "an address that tries many accounts waits with all of them") {
    for (int i = 0; i < 41; ++i) CHECK(may_try({"account-" + std::to_string(i), "203.0.113.9"}));
    CHECK_FALSE(may_try({"account-99", "203.0.113.9"}));
    CHECK(may_try({"account-99", "198.51.100.7"}));
}

TEST_CASE_FIXTURE(Door, "whoever has signed in has no mistakes") {
    for (int i = 0; i < 4; ++i) CHECK(may_try(owner_at_home));
    CHECK(may_try(owner_at_home));
    delays.succeeded(owner_at_home);
    for (int i = 0; i < 5; ++i) CHECK(may_try(owner_at_home));
}

TEST_CASE_FIXTURE(Door, "an office of forty that signs in every morning behind one address does not wait") {
    for (int day = 0; day < 5; ++day, now += minutes{1})
        for (int i = 0; i < 40; ++i) {
            const Attempt one{"account-" + std::to_string(i), "198.51.100.7"};
            CHECK(may_try(one));
            delays.succeeded(one);
        }
}

TEST_CASE_FIXTURE(
    Door, "codes of whoever knows the password rest wherever they come from, but for a known device") {
    for (int i = 0; i < 10; ++i) delays.code_failed({"pa-37-a", "192.0.2." + std::to_string(i)}, now);
    CHECK(delays.codes_rest(owner_at_home, now));
    CHECK_FALSE(delays.codes_rest(owners_device, now));
    CHECK_FALSE(delays.codes_rest({"pa-37-b", "192.0.2.1"}, now));
    now += seconds{2};
    CHECK_FALSE(delays.codes_rest(owner_at_home, now));
}

TEST_CASE_FIXTURE(Door, "an attempt that found no room to be looked at costs nothing") {
    for (int i = 0; i < 50; ++i) {
        CHECK(may_try(attacker));
        delays.not_tried(attacker);
    }
    for (int i = 0; i < 5; ++i) CHECK(may_try(attacker));
    CHECK_FALSE(may_try(attacker));
    now += seconds{1};
    CHECK(may_try(attacker));
    delays.not_tried(attacker);
    CHECK(may_try(attacker));
}

TEST_CASE_FIXTURE(
    Door, "failures go on record once, and then each time that was waited for, and never without end") {
    int recorded = 0, tries = 0;
    for (int i = 0; i < 8; ++i, now += minutes{1}) {
        REQUIRE(may_try(attacker));
        ++tries;
        recorded += delays.to_be_recorded(attacker, now).has_value();
    }
    CHECK(tries == 8);
    CHECK(recorded == 5);  // the first, and four that were waited for
    recorded = 0;
    for (int i = 0; i < 10'000; ++i) {
        const Attempt one{"pa-37-a", "192.0.2." + std::to_string(i)};
        REQUIRE(may_try(one));
        recorded += delays.to_be_recorded(one, now).has_value();
    }
    CHECK(recorded == SignInDelays::most_on_record - 5);
    now += std::chrono::hours{1};
    CHECK(delays.to_be_recorded(attacker, now));
}

TEST_CASE_FIXTURE(Door, "what is remembered has an end, and what is under attack now stays") {
    for (std::size_t i = 0; i < SignInDelays::most_remembered; ++i) {
        may_try({"made-up-" + std::to_string(i), "2001:db8::" + std::to_string(i)});
        now += std::chrono::milliseconds{1};
    }
    for (int i = 0; i < 5; ++i) CHECK(may_try(attacker));
    CHECK_FALSE(may_try(attacker));
}
