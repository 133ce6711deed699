#include "routing/people.h"

#include "calendar/calendar.h"
#include "domain/consent.h"

#include <algorithm>
#include <chrono>

namespace sodan::routing {

using domain::ConsentScope, domain::Desk, domain::DeskKind, domain::Person;

namespace {

bool has(std::span<const domain::PersonId> people, const domain::PersonId& id) {
    return std::ranges::find(people, id) != people.end();
}

// "advisor:ID" and "leader:ID" name people of the office.
std::vector<const Person*> subjects_of(const domain::Intake& intake, const domain::Office& office) {
    std::vector<const Person*> out;
    for (const auto& concern : intake.concerns)
        if (const auto colon = concern.find(':'); colon != std::string::npos)
            if (const auto* person = office.person(std::string_view(concern).substr(colon + 1)))
                out.push_back(person);
    return out;
}

Tie tie_between(const Person& one, const Person& other) {
    for (const auto& relation : one.relations)
        if (relation.with == other.id) return static_cast<Tie>(relation.kind);
    for (const auto& relation : other.relations)
        if (relation.with == one.id) return static_cast<Tie>(relation.kind);
    return Tie::none;
}

// A person of the office may be asked for a case of another host: the desk, not the case, says where they
// belong.
bool belongs(const Person& person, const Desk& desk) {
    const auto theirs = domain::desk_of(person);
    return theirs && *theirs == desk;
}

std::uint8_t presence(const Person& person, Instant now) {
    if (!domain::is_of_office(person, now)) return 2;
    return domain::is_available(person, now) ? 0 : 1;
}

}  // namespace

People::People(const Table& eligibility, const Asked& asked, const Moment& moment, const Facts& known)
    : table_(eligibility),
      asked_(asked),
      moment_(moment),
      known_(known),
      subjects_(subjects_of(asked.intake, moment.office)) {}

Tie People::tie_to_subjects(const Person& person) const {
    for (const auto* subject : subjects_)
        if (const auto tie = tie_between(person, *subject); tie != Tie::none) return tie;
    return Tie::none;
}

Judged People::judge(const Person& person, const Desk& desk) const {
    auto facts = known_;
    const bool speaks = domain::speaks(person, asked_.intake.language);
    facts.set(Fact::wall, has(asked_.walls, person.id));
    facts.set(Fact::excluded, has(asked_.intake.excludes, person.id));
    facts.set(Fact::subject, std::ranges::find(subjects_, &person) != subjects_.end());
    facts.set(Fact::tie, tie_to_subjects(person));
    facts.set(Fact::other_side, has(asked_.other_side, person.id));
    facts.set(Fact::belongs, belongs(person, desk));
    facts.set(Fact::presence, presence(person, moment_.now));
    facts.set(Fact::speaks, speaks);
    const auto rule = table_.decide(facts);
    return {&person, static_cast<Verdict>(table_.rule(rule).outputs.front()), rule, speaks};
}

std::vector<Judged> People::judged(const Desk& desk) const {
    std::vector<Judged> out;
    for (const auto* person : moment_.office.members(desk)) out.push_back(judge(*person, desk));
    return out;
}

// What the caller does not want a desk to know is not brought before it. The coordinators are the exception:
// somebody must have it.
bool People::is_refused(DeskKind kind) const {
    const auto scope = kind == DeskKind::advisor      ? ConsentScope::advisor
                       : kind == DeskKind::leader     ? ConsentScope::leader
                       : kind == DeskKind::department ? ConsentScope::department
                                                      : ConsentScope::institution;
    if (scope == ConsentScope::institution) return false;
    return domain::is_no(domain::consent_of(asked_.intake.consent, scope));
}

DeskState People::state(const Desk& desk) const {
    const auto members = moment_.office.members(desk);
    if (members.empty()) return DeskState::none;
    if (is_refused(desk.kind)) return DeskState::barred;
    auto state = DeskState::away;
    for (const auto* person : members) {
        const auto verdict = judge(*person, desk).verdict;
        if (verdict >= Verdict::with_interpreter) return DeskState::open;
        if (verdict == Verdict::barred) state = DeskState::barred;
    }
    return state;
}

std::vector<domain::PersonId> People::ranked(std::span<const Judged> judged) const {
    struct Place {
        bool stranger, is_full, needs_interpreter;
        std::int64_t load;
        std::size_t turn;
        const Person* person;
        auto key() const { return std::tuple(stranger, is_full, needs_interpreter, load, turn); }
    };
    const auto day = std::chrono::sys_days(calendar::day_in_japan(moment_.now)).time_since_epoch().count();
    const auto first = static_cast<std::size_t>(day) % std::max<std::size_t>(judged.size(), 1);
    const auto may = std::ranges::count_if(
        judged, [](const auto& one) { return one.verdict >= Verdict::with_interpreter; });
    std::vector<Place> places;
    for (std::size_t i = 0; i < judged.size(); ++i) {
        const auto& one = judged[i];
        if (one.verdict < Verdict::with_interpreter) continue;
        const auto load = may > 1 && moment_.load ? moment_.load(one.person->id) : 0;
        const auto turn = (i + judged.size() - first) % judged.size();
        const bool is_full = one.person->most_cases && load >= *one.person->most_cases;
        places.push_back({asked_.continuity != one.person->id, is_full,
                          one.verdict == Verdict::with_interpreter, load, turn, one.person});
    }
    std::ranges::sort(places, {}, &Place::key);
    std::vector<domain::PersonId> out;
    for (const auto& place : places) out.push_back(place.person->id);
    return out;
}

}  // namespace sodan::routing
