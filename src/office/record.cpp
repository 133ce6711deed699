// What is put on record beside the way of the case: notes, walls, urgency, links.

#include "office/acts.h"
#include "office/opposite.h"
#include "office/walls.h"

namespace sodan::office {

using routing::Window;
using Why = Refusal::Why;

void look_for_danger(const Acting& acting, Found& found, const std::string& text) {
    if (found.file.memory().urgency == domain::Urgency::immediate) return;
    const auto read = acting.rules.first_question(found.file.intake(), text);
    found.words_of_danger = read.danger_words.value_or(false);
}

Refused act(const Acting& acting, Found& found, const Note& asked) {
    auto& file = found.file;
    if (auto refusal = must_be_said(asked.text, "/text")) return refusal;
    look_for_danger(acting, found, asked.text);
    chain::Noted event{{}, acting.person.id};
    if (file.memory().holder == acting.person.id && file.state().custody == chain::Custody::held)
        event.due = due_at(acting, file, file.memory().desk, Window::next_contact);
    return file.take(event, {{"text", asked.text}});
}

Refused act(const Acting& acting, Found& found, const Wall& asked) {
    const auto office = acting.reading.office();
    const auto* person = office->person_called(asked.person);
    if (!person) return refuse(Why::invalid, "inquiry.person_unknown", "/person");
    return raise_wall(acting, found.file, {person->id, domain::ConflictKind::declared},
                      asked.reason.value_or(""));
}

Refused act(const Acting& acting, Found& found, const Urgency& asked) {
    auto& file = found.file;
    if (auto refusal = must_be_said(asked.reason, "/reason")) return refusal;
    const auto event = urgency_set(acting, file, asked.urgency);
    if (auto refusal = file.take(event, {{"reason", asked.reason}})) return refusal;
    if (asked.urgency != domain::Urgency::immediate) return {};
    file.tell("duty:coordinator", "urgent_alert");
    return override_for_danger(acting, file, asked.reason);
}

Refused act(const Acting&, Found& found, const HelpMadeContact& asked) {
    if (auto refusal = must_be_said(asked.text, "/text")) return refusal;
    return found.file.take(chain::HelpMadeContact{}, {{"text", asked.text}});
}

Refused act(const Acting& acting, Found& found, const Link& asked) {
    const auto other = CaseRef::parse(asked.to);
    if (!other || *other == found.file.ref()) return refuse(Why::invalid, "case.not_a_reference", "/to");
    const auto row = acting.reading.find_case(*other);
    if (refused(acting.person, action_of(asked), row))
        return refuse(Why::invalid, "link.not_a_case_of_yours", "/to");
    if (asked.kind == LinkKind::other_side) return link_sides(acting, found, *row);
    return found.file.take(chain::Linked{to_string(*other), std::string(code(asked.kind))});
}

}  // namespace sodan::office
