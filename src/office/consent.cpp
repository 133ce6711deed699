#include "office/consent.h"

#include "domain/consent.h"

#include <algorithm>
#include <set>

namespace sodan::office {

using chain::Disclosed, chain::Memory, chain::Snapshot, chain::Terms;
using domain::ConsentScope, domain::ConsentState, domain::ContentKind, domain::DisclosureGround;

namespace {

// What people of one body see of a case: through which desk, and what of it.
struct Shown {
    chain::DeskName desk;
    std::set<ContentKind> kinds{};
    bool by_glass = false, by_danger = false;
};
using Reach = std::map<std::string, Shown>;  // by body

std::set<ContentKind> all_of(const domain::Intake& intake) {
    std::set out{ContentKind::words, ContentKind::notes, ContentKind::circumstances};
    if (!intake.anonymous) out.insert({ContentKind::identity, ContentKind::contact});
    return out;
}

Shown& add(Reach& to, const chain::DeskName& desk, const std::set<ContentKind>& kinds) {
    auto& one = to.try_emplace(body_of(desk), Shown{desk}).first->second;
    one.kinds.insert(kinds.begin(), kinds.end());
    return one;
}

void add_opened(Reach& to, const Memory& memory, const domain::Intake& intake, Instant now) {
    for (const auto& one : memory.openings) {
        if (!one.desk || one.until <= now || to.contains(body_of(*one.desk))) continue;
        add(to, *one.desk, all_of(intake)).by_glass = true;
    }
}

// Whoever sees all of a case sees its question as well: that is no kind of its own then.
void add_counsel(Reach& to, const Snapshot& state, Instant now) {
    const bool of_committee = state.counsel == chain::Counsel::before_committee;
    if (!of_committee && !state.memory.consulted) return;
    const auto desk = of_committee ? "committee" : *state.memory.consulted;
    const auto known = to.find(body_of(desk));
    if (known != to.end()) return;
    auto& one = add(to, desk, {ContentKind::question});
    if (may_know_who(state.memory, of_committee, now)) one.kinds.insert(ContentKind::circumstances);
}

// While somebody is in immediate danger, whoever is alerted sees the case.
void add_alerted(Reach& to, const Memory& memory, const domain::Intake& intake) {
    const chain::DeskName on_duty = "coordinator";
    if (!memory.help_due || to.contains(body_of(on_duty))) return;
    add(to, on_duty, all_of(intake)).by_danger = true;
}

Reach reach_of(const Snapshot& state, const domain::Intake& intake, Instant now) {
    Reach out;
    const auto& memory = state.memory;
    if (memory.desk.empty()) return out;
    add(out, memory.desk, all_of(intake));
    if (memory.offered_to) add(out, memory.offered_to->desk, all_of(intake));
    for (const auto& desk : memory.co_handlers) add(out, desk, all_of(intake));
    add_alerted(out, memory, intake);
    add_opened(out, memory, intake, now);
    add_counsel(out, state, now);
    return out;
}

ConsentScope scope_of(const Shown& shown) {
    if (shown.desk != "committee")
        return domain::scope_of(domain::Desk::parse(shown.desk).value_or(domain::Desk{}).kind);
    return shown.kinds.contains(ContentKind::circumstances) ? ConsentScope::committee_named
                                                            : ConsentScope::committee;
}

// Of the scope's own override, else of the one that stands for it.
DisclosureGround ground_of_override(const Memory& memory, ConsentScope scope) {
    for (const auto wanted : {scope, ConsentScope::clair})
        for (const auto& one : memory.terms)
            if (one.scope == wanted && one.state == ConsentState::overridden)
                return one.ground == domain::OverrideGround::law ? DisclosureGround::law
                                                                 : DisclosureGround::danger_to_life;
    return DisclosureGround::danger_to_life;
}

DisclosureGround ground_of(const Memory& memory, ConsentScope scope, ConsentState state) {
    if (state == ConsentState::given) return DisclosureGround::consent;
    if (state == ConsentState::overridden) return ground_of_override(memory, scope);
    return domain::is_no(state) ? DisclosureGround::nobody_else : DisclosureGround::purpose;
}

DisclosureGround ground_of(const Shown& shown, const Memory& memory, Instant now) {
    if (shown.by_glass) return DisclosureGround::glass_broken;
    const auto scope = scope_of(shown);
    const auto state = consent_at(memory, scope, now);
    if (shown.by_danger && state != ConsentState::given) return DisclosureGround::danger_to_life;
    return ground_of(memory, scope, state);
}

bool is_for_a_while(const Shown& shown) { return shown.by_glass || shown.by_danger; }

std::vector<ContentKind> without(std::set<ContentKind> kinds, const std::set<ContentKind>& known) {
    for (const auto one : known) kinds.erase(one);
    return {kinds.begin(), kinds.end()};
}

std::vector<Disclosed> newly(const Reach& before, const Reach& after, const Memory& memory, Instant now) {
    std::vector<Disclosed> out;
    for (const auto& [body, shown] : after) {
        const auto found = before.find(body);
        // What was open to one of them for a while does not stand for the desk that has it now.
        const bool is_new = found == before.end() ||
                            (is_for_a_while(found->second) && !is_for_a_while(shown)) ||
                            (shown.by_danger && found->second.by_glass && !found->second.by_danger);
        auto kinds = without(shown.kinds, is_new ? std::set<ContentKind>{} : found->second.kinds);
        if (!kinds.empty()) out.push_back({shown.desk, ground_of(shown, memory, now), std::move(kinds)});
    }
    return out;
}

bool has_ended(const Terms& terms, Instant now) { return terms.until && *terms.until <= now; }

}  // namespace

ConsentMap consent_at(const Memory& memory, Instant now) {
    auto out = memory.consent;
    for (const auto& one : memory.terms)
        if (has_ended(one, now)) out[one.scope] = ConsentState::not_asked;
    return out;
}

ConsentState consent_at(const Memory& memory, ConsentScope scope, Instant now,
                        const std::string& institution) {
    auto said = consent_at(memory, now);
    if (scope != ConsentScope::institution || institution.empty()) return domain::consent_of(said, scope);
    const auto is_meant = [&](const Terms& one) { return one.institution == institution; };
    const auto named = std::ranges::find_if(memory.terms, is_meant);
    if (named != memory.terms.end() && !has_ended(*named, now)) return named->state;
    // What was said of another institution says nothing of this one.
    const auto names_one = [](const Terms& one) { return one.institution.has_value(); };
    if (std::ranges::any_of(memory.terms, names_one)) said.erase(scope);
    return domain::consent_of(said, scope);
}

bool may_know_who(const Memory& memory, bool of_committee, Instant now) {
    return is_yes(
        consent_at(memory, of_committee ? ConsentScope::committee_named : ConsentScope::coordinator, now));
}

bool may_know(const Memory& memory, domain::DeskKind kind, Instant now) {
    const auto state = consent_at(memory, domain::scope_of(kind), now);
    return kind == domain::DeskKind::supervisor ? is_yes(state) : !is_no(state);
}

std::string body_of(const chain::DeskName& desk) {
    const bool of_its_own = desk.starts_with("advisor/") || desk == "supervisor" || desk == "committee";
    return of_its_own ? desk : "clair";
}

std::vector<Disclosed> crossed(const Snapshot& before, const Snapshot& after, const domain::Intake& intake,
                               Instant now) {
    if (before.memory.desk.empty()) return {};
    return newly(reach_of(before, intake, now), reach_of(after, intake, now), after.memory, now);
}

std::vector<Disclosed> crossed(const std::string& from_body, const Snapshot& after,
                               const domain::Intake& intake, Instant now) {
    Reach before;
    before[from_body] = {from_body, all_of(intake)};
    return newly(before, reach_of(after, intake, now), after.memory, now);
}

Disclosed told_to_institution(const Memory& memory, const std::string& institution,
                              const domain::Intake& intake, Instant now) {
    const auto state = consent_at(memory, ConsentScope::institution, now, institution);
    Disclosed out{"institution:" + institution, ground_of(memory, ConsentScope::institution, state), {}};
    if (!is_yes(state)) {
        out.kinds = {ContentKind::question};
        return out;
    }
    out.kinds = without(all_of(intake), {ContentKind::notes});
    return out;
}

}  // namespace sodan::office
