#include "office/walls.h"

#include "office/acts.h"
#include "office/relief.h"

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;
using domain::ConflictKind, domain::Person, domain::PersonId;
using routing::Cause, routing::Window;

namespace {

bool holds(const std::vector<PersonId>& people, const PersonId& one) {
    return std::ranges::find(people, one) != people.end();
}

// Either of the two may have declared it.
std::optional<ConflictKind> tie_between(const Person& one, const Person& other) {
    const auto kind_of = [](const domain::Relation& tie) {
        return tie.kind == domain::RelationKind::line_manager ? ConflictKind::line : ConflictKind::tie;
    };
    for (const auto& tie : one.relations)
        if (tie.with == other.id) return kind_of(tie);
    for (const auto& tie : other.relations)
        if (tie.with == one.id) return kind_of(tie);
    return {};
}

std::optional<ConflictKind> conflict_of(const Person& person, const domain::Intake& intake,
                                        const std::vector<PersonId>& subjects, const domain::Office& office) {
    if (holds(intake.excludes, person.id)) return ConflictKind::veto;
    if (holds(subjects, person.id)) return ConflictKind::subject;
    for (const auto& id : subjects)
        if (const auto* subject = office.person(id))
            if (const auto tie = tie_between(person, *subject)) return tie;
    return {};
}

void tell_all(CaseFile& file, const std::vector<const Person*>& people, std::string_view kind) {
    for (const auto* person : people) file.tell("person:" + person->id, kind);
}

std::vector<Conflict> all_conflicts(const domain::Intake& intake, const std::vector<PersonId>& subjects,
                                    const domain::Office& office) {
    if (subjects.empty() && intake.excludes.empty()) return {};
    std::vector<Conflict> out;
    for (const auto& person : office.people())
        if (const auto why = conflict_of(person, intake, subjects, office)) out.push_back({person.id, *why});
    return out;
}

}  // namespace

std::vector<PersonId> subjects_of(const domain::Intake& intake) {
    std::vector<PersonId> out;
    for (const auto& concern : intake.concerns)
        if (const auto colon = concern.find(':'); colon != std::string::npos)
            out.push_back(concern.substr(colon + 1));
    return out;
}

std::vector<Conflict> conflicts_of(const domain::Intake& intake, const domain::Office& office) {
    return all_conflicts(intake, subjects_of(intake), office);
}

std::vector<Conflict> conflicts_of(const CaseFile& file, const domain::Office& office) {
    auto subjects = subjects_of(file.intake());
    const auto& later = file.memory().subjects;
    subjects.insert(subjects.end(), later.begin(), later.end());
    return all_conflicts(file.intake(), subjects, office);
}

std::optional<Refusal> take_from(const Acting& acting, CaseFile& file, const PersonId& person) {
    const auto desk = file.memory().desk;
    const bool was_holder = file.memory().holder == person;
    const bool was_offered = file.memory().offered_to && file.memory().offered_to->person == person;
    if (file.state().custody == chain::Custody::offered && (was_offered || was_holder))
        if (auto refusal = file.take(chain::OfferWithdrawn{act_by(acting, file)})) return refusal;
    if (!was_holder) return {};
    const auto due = due_at(acting, file, desk, Window::pick_up);
    const bool is_watched = file.state().custody == chain::Custody::monitoring;
    return file.take(is_watched ? chain::Event{chain::LookedAgain{desk, due}} : chain::Released{due});
}

std::optional<Refusal> go_on(const Acting& acting, CaseFile& file) {
    if (auto refusal = go_on_where_nobody_can(acting.reading, acting.rules, acting.now, file, Cause::walled))
        return refusal;
    tell_who_is_left(*acting.reading.office(), file);
    return {};
}

std::optional<Refusal> raise_wall(const Acting& acting, CaseFile& file, const Conflict& conflict,
                                  std::string_view reason) {
    if (holds(file.memory().walls, conflict.person)) return {};
    const auto detail = reason.empty() ? json::object{} : json::object{{"reason", reason}};
    if (auto refusal = file.take(chain::WallRaised{conflict.person, conflict.why}, detail)) return refusal;
    if (auto refusal = take_from(acting, file, conflict.person)) return refusal;
    return go_on(acting, file);
}

std::optional<Refusal> raise_walls_of_ties(const Acting& acting, CaseFile& file) {
    for (const auto& conflict : conflicts_of(file, *acting.reading.office()))
        if (auto refusal = raise_wall(acting, file, conflict)) return refusal;
    return {};
}

namespace {

// The heads of the department who may know of it.
std::vector<const Person*> heads_for(const domain::Office& office, const CaseFile& file) {
    auto heads = office.with_role(domain::Role::department);
    std::erase_if(heads, [&](const Person* one) { return !is_head(*one) || file.keeps_out(one->id); });
    return heads;
}

}  // namespace

void tell_who_is_left(const domain::Office& office, CaseFile& file) {
    const auto heads = heads_for(office, file);
    if (file.went_against_refusal()) tell_all(file, heads, "against_refusal");
    const auto desk = desk_named(file.memory().desk);
    if (desk.kind == domain::DeskKind::supervisor) return;
    const auto may_know = [&](const Person* person) { return !file.keeps_out(person->id); };
    const auto somebody_of = [&](domain::DeskKind kind) {
        return std::ranges::any_of(office.members({kind, ""}), may_know);
    };
    if (!std::ranges::any_of(office.members(desk), may_know))
        return tell_all(file, heads.empty() ? office.with_role(domain::Role::administrator) : heads,
                        "nobody_left");
    const bool instead_of_the_coordinators =
        desk.kind == domain::DeskKind::department && !somebody_of(domain::DeskKind::coordinator);
    if (instead_of_the_coordinators) tell_all(file, heads, "left_to_head");
}

}  // namespace sodan::office
