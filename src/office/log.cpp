// Logging an inquiry: it opens a case, or adds to one. Nothing that comes in is ever without a desk and a
// deadline.

#include "base/json_text.h"
#include "office/acts.h"
#include "office/case_view.h"
#include "office/consent.h"
#include "office/emergency.h"
#include "office/intake.h"
#include "office/relief.h"
#include "office/walls.h"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;
using routing::Decision;
using Why = Refusal::Why;

namespace {

CaseRef fresh_reference(const Acting& acting) {
    while (true)
        if (const auto ref = domain::CaseRef::from_random(acting.random_bits());
            ref && !acting.reading.find_case(*ref))
            return *ref;
}

std::string content(const LogInquiry& said, const domain::Intake& intake) {
    std::string out = "{\"intake\":";
    append_json(out, intake);
    out += ",\"text\":";
    append_json(out, said.text);
    if (said.contact) out += ",\"contact\":" + json_text(*said.contact);
    return out + "}";
}

void tell_at_once(CaseFile& file, const Decision& decision) {
    file.tell("desk:" + decision.desk, "new_case");
    for (const auto& whom : decision.alert) file.tell(whom, "urgent_alert");
    if (file.memory().consulted) file.tell("desk:" + *file.memory().consulted, "consult");
    for (const auto& desk : file.memory().co_handlers) file.tell("desk:" + desk, "co_handle");
}

// The last word on each scope; one that was not asked about again says nothing new.
std::optional<Refusal> take_consent(CaseFile& file, const domain::Intake& intake) {
    for (const auto& [scope, state] : intake.consent)
        if (state != domain::ConsentState::not_asked)
            if (auto refusal = file.take(chain::ConsentRecorded{scope, state})) return refusal;
    return {};
}

// Where the rules name a desk beside, and the caller did not refuse it.
bool is_wanted(const CaseFile& file, const std::optional<std::string>& desk) {
    return desk && may_know(file.memory(), desk_named(*desk).kind, file.now());
}

// The events that a decision leads to, after the case is logged.
std::optional<Refusal> follow(const Acting& acting, CaseFile& file, const Decision& decision,
                              const LogInquiry& said) {
    const auto& intake = file.intake();
    for (const auto& conflict : conflicts_of(intake, *acting.reading.office()))
        if (auto refusal = file.take(chain::WallRaised{conflict.person, conflict.why})) return refusal;
    if (auto refusal = take_consent(file, intake)) return refusal;
    if (auto refusal = override_for_danger(acting, file)) return refusal;
    if (const auto taken_down_at = domain::desk_of(acting.person))
        if (auto refusal = file.note_origin(body_of(to_string(*taken_down_at)))) return refusal;
    if (is_wanted(file, decision.consult)) {
        const auto by = due_at(acting, file, *decision.consult, routing::Window::counsel);
        if (auto refusal = file.take(chain::Consulted{*decision.consult, by}, {{"question", said.text}}))
            return refusal;
    }
    if (is_wanted(file, decision.co_handle))
        if (auto refusal = file.take(chain::CoHandled{*decision.co_handle})) return refusal;
    return {};
}

void append_sentences(std::string& out, const Acting& acting, const Decision& decision,
                      std::string_view language) {
    append_json(out, acting.rules.sentences(decision, *acting.reading.office(), language));
}

// Whoever took the call hears once where it went, also where they must not know of it from then on.
// The decision with its facts is at GET /cases/{ref}/decisions, for those who see the case.
Written logged(const Acting& acting, const CaseFile& file, Decision decision) {
    auto changes = changes_of(acting.reading, file);
    const bool known = !file.keeps_out(acting.person.id);
    json::object head{{"case", known ? case_view(acting.person, changes.cases.back(), file, acting.now)
                                     : receipt(changes.cases.back(), file)}};
    // Whoever takes the call needs the panel, wherever the case goes; it says nothing of the case.
    if (auto panel = emergency_panel(file, *acting.reading.office(), acting.rules.texts()))
        head["emergency"] = *std::move(panel);
    auto body = json::serialize(head);
    body.pop_back();  // the object goes on
    body += ",\"sentences\":{\"en\":";
    append_sentences(body, acting, decision, "en");
    body += ",\"ja\":";
    append_sentences(body, acting, decision, "ja");
    body += "},\"suggestions\":";
    append_json(body, decision.suggestions);
    decision.facts.clear();
    decision.question.reset();
    body += ",\"decision\":";
    append_json(body, decision);
    body += "}";
    return {
        std::move(changes),
        {.status = 201, .body = std::move(body), .ref = file.ref(), .version = known ? file.version() : 0}};
}

// A desk is to pick it up before the caller is to be answered.
chain::Logged logged_by(const Acting& acting, const Decision& decision) {
    const auto* pick_up = routing::deadline_in(decision, routing::Window::pick_up);
    return {decision.desk, decision.urgency, pick_up ? pick_up->due : decision.due, decision.due,
            help_by(acting.rules, decision.urgency, decision.desk, acting.now)};
}

Outcome<Written> open_case(const Acting& acting, const LogInquiry& said, domain::Intake intake) {
    const auto decision = acting.rules.first_route(intake, said.text, moment(acting));
    auto detail = content(said, intake);
    const Stamp stamp{.actor = acting.person.id, .now = acting.now, .happened_at = intake.received_at};
    CaseFile file(fresh_reference(acting), std::move(intake), stamp);
    if (auto refusal = file.take(logged_by(acting, decision), std::move(detail), &decision)) return *refusal;
    if (auto refusal = follow(acting, file, decision, said)) return *refusal;
    tell_at_once(file, decision);
    if (decision.no_one_eligible)
        if (auto refusal = ring(acting.rules, acting.now, file)) return *refusal;
    tell_who_is_left(*acting.reading.office(), file);
    return logged(acting, file, decision);
}

// News may raise the urgency, never lower it. Danger anew is an emergency anew, whatever the urgency was.
std::optional<Refusal> raise_urgency(const Acting& acting, CaseFile& file, const Decision& decision) {
    const bool is_danger_anew = decision.urgency == domain::Urgency::immediate && !file.memory().help_due;
    if (decision.urgency >= file.memory().urgency && !is_danger_anew) return {};
    return file.take(urgency_set(acting, file, decision.urgency));
}

// By when the caller is answered: as the rules say of what they said now, or of the case, if that presses
// more.
chain::InquiryAdded added(const Acting& acting, const CaseFile& file, const Decision& decision) {
    const auto& memory = file.memory();
    if (memory.urgency >= decision.urgency) return {decision.due};
    return {std::min(decision.due, acting.rules.deadline(memory.urgency, desk_named(memory.desk),
                                                         routing::Window::first_answer, acting.now))};
}

// News ends a watching, and the caller's own call ends a waiting for them.
std::optional<Refusal> wake(const Acting& acting, CaseFile& file) {
    if (file.memory().waiting_for == domain::WaitingFor::caller)
        return file.take(chain::Resumed{act_by(acting, file)});
    if (file.state().custody != chain::Custody::monitoring) return {};
    const auto due = due_at(acting, file, file.memory().desk, routing::Window::pick_up);
    if (auto refusal = file.take(chain::LookedAgain{file.memory().desk, due})) return refusal;
    const auto there = acting.rules.candidates(desk_named(file.memory().desk), standing(acting.reading, file),
                                               moment(acting));
    return keep_for_last_helper(acting.reading, file, there);
}

Outcome<Written> add_to_case(const Acting& acting, const LogInquiry& said, const domain::Intake& intake) {
    const auto ref = CaseRef::parse(*said.case_);
    if (!ref) return refuse(Why::invalid, "case.not_a_reference", "/case");
    auto found = find(acting, *ref, Action::add_inquiry, intake.received_at);
    if (!found) return found.refusal();
    auto& file = found->file;
    const auto decision = acting.rules.first_route(intake, said.text, moment(acting));
    auto event = added(acting, file, decision);
    event.subjects = subjects_of(intake);
    if (auto refusal = file.take(event, content(said, intake), &decision)) return *refusal;
    if (auto refusal = take_consent(file, intake)) return *refusal;
    if (auto refusal = wake(acting, file)) return *refusal;
    if (auto refusal = raise_urgency(acting, file, decision)) return *refusal;
    if (auto refusal = override_for_danger(acting, file)) return *refusal;
    if (auto refusal = end_what_is_refused(acting, file)) return *refusal;
    for (const auto& conflict : conflicts_of(intake, *acting.reading.office()))
        if (auto refusal = raise_wall(acting, file, conflict)) return *refusal;
    file.tell(file.memory().holder ? "person:" + *file.memory().holder : "desk:" + file.memory().desk,
              "inquiry_added");
    for (const auto& whom : decision.alert) file.tell(whom, "urgent_alert");
    return logged(acting, file, decision);
}

}  // namespace

Outcome<Written> log_inquiry(const Acting& acting, const LogInquiry& said) {
    if (auto refusal = must_be_allowed(acting.person, Action::log_inquiry)) return *refusal;
    auto intake = intake_of(said, *acting.reading.office(), acting.now);
    if (!intake) return intake.refusal();
    if (said.case_) return add_to_case(acting, said, *intake);
    return open_case(acting, said, *std::move(intake));
}

}  // namespace sodan::office
