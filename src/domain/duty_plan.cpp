#include "domain/duty_plan.h"

#include "base/described.h"
#include "domain/substitutes.h"

#include <algorithm>
#include <array>
#include <set>

namespace sodan::domain {

using namespace std::chrono_literals;
using std::chrono::days, std::chrono::sys_days;

namespace {

using People = std::vector<const Person*>;

constexpr std::array parts{DutyPart::first, DutyPart::deputy};
constexpr auto four_weeks = days(28);
constexpr auto japan = 9h;

bool contains(const People& people, const Person* one) {
    return std::ranges::find(people, one) != people.end();
}

// Whose hours it is, there or not.
People planned(const Office& office, const Desk& desk, DutyPart part, Instant now) {
    People out;
    for (const auto* person : office.members(desk))
        if (person->duty && is_on_duty(*person->duty, part, now)) out.push_back(person);
    return out;
}

// Those who have it: each of them, or who stands in.
People acting(const Office& office, const People& planned, Instant now) {
    People out;
    for (const auto* person : planned)
        if (const auto* acts = stand_in(office, person->id, now); acts && !contains(out, acts))
            out.push_back(acts);
    return out;
}

// By the week's hours alone, of those who are of the office at `now`; no dates, no absences.
Office of_weeks(const Office& office, Instant now) {
    std::vector<Person> people;
    for (const auto& person : office.people()) {
        if (!person.duty || !is_of_office(person, now)) continue;
        auto plain = person;
        plain.duty->exceptions.clear();
        plain.absences.clear();
        plain.term.reset();
        plain.left.reset();
        people.push_back(std::move(plain));
    }
    return {{}, std::move(people), {}};
}

const People& of(DutyPart part, const OnDuty& duty) {
    return part == DutyPart::first ? duty.first : duty.deputies;
}

// The instants at which anything can change.
std::set<Instant> turning_points(const Office& office, const Desk& desk, Instant from, Instant until) {
    std::set<Instant> out{from, until};
    const auto add = [&](std::optional<Instant> at) {
        if (at && from < *at && *at < until) out.insert(*at);
    };
    for (const auto& person : office.people()) {
        add(person.left);
        if (person.term) add(person.term->begins), add(person.term->ends);
        for (const auto& absence : person.absences) add(absence.from), add(absence.until);
    }
    for (const auto* person : office.members(desk))
        if (person->duty)
            for (const auto& shift : shifts(*person->duty, from, until)) add(shift.from), add(shift.until);
    return out;
}

void add_hole(std::vector<DutyHole>& to, DutyHole hole) {
    const bool goes_on = !to.empty() && to.back().until == hole.from && to.back().part == hole.part &&
                         to.back().missing == hole.missing;
    if (goes_on)
        to.back().until = hole.until;
    else
        to.push_back(std::move(hole));
}

// Calls is_hole(instant) once for each stretch in which nothing changes.
template <class IsHole, class Missing> std::vector<DutyHole> stretches(const std::set<Instant>& turns,
                                                                       DutyPart part, IsHole is_hole,
                                                                       Missing missing) {
    std::vector<DutyHole> out;
    for (auto at = turns.begin(); std::next(at) != turns.end(); ++at)
        if (is_hole(*at)) add_hole(out, {part, *at, *std::next(at), false, missing(*at)});
    return out;
}

Instant monday_before(Instant now) {
    const auto day = std::chrono::floor<days>(now + japan);
    const auto since = std::chrono::weekday(day).iso_encoding() - 1;
    return Instant(day - days(since)) - japan;
}

std::vector<DutyHole> weekly_holes(const Office& weeks, const Desk& desk, DutyPart part, Instant now) {
    const auto monday = monday_before(now);
    const auto is_hole = [&](Instant at) { return of(part, on_duty(weeks, desk, at)).empty(); };
    auto out = stretches(turning_points(weeks, desk, monday, monday + days(14)), part, is_hole,
                         [](Instant) { return std::vector<PersonId>{}; });
    std::erase_if(out, [&](const DutyHole& hole) {
        const bool began_before = hole.from == monday && is_hole(monday - 1ms);
        return hole.from >= monday + days(7) || (began_before && hole.until < monday + days(14));
    });
    for (auto& hole : out) hole.every_week = true;
    return out;
}

std::vector<PersonId> ids_of(const People& people) {
    std::vector<PersonId> out;
    for (const auto* person : people) out.push_back(person->id);
    return out;
}

std::string places_of(const Office& office, const std::vector<PersonId>& ids) {
    std::string out;
    for (const auto& id : ids) {
        const auto* person = office.person(id);
        out += (out.empty() ? "" : ", ") + (person ? person->place : id);
    }
    return out.empty() ? "-" : out;
}

std::string day_and_time(Instant at) {
    auto out = sodan::to_string(at).substr(0, 16);
    out[10] = ' ';
    return out;
}

// A hole that the look ahead cuts off has no end yet: it would be another one every hour.
Message said(const Office& office, const DutyHole& hole, Instant end) {
    const auto part = std::string(code(hole.part));
    if (!hole.every_week)
        return {"duty.hole.dated",
                {{"part", part},
                 {"from", day_and_time(hole.from)},
                 {"until", hole.until == end ? "open" : day_and_time(hole.until)},
                 {"missing", places_of(office, hole.missing)}}};
    if (hole.until - hole.from >= days(7)) return {"duty.hole.always", {{"part", part}}};
    const auto day = std::chrono::weekday(std::chrono::floor<days>(hole.from + japan)).iso_encoding() - 1;
    return {"duty.hole.weekly",
            {{"part", part},
             {"day", std::string(code(static_cast<Weekday>(day)))},
             {"from", sodan::to_string(hole.from).substr(11, 5)},
             {"until", sodan::to_string(hole.until).substr(11, 5)}}};
}

// Only the coordinators are on duty day and night: of the others, what is planned and cannot be kept.
Message said_of(const Desk& desk, Message hole) {
    hole.key = "duty.hole.at_desk";
    hole.values.emplace_back("desk", to_string(desk));
    return hole;
}

}  // namespace

OnDuty on_duty(const Office& office, const Desk& desk, Instant now) {
    OnDuty out{acting(office, planned(office, desk, DutyPart::first, now), now),
               acting(office, planned(office, desk, DutyPart::deputy, now), now)};
    std::erase_if(out.deputies, [&](const Person* one) { return contains(out.first, one); });
    return out;
}

bool has_duty_plan(const Office& office, const Desk& desk, Instant now) {
    return std::ranges::any_of(office.members(desk),
                               [now](const Person* one) { return one->duty && is_of_office(*one, now); });
}

std::vector<DutyHole> duty_holes(const Office& office, const Desk& desk, Instant now, days ahead) {
    std::vector<DutyHole> out;
    const auto weeks = of_weeks(office, now);
    const auto since = now - days(2), end = now + ahead;  // what lasts already keeps its beginning
    auto turns = turning_points(office, desk, since, end);
    turns.merge(turning_points(weeks, desk, since, end));
    for (const auto part : parts) {
        const auto weekly = weekly_holes(weeks, desk, part, now);
        out.insert(out.end(), weekly.begin(), weekly.end());
        const auto is_hole = [&](Instant at) {
            return of(part, on_duty(office, desk, at)).empty() && !of(part, on_duty(weeks, desk, at)).empty();
        };
        const auto missing = [&](Instant at) { return ids_of(of(part, on_duty(weeks, desk, at))); };
        for (auto& hole : stretches(turns, part, is_hole, missing))
            if (hole.until > now) out.push_back(std::move(hole));
    }
    return out;
}

std::vector<Message> duty_warnings(const Office& office, Instant now) {
    const Desk coordinators{DeskKind::coordinator};
    std::vector<Message> out;
    const auto end = now + four_weeks;
    if (!has_duty_plan(office, coordinators, now))
        out.push_back({"duty.no_plan"});
    else
        for (const auto& hole : duty_holes(office, coordinators, now, four_weeks))
            out.push_back(said(office, hole, end));
    for (const auto& desk : office.desks()) {
        if (desk.kind == DeskKind::coordinator || !has_duty_plan(office, desk, now)) continue;
        for (const auto& hole : duty_holes(office, desk, now, four_weeks))
            if (!hole.every_week) out.push_back(said_of(desk, said(office, hole, end)));
    }
    return out;
}

}  // namespace sodan::domain
