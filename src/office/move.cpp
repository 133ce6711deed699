// The movements of a case: offer (a transfer, which the sender owns until it is accepted), escalate, return,
// refer, co-handle.

#include "domain/consent.h"
#include "domain/substitutes.h"
#include "office/acts.h"
#include "office/consent.h"
#include "office/relief.h"
#include "office/walls.h"

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;
using domain::Desk;
using routing::Cause, routing::Window;
using Why = Refusal::Why;

namespace {

std::string recipient(const std::string& desk, const std::optional<std::string>& person) {
    return person ? "person:" + *person : "desk:" + desk;
}

// The desk that a case may be offered to: it exists, and it is another one, or a person of the same.
Outcome<Desk> desk_for(const Acting& acting, const CaseFile& file, const std::string& name, bool to_person) {
    const auto desk = Desk::parse(name);
    if (!desk) return refuse(Why::invalid, "desk.unknown", "/to");
    if (desk->kind == domain::DeskKind::advisor && !acting.reading.office()->host(desk->of))
        return refuse(Why::invalid, "desk.unknown", "/to");
    if (name == file.memory().desk && !to_person) return refuse(Why::invalid, "offer.same_desk", "/to");
    return *desk;
}

Refused someone_can_take_it(const Acting& acting, const CaseFile& file, const Desk& desk) {
    if (desk.kind == domain::DeskKind::supervisor) return {};
    const auto decision = acting.rules.candidates(desk, standing(acting.reading, file), moment(acting));
    if (!decision.eligible.empty()) return {};
    return refuse(Why::invalid, "offer.nobody_there", "/to", {{"desk", to_string(desk)}});
}

// The person whom an offer names, or who stands in for them, as an id; refused when they are not of the desk,
// or must not know of the case.
Outcome<std::optional<std::string>> person_for(const Acting& acting, const CaseFile& file,
                                               const Offer& asked) {
    if (!asked.person) return std::optional<std::string>{};
    const auto office = acting.reading.office();
    const auto* named = office->person_called(*asked.person);
    if (!named || !is_at_desk(*named, asked.to))
        return refuse(Why::invalid, "offer.not_of_that_desk", "/person");
    const auto* acts = domain::stand_in(*office, named->id, acting.now);
    const auto* person = acts ? acts : named;
    const auto decision =
        acting.rules.candidates(desk_named(asked.to), standing(acting.reading, file), moment(acting));
    if (std::ranges::find(decision.eligible, person->id) == decision.eligible.end() ||
        person->id == acting.person.id)
        return refuse(Why::invalid, "offer.person_cannot", "/person");
    return std::optional(person->id);
}

}  // namespace

Refused act(const Acting& acting, Found& found, const Offer& asked) {
    auto& file = found.file;
    if (auto refusal = must_hold(acting, file)) return refusal;
    if (auto refusal = must_be_said(asked.reason, "/reason")) return refusal;
    const auto desk = desk_for(acting, file, asked.to, asked.person.has_value());
    if (!desk) return desk.refusal();
    const bool consent_now = asked.with_consent.value_or(false);
    if (auto refusal = must_not_be_refused(file, desk->kind, consent_now)) return refusal;
    if (auto refusal = someone_can_take_it(acting, file, *desk)) return refusal;
    auto person = person_for(acting, file, asked);
    if (!person) return person.refusal();
    if (auto refusal = note_consent(file, domain::scope_of(desk->kind), consent_now)) return refusal;
    const chain::Offered event{asked.to, *person, due_at(acting, file, asked.to, Window::offer),
                               acting.person.id};
    if (auto refusal = file.take(event, {{"reason", asked.reason}})) return refusal;
    if (desk->kind != domain::DeskKind::supervisor) file.tell(recipient(asked.to, *person), "offer");
    return {};
}

Refused act(const Acting& acting, Found& found, const Escalate& asked) {
    auto& file = found.file;
    const auto from = file.memory().desk;
    if (auto refusal = must_be_said(asked.reason, "/reason")) return refusal;
    if (file.memory().holder)
        if (auto refusal = must_hold(acting, file)) return refusal;
    if (!is_at_desk(acting.person, from) && file.memory().holder != acting.person.id)
        return refuse(Why::not_allowed, "claim.not_your_desk");
    const auto decision = acting.rules.next_route(desk_named(from), Cause::asked,
                                                  standing(acting.reading, file), moment(acting));
    if (decision.desk == from) return refuse(Why::wrong_state, "escalate.already_at_the_top");
    if (auto refusal = must_not_be_refused(file, desk_named(decision.desk).kind, false)) return refusal;
    const chain::Escalated event{decision.desk, due_at(acting, file, decision.desk, Window::pick_up), "asked",
                                 acting.person.id};
    if (auto refusal = file.take(event, {{"reason", asked.reason}}, &decision)) return refusal;
    file.tell("desk:" + decision.desk, "escalated");
    // Nobody there can take it: its alarm rings at once, and whoever is left hears of it.
    if (decision.no_one_eligible) {
        tell_who_is_left(*acting.reading.office(), file);
        return ring(acting.rules, acting.now, file);
    }
    return {};
}

Refused act(const Acting& acting, Found& found, const Return& asked) {
    auto& file = found.file;
    if (auto refusal = must_be_said(asked.reason, "/reason")) return refusal;
    if (file.memory().holder)
        if (auto refusal = must_hold(acting, file)) return refusal;
    if (file.memory().came_from.empty()) return refuse(Why::wrong_state, "return.came_from_nowhere");
    if (!is_at_desk(acting.person, file.memory().desk))
        return refuse(Why::not_allowed, "claim.not_your_desk");
    const auto to = file.memory().came_from.back().desk;
    if (auto refusal = must_be_allowed_to_know(file, domain::scope_of(desk_named(to).kind))) return refusal;
    if (auto refusal = someone_can_take_it(acting, file, desk_named(to))) return refusal;
    const chain::Returned event{to, due_at(acting, file, to, Window::pick_up)};
    if (auto refusal = file.take(event, {{"reason", asked.reason}})) return refusal;
    file.tell("desk:" + to, "returned");
    return {};
}

Refused act(const Acting& acting, Found& found, const Refer& asked) {
    auto& file = found.file;
    if (auto refusal = must_hold(acting, file)) return refusal;
    if (auto refusal = must_be_said(asked.reason, "/reason")) return refusal;
    const auto office = acting.reading.office();
    const auto known = [&](const domain::Institution& i) { return i.id == asked.institution; };
    if (std::ranges::none_of(office->directory(), known))
        return refuse(Why::invalid, "refer.unknown_institution", "/institution");
    const auto scope = domain::ConsentScope::institution;
    if (auto refusal = note_consent(file, scope, asked.with_consent.value_or(false), asked.institution))
        return refusal;
    if (auto refusal = must_be_allowed_to_know(file, scope, asked.institution)) return refusal;
    if (auto refusal = file.take(chain::Referred{asked.institution}, {{"reason", asked.reason}}))
        return refusal;
    return file.take(told_to_institution(file.memory(), asked.institution, file.intake(), acting.now));
}

Refused act(const Acting& acting, Found& found, const CoHandle& asked) {
    auto& file = found.file;
    if (auto refusal = must_hold(acting, file)) return refusal;
    if (asked.end) return file.take(chain::CoHandlingEnded{asked.desk}, {{"reason", asked.reason}});
    if (auto refusal = must_be_said(asked.reason, "/reason")) return refusal;
    const auto desk = desk_for(acting, file, asked.desk, false);
    if (!desk) return refuse(desk.refusal().why, desk.refusal().message.key, "/desk");
    if (desk->kind == domain::DeskKind::supervisor)
        return refuse(Why::invalid, "co_handle.not_supervisor", "/desk");
    const bool consent_now = asked.with_consent.value_or(false);
    if (auto refusal = must_not_be_refused(file, desk->kind, consent_now)) return refusal;
    if (auto refusal = someone_can_take_it(acting, file, *desk)) return refusal;
    if (auto refusal = note_consent(file, domain::scope_of(desk->kind), consent_now)) return refusal;
    if (auto refusal = file.take(chain::CoHandled{asked.desk}, {{"reason", asked.reason}})) return refusal;
    file.tell("desk:" + asked.desk, "co_handle");
    return {};
}

}  // namespace sodan::office
