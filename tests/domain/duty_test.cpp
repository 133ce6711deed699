#include "domain/duty_plan.h"
#include "domain/substitutes.h"

#include <doctest/doctest.h>

#include <string>

using namespace sodan;
using namespace sodan::domain;
using namespace std::chrono_literals;

namespace {

// 5 October 2026 is a Monday.
Instant at(const std::string& day_and_time) { return *parse_instant(day_and_time + ":00+09:00"); }

DutyHours hours(Weekday day, std::string from, std::string until, DutyPart part = DutyPart::first) {
    return {day, std::move(from), std::move(until), part};
}

std::vector<DutyHours> every_day(const std::string& from, const std::string& until,
                                 DutyPart part = DutyPart::first) {
    std::vector<DutyHours> out;
    for (int day = 0; day < 7; ++day) out.push_back(hours(static_cast<Weekday>(day), from, until, part));
    return out;
}

Person coordinator(const std::string& id, std::vector<DutyHours> week) {
    Person out{.id = id,
               .name = id + " Example",
               .place = id,
               .role = Role::coordinator,
               .of = "",
               .languages = {"en"}};
    out.duty = Duty{std::move(week), {}};
    return out;
}

// Days, nights and the deputy, without a hole.
std::vector<Person> covered() {
    return {coordinator("day", every_day("08:00", "22:00")),
            coordinator("night", every_day("22:00", "08:00")),
            coordinator("deputy", every_day("00:00", "24:00", DutyPart::deputy))};
}

Office office(std::vector<Person> people) { return {{}, std::move(people), {}}; }

std::vector<std::string> ids(const std::vector<const Person*>& people) {
    std::vector<std::string> out;
    for (const auto* one : people) out.push_back(one->id);
    return out;
}

using Ids = std::vector<std::string>;
const Desk the_coordinators{DeskKind::coordinator};
const auto monday_morning = at("2026-10-05T09:00");

std::vector<DutyHole> holes(const Office& of, std::chrono::days ahead = std::chrono::days(28)) {
    return duty_holes(of, the_coordinators, monday_morning, ahead);
}

}  // namespace

TEST_CASE("duty over midnight lasts into the next day and ends to the minute") {
    const Duty duty{{hours(Weekday::sun, "22:00", "08:00")}, {}};
    CHECK_FALSE(is_on_duty(duty, DutyPart::first, at("2026-10-04T21:59")));
    CHECK(is_on_duty(duty, DutyPart::first, at("2026-10-04T22:00")));
    CHECK(is_on_duty(duty, DutyPart::first, at("2026-10-05T07:59")));
    CHECK_FALSE(is_on_duty(duty, DutyPart::first, at("2026-10-05T08:00")));
}

TEST_CASE("an end that is not later than the beginning lies on the next day, and 24:00 is midnight") {
    for (const auto* until : {"00:00", "24:00"}) {
        const Duty duty{{hours(Weekday::mon, "00:00", until)}, {}};
        CHECK(is_on_duty(duty, DutyPart::first, at("2026-10-05T23:59")));
        CHECK_FALSE(is_on_duty(duty, DutyPart::first, at("2026-10-06T00:00")));
    }
}

TEST_CASE("what holds on a date replaces the hours that begin on it, and not those of the night before") {
    Duty duty{every_day("22:00", "08:00"), {{"2026-10-06", {}}}};
    CHECK(is_on_duty(duty, DutyPart::first, at("2026-10-06T03:00")));
    CHECK_FALSE(is_on_duty(duty, DutyPart::first, at("2026-10-06T23:00")));
    duty.exceptions[0].hours = {{"20:00", "21:00"}};
    CHECK(is_on_duty(duty, DutyPart::first, at("2026-10-06T20:30")));
}

TEST_CASE("a duty that names no time or no date, or a date twice, is found with its place") {
    CHECK_FALSE(fault_in(Duty{every_day("00:00", "24:00"), {}}));
    CHECK(fault_in(Duty{{hours(Weekday::mon, "25:00", "08:00")}, {}})->pointer == "/week/0/from");
    CHECK(fault_in(Duty{{hours(Weekday::mon, "08:00", "8:00")}, {}})->pointer == "/week/0/until");
    CHECK(fault_in(Duty{{hours(Weekday::mon, "08:60", "09:00")}, {}})->pointer == "/week/0/from");
    CHECK(fault_in(Duty{{}, {{"2026-02-30", {}}}})->pointer == "/exceptions/0/on");
    CHECK(fault_in(Duty{{}, {{"2026-10-05", {}}, {"2026-10-05", {}}}})->why == DutyFault::Why::date_twice);
    CHECK(fault_in(Duty{{}, {{"2026-10-05", {{"aa:00", "09:00"}}}}})->pointer ==
          "/exceptions/0/hours/0/from");
}

TEST_CASE("at every hour somebody is on duty and somebody else deputises") {
    const auto on = on_duty(office(covered()), the_coordinators, at("2026-10-06T03:00"));
    CHECK(ids(on.first) == Ids{"night"});
    CHECK(ids(on.deputies) == Ids{"deputy"});
    CHECK(holes(office(covered())).empty());
    CHECK(duty_warnings(office(covered()), monday_morning).empty());
}

TEST_CASE("who is away on duty is stood in for, and nobody is on duty and deputy at once") {
    auto people = covered();
    people[1].absences = {{monday_morning, {}, "deputy"}};
    const auto on = on_duty(office(people), the_coordinators, at("2026-10-06T03:00"));
    CHECK(ids(on.first) == Ids{"deputy"});
    CHECK(on.deputies.empty());
}

TEST_CASE("a hole at night is named once by its weekday, from when and until when") {
    auto people = covered();
    std::erase_if(people[1].duty->week, [](const DutyHours& one) { return one.day == Weekday::sun; });
    const auto found = holes(office(people));
    REQUIRE(found.size() == 1);
    CHECK(found[0].every_week);
    CHECK(found[0].from == at("2026-10-11T22:00"));
    CHECK(found[0].until == at("2026-10-12T08:00"));
    const auto said = duty_warnings(office(people), monday_morning);
    REQUIRE(said.size() == 1);
    CHECK(said[0].key == "duty.hole.weekly");
}

TEST_CASE("an absence without a substitute makes a dated hole that names whose duty it was") {
    auto people = covered();
    people[1].absences = {{at("2026-10-07T12:00"), at("2026-10-08T12:00"), {}}};
    const auto found = holes(office(people));
    REQUIRE(found.size() == 1);
    CHECK_FALSE(found[0].every_week);
    CHECK(found[0].from == at("2026-10-07T22:00"));
    CHECK(found[0].until == at("2026-10-08T08:00"));
    CHECK(found[0].missing == Ids{"night"});
}

TEST_CASE("a date without duty is a hole unless somebody else has it on that date") {
    auto people = covered();
    people[1].duty->exceptions = {{"2026-10-10", {}}};
    CHECK(holes(office(people)).size() == 1);
    people[2].duty->exceptions = {{"2026-10-10", {{"22:00", "08:00", DutyPart::first}}}};
    for (const auto& hole : holes(office(people))) CHECK(hole.part == DutyPart::deputy);
}

TEST_CASE("a term that ends leaves the duty open from that day on") {
    auto people = covered();
    people[0].term = Term{{}, at("2026-10-20T00:00")};
    const auto found = holes(office(people), std::chrono::days(16));
    REQUIRE(found.size() == 2);
    CHECK(found[0].from == at("2026-10-20T08:00"));
    CHECK(found[0].missing == Ids{"day"});
}

TEST_CASE("no plan at all is one warning") {
    const auto said = duty_warnings(office({coordinator("pc", {})}).with([] {
        auto out = coordinator("pc", {});
        out.duty.reset();
        return out;
    }()),
                                    monday_morning);
    REQUIRE(said.size() == 1);
    CHECK(said[0].key == "duty.no_plan");
}

TEST_CASE("a duty that nobody ever has is one hole that lasts the whole week") {
    auto people = covered();
    people.pop_back();
    const auto said = duty_warnings(office(people), monday_morning);
    REQUIRE(said.size() == 1);
    CHECK(said[0].key == "duty.hole.always");
}

TEST_CASE("a desk of another kind that has a plan is told the hours that nobody keeps, and no more") {
    auto people = covered();
    Person helper{.id = "a", .name = "a", .place = "PA-A of 37", .of = "37", .languages = {"en"}};
    helper.duty = Duty{{hours(Weekday::wed, "09:00", "17:00")}, {}};
    people.push_back(helper);
    CHECK(duty_warnings(office(people), monday_morning).empty());
    people.back().absences.push_back({at("2026-10-07T00:00"), at("2026-10-08T00:00"), {}});
    const auto said = duty_warnings(office(people), monday_morning);
    REQUIRE(said.size() == 1);
    CHECK(said[0].key == "duty.hole.at_desk");
    CHECK(said[0].values.back().second == "advisor/37");
}
