#include "calendar/office_hours.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::calendar;
using domain::Desk, domain::DeskKind;
using namespace std::chrono;

namespace {

std::string refused(const char* json) {
    const auto read = OfficeHours::read(json);
    REQUIRE_FALSE(read);
    return read.refusal().message.key + " " + read.refusal().pointer;
}

}  // namespace

TEST_CASE("a desk keeps its own hours, or else those of its kind, or else the usual ones") {
    const auto hours = OfficeHours::read(
        R"({"default": {"days": ["monday"], "from": "08:30", "until": "17:15"},
            "leader": {"days": ["saturday", "sunday"], "from": "18:00", "until": "21:00"},
            "advisor/37": {"days": ["friday"], "from": "09:00", "until": "12:00"}})");
    REQUIRE(hours);
    CHECK(to_string(hours->of({DeskKind::advisor, "37"}).until) == "12:00");
    CHECK(to_string(hours->of({DeskKind::advisor, "38"}).from) == "08:30");
    CHECK(to_string(hours->of({DeskKind::leader, "fr"}).from) == "18:00");
    CHECK(hours->of({DeskKind::leader, "fr"}).on[6]);
    CHECK_FALSE(hours->of({DeskKind::coordinator, ""}).on[2]);
}

TEST_CASE("an office that says nothing works from nine to a quarter to six") {
    CHECK(OfficeHours().of({DeskKind::coordinator, ""}) == Hours{});
    CHECK(to_string(Hours{}.from) == "09:00");
    CHECK(to_string(Hours{}.until) == "17:45");
}

TEST_CASE("hours that are none are refused where they are wrong") {
    CHECK(refused("[") == "domain.hours.not_json ");
    CHECK(refused(R"({"default": {"days": ["monday"], "from": "09:00"}})") ==
          "domain.hours.not_json /default/until");
    CHECK(refused(R"({"somebody": {"days": ["monday"], "from": "09:00", "until": "17:00"}})") ==
          "domain.hours.no_such_desk /somebody");
    CHECK(refused(R"({"advisor/37": {"days": [], "from": "09:00", "until": "17:00"}})") ==
          "domain.hours.no_day /advisor~137/days");
    CHECK(refused(R"({"leader": {"days": ["monday"], "from": "9:00", "until": "17:00"}})") ==
          "domain.hours.not_a_time /leader/from");
    CHECK(refused(R"({"leader": {"days": ["monday"], "from": "09:00", "until": "25:00"}})") ==
          "domain.hours.not_a_time /leader/until");
    CHECK(refused(R"({"leader": {"days": ["monday"], "from": "17:00", "until": "17:00"}})") ==
          "domain.hours.ends_first /leader/until");
}
