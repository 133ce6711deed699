// The caller's consent on record: who may know, how they said it, until when; and its override, which needs
// a reason, a second person afterwards, and a date on which the caller was told.

#include "domain/consent.h"
#include "office/acts.h"
#include "office/consent.h"

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;
using domain::ConsentScope, domain::ConsentState;
using routing::Window;
using Why = Refusal::Why;

namespace {

Refused must_name_an_institution(const Acting& acting, const Consent& asked) {
    const auto office = acting.reading.office();
    const auto known = [&](const domain::Institution& one) { return one.id == asked.institution; };
    if (asked.scope != ConsentScope::institution) {
        if (!asked.institution) return {};
        return refuse(Why::invalid, "consent.institution_of_another_scope", "/institution");
    }
    if (asked.institution && std::ranges::any_of(office->directory(), known)) return {};
    return refuse(Why::invalid, "refer.unknown_institution", "/institution");
}

Refused must_fit(const Acting& acting, const Consent& asked) {
    const bool overrides = asked.state == ConsentState::overridden;
    if (asked.ground && !overrides) return refuse(Why::invalid, "consent.ground_of_override", "/ground");
    if (overrides)
        if (auto refusal = must_be_said(asked.reason.value_or(""), "/reason")) return refusal;
    if (asked.until)
        if (auto refusal = must_lie_ahead(acting, *asked.until, "/until")) return refusal;
    return must_name_an_institution(acting, asked);
}

Instant confirm_by(const Acting& acting) {
    return acting.rules.deadline(domain::Urgency::urgent, domain::Desk{}, Window::counsel, acting.now);
}

chain::ConsentRecorded recorded(const Acting& acting, const Consent& asked) {
    chain::ConsentRecorded out{asked.scope, asked.state, asked.institution, asked.how, asked.until};
    if (asked.state != ConsentState::overridden) return out;
    out.ground = asked.ground.value_or(domain::OverrideGround::danger_to_life);
    out.by = acting.person.id;
    out.at = acting.now;
    out.confirm_by = confirm_by(acting);
    return out;
}

using Overrides = std::vector<chain::Terms>;

// Those that hold and those that a later word has replaced: what they owe stays owed.
Overrides overrides_of(const CaseFile& file, ConsentScope scope) {
    auto out = file.memory().owed_overrides;
    for (const auto& one : file.memory().terms)
        if (one.state == ConsentState::overridden) out.push_back(one);
    std::erase_if(out, [&](const chain::Terms& one) { return one.scope != scope; });
    return out;
}

std::string day_in_japan(Instant instant) { return to_string(instant).substr(0, 10); }

// The last override of which somebody could tell the caller on that day, and nobody has: when it was made.
std::optional<Instant> told_of(const Overrides& all, Instant on) {
    std::optional<Instant> out;
    for (const auto& one : all) {
        const auto at = one.overridden_at.value_or(Instant{});
        if (one.told_on || day_in_japan(at) > day_in_japan(on)) continue;
        out = out ? std::max(*out, at) : at;
    }
    return out;
}

std::vector<std::string> refused_co_handlers(const CaseFile& file) {
    auto out = file.memory().co_handlers;
    std::erase_if(out, [&](const std::string& desk) {
        return may_know(file.memory(), desk_named(desk).kind, file.now());
    });
    return out;
}

bool is_offer_refused(const CaseFile& file) {
    const auto& offered = file.memory().offered_to;
    const bool is_of_another_desk = offered && offered->desk != file.memory().desk;
    return is_of_another_desk && !may_know(file.memory(), desk_named(offered->desk).kind, file.now());
}

bool is_counsel_refused(const CaseFile& file) {
    const auto refuses = [&](ConsentScope scope) {
        return is_no(consent_at(file.memory(), scope, file.now()));
    };
    switch (file.state().counsel) {
        case chain::Counsel::asking_coordinator: return refuses(ConsentScope::coordinator);
        case chain::Counsel::committee_proposed:
        case chain::Counsel::before_committee: return refuses(ConsentScope::committee);
        case chain::Counsel::alone: break;
    }
    return false;
}

// With a supervisor, and not with their participant's word any more: it goes back to the desk that watches
// it.
bool is_custody_refused(const CaseFile& file) {
    const auto& memory = file.memory();
    const bool is_open = file.state().custody < chain::Custody::monitoring;
    return is_open && memory.desk == "supervisor" && !memory.came_from.empty() &&
           !may_know(memory, domain::DeskKind::supervisor, file.now());
}

Refused stop_sharing(CaseFile& file, const chain::Event& shared, const std::string& whom) {
    if (auto refusal = file.take(shared)) return refusal;
    file.tell(whom, "sharing_ended");
    return {};
}

}  // namespace

Refused override_for_danger(const Acting& acting, CaseFile& file, const std::string& reason) {
    constexpr auto scope = ConsentScope::coordinator;
    const auto& memory = file.memory();
    if (!memory.help_due || !domain::is_no(consent_at(memory, scope, acting.now))) return {};
    chain::ConsentRecorded event{scope, ConsentState::overridden};
    event.ground = domain::OverrideGround::danger_to_life;
    event.by = acting.person.id;
    event.at = acting.now;
    event.confirm_by = confirm_by(acting);
    const auto detail = reason.empty() ? json::object{} : json::object{{"reason", reason}};
    if (auto refusal = file.take(event, detail)) return refusal;
    file.tell("desk:" + memory.desk, "override_to_confirm");
    file.tell("duty:coordinator", "override_to_confirm");
    return {};
}

Refused act(const Acting& acting, Found& found, const Consent& asked) {
    auto& file = found.file;
    if (auto refusal = must_fit(acting, asked)) return refusal;
    const auto reason = asked.reason.value_or("");
    const auto detail = reason.empty() ? json::object{} : json::object{{"reason", reason}};
    if (auto refusal = file.take(recorded(acting, asked), detail)) return refusal;
    if (asked.state == ConsentState::overridden)
        file.tell("desk:" + file.memory().desk, "override_to_confirm");
    if (auto refusal = override_for_danger(acting, file)) return refusal;
    return end_what_is_refused(acting, file);
}

Refused end_what_is_refused(const Acting& acting, CaseFile& file) {
    const auto version = file.version();
    const auto holder = file.memory().holder;
    if (is_custody_refused(file)) {
        const auto back = file.memory().came_from.back().desk;
        const chain::Moved event{back, due_at(acting, file, back, Window::pick_up), "refused"};
        if (auto refusal = stop_sharing(file, event, "desk:" + back)) return refusal;
    }
    for (const auto& desk : refused_co_handlers(file))
        if (auto refusal = stop_sharing(file, chain::CoHandlingEnded{desk}, "desk:" + desk)) return refusal;
    if (is_offer_refused(file)) {
        const auto to = *file.memory().offered_to;
        const auto whom = to.person ? "person:" + *to.person : "desk:" + to.desk;
        const chain::OfferWithdrawn event{act_by(acting, file)};
        if (auto refusal = stop_sharing(file, event, to.desk == "supervisor" ? "" : whom)) return refusal;
    }
    if (is_counsel_refused(file)) {
        const bool of_committee = file.state().counsel == chain::Counsel::before_committee;
        const auto whom = of_committee ? "desk:committee" : "desk:coordinator";
        if (auto refusal = stop_sharing(file, chain::CounselEnded{}, whom)) return refusal;
    }
    if (file.version() != version)
        file.tell(holder ? "person:" + *holder : "desk:" + file.memory().desk, "sharing_ended");
    return {};
}

Refused act(const Acting& acting, Found& found, const ConfirmOverride& asked) {
    auto all = overrides_of(found.file, asked.scope);
    if (all.empty()) return refuse(Why::wrong_state, "override.there_is_none", "/scope");
    std::erase_if(all, [](const chain::Terms& one) { return one.confirmed_by.has_value(); });
    if (all.empty()) return refuse(Why::wrong_state, "override.confirmed_already", "/scope");
    const auto is_own = [&](const chain::Terms& one) { return one.overridden_by == acting.person.id; };
    if (std::ranges::all_of(all, is_own)) return refuse(Why::not_allowed, "override.not_the_same_person");
    return found.file.take(chain::OverrideConfirmed{asked.scope, acting.person.id});
}

// A day may be named: then it is that day, and not before the moment of the override on it.
Refused act(const Acting& acting, Found& found, const CallerTold& asked) {
    const auto on = asked.on.value_or(acting.now);
    if (on > acting.now) return refuse(Why::invalid, "inquiry.in_the_future", "/on");
    const auto all = overrides_of(found.file, asked.scope);
    if (all.empty()) return refuse(Why::wrong_state, "override.there_is_none", "/scope");
    if (std::ranges::all_of(all, [](const chain::Terms& one) { return one.told_on.has_value(); }))
        return refuse(Why::wrong_state, "override.told_already", "/scope");
    const auto of = told_of(all, on);
    if (!of) return refuse(Why::invalid, "override.told_before_it", "/on");
    return found.file.take(chain::CallerTold{asked.scope, std::max(on, *of)});
}

Refused must_be_settled(const CaseFile& file, domain::CaseOutcome outcome) {
    for (const auto& one : unsettled_overrides(file.memory())) {
        const std::vector<std::pair<std::string, std::string>> scope{{"scope", std::string(code(one.scope))}};
        if (!one.confirmed_by) return refuse(Why::wrong_state, "override.confirm_first", "", scope);
        if (outcome != domain::CaseOutcome::lost_contact)
            return refuse(Why::wrong_state, "override.tell_first", "", scope);
    }
    return {};
}

}  // namespace sodan::office
