// What is put on record beside the way of the case: notes, consent, walls, urgency, links.

#include "office/acts.h"
#include "office/relief.h"

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;
using domain::ConsentState;
using routing::Cause, routing::Window;
using Why = Refusal::Why;

Refused act(const Acting& acting, Found& found, const Note& asked) {
    auto& file = found.file;
    if (auto refusal = must_be_said(asked.text, "/text")) return refusal;
    chain::Noted event;
    if (file.memory().holder == acting.person.id && file.state().custody == chain::Custody::held)
        event.due = due_at(acting, file, file.memory().desk, Window::next_contact);
    return file.take(event, {{"text", asked.text}});
}

Refused act(const Acting&, Found& found, const Consent& asked) {
    const auto reason = asked.reason.value_or("");
    if (asked.state == ConsentState::overridden)
        if (auto refusal = must_be_said(reason, "/reason")) return refusal;
    return found.file.take(chain::ConsentRecorded{asked.scope, asked.state},
                           reason.empty() ? json::object{} : json::object{{"reason", reason}});
}

Refused act(const Acting& acting, Found& found, const Wall& asked) {
    const auto office = acting.reading.office();
    const auto* person = office->person_called(asked.person);
    if (!person) return refuse(Why::invalid, "inquiry.person_unknown", "/person");
    return raise_wall(acting, found.file, person->id, asked.reason.value_or(""));
}

Refused act(const Acting& acting, Found& found, const Urgency& asked) {
    auto& file = found.file;
    if (auto refusal = must_be_said(asked.reason, "/reason")) return refusal;
    const auto event = urgency_set(acting, file, asked.urgency);
    if (auto refusal = file.take(event, {{"reason", asked.reason}})) return refusal;
    if (asked.urgency == domain::Urgency::immediate) file.tell("duty:coordinator", "urgent_alert");
    return {};
}

Refused act(const Acting&, Found& found, const HelpMadeContact& asked) {
    if (auto refusal = must_be_said(asked.text, "/text")) return refusal;
    return found.file.take(chain::HelpMadeContact{}, {{"text", asked.text}});
}

Refused act(const Acting& acting, Found& found, const Link& asked) {
    const auto other = CaseRef::parse(asked.to);
    if (!other || *other == found.file.ref()) return refuse(Why::invalid, "case.not_a_reference", "/to");
    const auto row = acting.reading.find_case(*other);
    if (!row || sight_of(acting.person, *row) != Sight::whole)
        return refuse(Why::invalid, "link.not_a_case_of_yours", "/to");
    return found.file.take(chain::Linked{to_string(*other), std::string(code(asked.kind))});
}

Refused raise_wall(const Acting& acting, CaseFile& file, const domain::PersonId& person,
                   std::string_view reason) {
    const auto& walls = file.memory().walls;
    if (std::ranges::find(walls, person) != walls.end()) return {};
    const bool was_holder = file.memory().holder == person;
    const bool was_offered = file.memory().offered_to && file.memory().offered_to->person == person;
    const auto detail = reason.empty() ? json::object{} : json::object{{"reason", reason}};
    if (auto refusal = file.take(chain::WallRaised{person}, detail)) return refusal;
    const auto desk = file.memory().desk;
    if (file.state().custody == chain::Custody::offered && (was_offered || was_holder))
        if (auto refusal = file.take(chain::OfferWithdrawn{act_by(acting, file)})) return refusal;
    if (was_holder) {
        const auto due = due_at(acting, file, desk, Window::pick_up);
        const bool is_watched = file.state().custody == chain::Custody::monitoring;
        const auto event = is_watched ? chain::Event{chain::LookedAgain{desk, due}} : chain::Released{due};
        if (auto refusal = file.take(event)) return refusal;
    }
    return go_on_where_nobody_can(acting.reading, acting.rules, acting.now, file, Cause::walled);
}

}  // namespace sodan::office
