// Which desk, and who of it.

#include "routing/thought.h"

#include <algorithm>
#include <utility>

namespace sodan::routing {

using domain::Desk, domain::DeskKind;

Desk Thought::desk_of(DeskKind kind) const {
    if (kind == DeskKind::advisor) return {kind, asked_.intake.host.value_or("")};
    if (kind == DeskKind::leader)
        return {kind, asked_.intake.language.substr(0, asked_.intake.language.find('-'))};
    return {kind, ""};
}

void Thought::look_at_desks() {
    looked_at_desks_ = true;
    const bool has_leaders = value_name(Fact::language_group, facts_[Fact::language_group]) == "leader";
    facts_.set(Fact::advisor_desk,
               asked_.intake.host ? people_.state(desk_of(DeskKind::advisor)) : DeskState::none);
    // A host that nobody advises is known all the same: it counts as one whose advisors are away.
    if (asked_.intake.host && facts_[Fact::advisor_desk] == static_cast<std::uint8_t>(DeskState::none))
        facts_.set(Fact::advisor_desk, DeskState::away);
    facts_.set(Fact::leader_desk, has_leaders ? people_.state(desk_of(DeskKind::leader)) : DeskState::none);
    facts_.set(Fact::department_desk, people_.state({DeskKind::department, ""}));
    facts_.set(Fact::coordinator_desk, people_.state({DeskKind::coordinator, ""}));
}

// The desk itself, or the one that must stand in for it.
DeskKind Thought::relieved(DeskKind turned_to) {
    learn(Fact::turned_to, index_turned_to(turned_to));
    const auto rule = ask(TableName::relief);
    note(TableName::relief, rule);
    const auto kind = desk_turned_to(said(TableName::relief, rule));
    if (kind != turned_to) decision_.because = decision_.fired.back();
    return kind;
}

Desk Thought::first_desk() {
    const auto way = ask(TableName::way);
    note(TableName::way, way);
    learn(Fact::way, said(TableName::way, way));
    const auto wish = ask(TableName::wish_met);
    note(TableName::wish_met, wish);
    learn(Fact::wish_met, said(TableName::wish_met, wish));
    const auto rule = ask(TableName::first_desk);
    note(TableName::first_desk, rule);
    decision_.because = decision_.fired.back();
    const auto desk = desk_of(relieved(desk_turned_to(said(TableName::first_desk, rule))));
    if (said(TableName::first_desk, rule, 1) != 0) decision_.consult = "coordinator";
    return desk;
}

Desk Thought::next_desk(const Desk& from, Cause cause) {
    learn(Fact::at, from.kind);
    learn(Fact::cause, cause);
    const auto rule = ask(TableName::next_desk);
    note(TableName::next_desk, rule);
    decision_.because = decision_.fired.back();
    const auto kind = relieved(desk_turned_to(said(TableName::next_desk, rule)));
    return kind == from.kind ? from : desk_of(kind);
}

void Thought::pass_over(const Desk& desk) {
    for (const auto& one : people_.judged(desk))
        if (one.verdict < Verdict::with_interpreter)
            decision_.passed_over.push_back(
                {one.person->id, parts_.tables[TableName::eligibility].rule(one.rule).id});
}

// Those desks that would have come before the one that has it, had they been able to act.
void Thought::pass_over_closed_desks() {
    const auto is_closed = [&](Fact fact) {
        const auto state = static_cast<DeskState>(facts_[fact]);
        return state == DeskState::away || state == DeskState::barred;
    };
    const auto wish = asked_.intake.wishes;
    const bool to_host = asked_.intake.addressed_to == domain::AddressedTo::host || wish == DeskKind::advisor;
    const bool in_japanese =
        value_name(Fact::way, facts_[Fact::way]) == "employer_direct" || wish == DeskKind::department;
    if (desk_.kind != DeskKind::advisor && to_host && is_closed(Fact::advisor_desk))
        pass_over(desk_of(DeskKind::advisor));
    if (desk_.kind != DeskKind::leader && is_closed(Fact::leader_desk)) pass_over(desk_of(DeskKind::leader));
    if (desk_.kind != DeskKind::department && in_japanese && is_closed(Fact::department_desk))
        pass_over({DeskKind::department, ""});
    if (desk_.kind == DeskKind::department &&
        facts_[Fact::coordinator_desk] == static_cast<std::uint8_t>(DeskState::barred))
        pass_over({DeskKind::coordinator, ""});
}

void Thought::put_before(const Desk& desk) {
    desk_ = desk;
    decision_.desk = to_string(desk);
    facts_.set(Fact::desk, desk.kind);
    const auto judged = people_.judged(desk);
    decision_.eligible = people_.ranked(judged);
    decision_.no_one_eligible = decision_.eligible.empty() && desk.kind != DeskKind::supervisor;
    const bool somebody = !decision_.eligible.empty();
    learn(Fact::spoken, std::ranges::any_of(judged, [&](const Judged& one) {
              return one.speaks && (!somebody || one.verdict >= Verdict::with_interpreter);
          }));
    for (const auto& one : judged)
        if (one.verdict < Verdict::with_interpreter)
            decision_.passed_over.push_back(
                {one.person->id, parts_.tables[TableName::eligibility].rule(one.rule).id});
    if (somebody || desk.kind == DeskKind::coordinator) pass_over_closed_desks();
}

}  // namespace sodan::routing
