// The caller's consent on record: who may know, how they said it, until when; and its override, which needs
// a reason, a second person afterwards, and a date on which the caller was told.

#include "office/acts.h"

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

chain::ConsentRecorded recorded(const Acting& acting, const Consent& asked) {
    chain::ConsentRecorded out{asked.scope, asked.state, asked.institution, asked.how, asked.until};
    if (asked.state != ConsentState::overridden) return out;
    out.ground = asked.ground.value_or(domain::OverrideGround::danger_to_life);
    out.by = acting.person.id;
    out.confirm_by =
        acting.rules.deadline(domain::Urgency::urgent, domain::Desk{}, Window::counsel, acting.now);
    return out;
}

const chain::Terms* override_of(const CaseFile& file, ConsentScope scope) {
    const auto& terms = file.memory().terms;
    const auto found = std::ranges::find_if(terms, [&](const chain::Terms& one) {
        return one.scope == scope && one.state == ConsentState::overridden;
    });
    return found == terms.end() ? nullptr : &*found;
}

}  // namespace

Refused act(const Acting& acting, Found& found, const Consent& asked) {
    auto& file = found.file;
    if (auto refusal = must_fit(acting, asked)) return refusal;
    const auto reason = asked.reason.value_or("");
    const auto detail = reason.empty() ? json::object{} : json::object{{"reason", reason}};
    if (auto refusal = file.take(recorded(acting, asked), detail)) return refusal;
    if (asked.state == ConsentState::overridden)
        file.tell("desk:" + file.memory().desk, "override_to_confirm");
    return {};
}

Refused act(const Acting& acting, Found& found, const ConfirmOverride& asked) {
    const auto* terms = override_of(found.file, asked.scope);
    if (!terms) return refuse(Why::wrong_state, "override.there_is_none", "/scope");
    if (terms->overridden_by == acting.person.id)
        return refuse(Why::not_allowed, "override.not_the_same_person");
    if (terms->confirmed_by) return refuse(Why::wrong_state, "override.confirmed_already", "/scope");
    return found.file.take(chain::OverrideConfirmed{asked.scope, acting.person.id});
}

Refused act(const Acting& acting, Found& found, const CallerTold& asked) {
    const auto on = asked.on.value_or(acting.now);
    if (on > acting.now) return refuse(Why::invalid, "inquiry.in_the_future", "/on");
    if (!override_of(found.file, asked.scope))
        return refuse(Why::wrong_state, "override.there_is_none", "/scope");
    return found.file.take(chain::CallerTold{asked.scope, on});
}

}  // namespace sodan::office
