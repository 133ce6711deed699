#include "calendar/exceptions.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::calendar;
using namespace std::chrono;

namespace {

const OfficeCalendar office;

std::string deadline(const char* from, int n) {
    return to_string(office.after_business_days(*parse_instant(from), n).due);
}

}  // namespace

TEST_CASE("a day is Japan's day, whatever day it is elsewhere") {
    CHECK(day_in_japan(*parse_instant("2026-10-04T15:00:00Z")) == Day{2026y / 10 / 5});
    CHECK(day_in_japan(*parse_instant("2026-10-04T14:59:59.999Z")) == Day{2026y / 10 / 4});
    CHECK(to_string(at(2026y / 10 / 5, hours{8} + minutes{30})) == "2026-10-05T08:30:00+09:00");
}

TEST_CASE("an office works from Monday to Friday") {
    CHECK(office.is_business_day(2026y / 10 / 5));
    CHECK(office.is_business_day(2026y / 10 / 9));
    CHECK_FALSE(office.is_business_day(2026y / 10 / 10));
    CHECK_FALSE(office.is_business_day(2026y / 10 / 11));
    CHECK_FALSE(office.is_business_day(2026y / 10 / 12));
}

TEST_CASE("an office is closed from 29 December to 3 January") {
    CHECK(office.is_business_day(2026y / 12 / 28));
    CHECK_FALSE(office.is_business_day(2026y / 12 / 29));
    CHECK_FALSE(office.is_business_day(2026y / 12 / 31));
    CHECK_FALSE(office.is_business_day(2030y / 1 / 2));
    CHECK_FALSE(office.is_business_day(2030y / 1 / 3));
    CHECK(office.is_business_day(2030y / 1 / 4));
}

TEST_CASE("two business days from before Silver Week end after it") {
    CHECK(deadline("2026-09-18T16:50:00+09:00", 2) == "2026-09-25T17:45:00+09:00");
}

TEST_CASE("what comes in before the close counts from that day") {
    CHECK(deadline("2026-10-05T00:00:00+09:00", 1) == "2026-10-06T17:45:00+09:00");
    CHECK(deadline("2026-10-05T17:45:00+09:00", 1) == "2026-10-06T17:45:00+09:00");
}

TEST_CASE("what comes in after the close counts from the next business day") {
    CHECK(deadline("2026-10-05T17:45:00.001+09:00", 1) == "2026-10-07T17:45:00+09:00");
    CHECK(deadline("2026-10-09T18:00:00+09:00", 1) ==
          "2026-10-14T17:45:00+09:00");  // Friday before Sports Day
}

TEST_CASE("what comes in at a weekend counts from Monday") {
    CHECK(deadline("2026-10-03T09:00:00+09:00", 1) == "2026-10-06T17:45:00+09:00");
    CHECK(deadline("2026-10-04T23:00:00+09:00", 3) == "2026-10-08T17:45:00+09:00");
}

TEST_CASE("what comes in over New Year counts from the first business day of the year") {
    CHECK(deadline("2026-12-28T17:00:00+09:00", 1) == "2027-01-04T17:45:00+09:00");
    CHECK(deadline("2026-12-31T12:00:00+09:00", 1) == "2027-01-05T17:45:00+09:00");
}

TEST_CASE(
    "a deadline is the close of a business day, never before what it follows, and never earlier for what "
    "comes later") {
    constexpr auto step = hours{7} + minutes{13};
    const auto end = at(2030y / 1 / 10, minutes{0});
    for (int n = 1; n <= 6; n += 2) {
        Instant before{};
        for (auto from = at(2018y / 12 / 20, minutes{0}); from < end; from += step) {
            const auto due = office.after_business_days(from, n).due;
            REQUIRE(due > from);
            REQUIRE(due >= before);
            REQUIRE(office.is_business_day(day_in_japan(due)));
            REQUIRE(due == at(day_in_japan(due), hours{17} + minutes{45}));
            REQUIRE(due < office.after_business_days(from, n + 1).due);
            before = due;
        }
    }
}

TEST_CASE("the test dates of the law's odd years are days off, and a deadline passes over them") {
    CHECK(deadline("2009-05-01T10:00:00+09:00", 1) == "2009-05-07T17:45:00+09:00");
    CHECK(deadline("2015-09-18T10:00:00+09:00", 1) == "2015-09-24T17:45:00+09:00");
    CHECK(deadline("2026-05-01T10:00:00+09:00", 1) == "2026-05-07T17:45:00+09:00");
    CHECK(deadline("2026-09-18T10:00:00+09:00", 1) == "2026-09-24T17:45:00+09:00");
    CHECK(deadline("2032-09-17T10:00:00+09:00", 1) == "2032-09-23T17:45:00+09:00");
    CHECK(deadline("2028-02-28T10:00:00+09:00", 1) == "2028-02-29T17:45:00+09:00");  // a leap day
}

TEST_CASE("a count names the days off in between, and not the weekends") {
    const auto across = [](const char* from, int n) {
        return office.after_business_days(*parse_instant(from), n).days_off;
    };
    using All = std::vector<DaysOff>;
    CHECK(across("2026-09-18T16:50:00+09:00", 2) == All{{2026y / 9 / 21, 2026y / 9 / 23}});
    CHECK(across("2026-10-02T10:00:00+09:00", 1).empty());
    CHECK(across("2026-12-28T10:00:00+09:00", 1) == All{{2026y / 12 / 29, 2027y / 1 / 3}});
    CHECK(across("2026-09-21T10:00:00+09:00", 1) == All{{2026y / 9 / 21, 2026y / 9 / 23}});
    CHECK(across("2026-10-09T10:00:00+09:00", 30).size() ==
          3);  // Sports Day, Culture Day, Labour Thanksgiving
}

TEST_CASE("what comes in outside the hours counts from the next opening") {
    const auto begins = [](const char* from) {
        return to_string(office.after_business_days(*parse_instant(from), 1).begins);
    };
    CHECK(begins("2026-10-05T10:00:00+09:00") == "2026-10-05T10:00:00+09:00");
    CHECK(begins("2026-10-05T03:00:00+09:00") == "2026-10-05T09:00:00+09:00");
    CHECK(begins("2026-10-05T18:00:00+09:00") == "2026-10-06T09:00:00+09:00");
    CHECK(begins("2026-09-18T18:00:00+09:00") == "2026-09-24T09:00:00+09:00");
}

TEST_CASE("hours and minutes are counted within the hours of a desk") {
    const auto after = [](const char* from, minutes time) {
        return to_string(office.after_business_time(*parse_instant(from), time).due);
    };
    CHECK(after("2026-10-05T10:00:00+09:00", hours{4}) == "2026-10-05T14:00:00+09:00");
    CHECK(after("2026-10-05T16:45:00+09:00", hours{4}) == "2026-10-06T12:00:00+09:00");
    CHECK(after("2026-10-05T17:44:00+09:00", minutes{1}) == "2026-10-05T17:45:00+09:00");
    CHECK(after("2026-10-05T20:00:00+09:00", hours{1}) == "2026-10-06T10:00:00+09:00");
    CHECK(after("2026-09-18T17:00:00+09:00", hours{1}) == "2026-09-24T09:15:00+09:00");
    CHECK(after("2026-10-05T09:00:00+09:00", hours{100}) == "2026-10-21T12:45:00+09:00");
}

TEST_CASE("a desk that keeps other hours has other business days") {
    Hours tuesdays{.on = {}, .from = hours{13}, .until = hours{17}};
    tuesdays.on[2] = true;
    const auto due = [&](const char* from, int n) {
        return to_string(office.after_business_days(*parse_instant(from), n, tuesdays).due);
    };
    CHECK(due("2026-10-05T10:00:00+09:00", 1) == "2026-10-13T17:00:00+09:00");
    CHECK(due("2026-10-06T10:00:00+09:00", 1) == "2026-10-13T17:00:00+09:00");
    CHECK(
        to_string(office.after_business_time(*parse_instant("2026-10-06T16:00:00+09:00"), hours{2}, tuesdays)
                      .due) == "2026-10-13T14:00:00+09:00");
    // Tuesday 22 September is a day off, Monday the 21st is none of this desk's anyway.
    CHECK(office.after_business_days(*parse_instant("2026-09-15T10:00:00+09:00"), 1, tuesdays).days_off ==
          std::vector<DaysOff>{{2026y / 9 / 21, 2026y / 9 / 23}});
}

TEST_CASE("an office may close on a working day, and open on a day off") {
    const auto declared = read_exceptions(R"({"closed": ["2026-08-14"], "open": ["2026-08-15"]})");
    REQUIRE(declared);
    const OfficeCalendar own(*declared);
    CHECK_FALSE(own.is_business_day(2026y / 8 / 14));
    CHECK(own.is_business_day(2026y / 8 / 15));
    CHECK(to_string(own.after_business_days(*parse_instant("2026-08-13T10:00:00+09:00"), 1).due) ==
          "2026-08-15T17:45:00+09:00");
}

TEST_CASE("a list of declared days that is wrong is refused where it is wrong") {
    const auto refused = [](const char* text) {
        const auto read = read_exceptions(text);
        REQUIRE_FALSE(read);
        return read.refusal().message.key + " " + read.refusal().pointer;
    };
    CHECK(refused(R"({"closed": ["2026-02-30"], "open": []})") == "domain.holidays.not_a_date /closed/0");
    CHECK(refused(R"({"closed": [], "open": ["2026-08-15", "soon"]})") ==
          "domain.holidays.not_a_date /open/1");
    CHECK(refused(R"({"closed": ["2026-08-15"], "open": ["2026-08-15"]})") == "domain.holidays.both /open/0");
    CHECK(refused(R"({"closed": [20260815]})") == "domain.holidays.not_json /closed/0");
    CHECK(refused(R"({"shut": []})") == "domain.holidays.not_json /shut");
    CHECK(refused("[") == "domain.holidays.not_json ");
}
