// Logging an inquiry: it opens a case, or adds to one. Nothing that comes in is ever without a desk and a
// deadline.

#include "base/json_text.h"
#include "office/case_view.h"
#include "office/intake.h"
#include "office/standing.h"

#include <boost/json/serialize.hpp>

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
    if (decision.consult) file.tell("desk:" + *decision.consult, "consult");
    if (decision.co_handle) file.tell("desk:" + *decision.co_handle, "co_handle");
}

// The events that a decision leads to, after the case is logged.
std::optional<Refusal> follow(const Acting& acting, CaseFile& file, const Decision& decision,
                              const LogInquiry& said) {
    const auto& intake = file.intake();
    for (const auto& person : walled_by(intake, *acting.reading.office()))
        if (auto refusal = file.take(chain::WallRaised{person})) return refusal;
    for (const auto& [scope, state] : intake.consent)
        if (auto refusal = file.take(chain::ConsentRecorded{scope, state})) return refusal;
    if (decision.consult) {
        const auto by = due_at(acting, file, *decision.consult, routing::Window::counsel);
        if (auto refusal = file.take(chain::Consulted{*decision.consult, by}, {{"question", said.text}}))
            return refusal;
    }
    if (decision.co_handle) return file.take(chain::CoHandled{*decision.co_handle});
    return {};
}

void append_sentences(std::string& out, const Acting& acting, const Decision& decision,
                      std::string_view language) {
    append_json(out, acting.rules.sentences(decision, *acting.reading.office(), language));
}

// The decision with its facts is at GET /cases/{ref}/decisions, for those who see the case.
Written logged(const Acting& acting, const CaseFile& file, Decision decision) {
    auto changes = file.changes();
    std::string body =
        "{\"case\":" + json::serialize(case_view(acting.person, changes.cases.back(), file, acting.now));
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
    return {std::move(changes),
            {.status = 201, .body = std::move(body), .ref = file.ref(), .version = file.version()}};
}

Outcome<Written> open_case(const Acting& acting, const LogInquiry& said, domain::Intake intake) {
    const auto decision = acting.rules.first_route(intake, said.text, moment(acting));
    auto detail = content(said, intake);
    const Stamp stamp{.actor = acting.person.id, .now = acting.now, .happened_at = intake.received_at};
    CaseFile file(fresh_reference(acting), std::move(intake), stamp);
    const chain::Logged event{decision.desk, decision.urgency, decision.due};
    if (auto refusal = file.take(event, std::move(detail), &decision)) return *refusal;
    if (auto refusal = follow(acting, file, decision, said)) return *refusal;
    tell_at_once(file, decision);
    return logged(acting, file, decision);
}

// News may raise the urgency, never lower it.
std::optional<Refusal> raise_urgency(const Acting& acting, CaseFile& file, const Decision& decision) {
    if (decision.urgency >= file.memory().urgency) return {};
    const auto desk = desk_named(file.memory().desk).kind;
    const auto due =
        acting.rules.deadline(decision.urgency, desk, routing::Window::first_response, acting.now);
    return file.take(chain::UrgencySet{decision.urgency, due});
}

std::optional<Refusal> wake(const Acting& acting, CaseFile& file) {
    if (file.state().custody != chain::Custody::monitoring) return {};
    const auto due = due_at(acting, file, file.memory().desk, routing::Window::first_response);
    if (auto refusal = file.take(chain::LookedAgain{file.memory().desk, due})) return refusal;
    const auto there = acting.rules.candidates(desk_named(file.memory().desk), standing(acting.reading, file),
                                               moment(acting));
    return keep_for_last_helper(acting.reading, file, there);
}

Outcome<Written> add_to_case(const Acting& acting, const LogInquiry& said, const domain::Intake& intake) {
    const auto ref = CaseRef::parse(*said.case_);
    if (!ref) return refuse(Why::invalid, "case.not_a_reference", "/case");
    auto found = find(acting, *ref, intake.received_at);
    if (!found) return found.refusal();
    if (found->sight != Sight::whole) return refuse(Why::not_found, "case.not_found");
    auto& file = found->file;
    const auto decision = acting.rules.first_route(intake, said.text, moment(acting));
    if (auto refusal = file.take(chain::InquiryAdded{}, content(said, intake), &decision)) return *refusal;
    if (auto refusal = wake(acting, file)) return *refusal;
    if (auto refusal = raise_urgency(acting, file, decision)) return *refusal;
    for (const auto& person : walled_by(intake, *acting.reading.office()))
        if (auto refusal = raise_wall(acting, file, person)) return *refusal;
    file.tell(file.memory().holder ? "person:" + *file.memory().holder : "desk:" + file.memory().desk,
              "inquiry_added");
    for (const auto& whom : decision.alert) file.tell(whom, "urgent_alert");
    return logged(acting, file, decision);
}

}  // namespace

Outcome<Written> log_inquiry(const Acting& acting, const LogInquiry& said) {
    auto intake = intake_of(said, *acting.reading.office(), acting.now);
    if (!intake) return intake.refusal();
    if (said.case_) return add_to_case(acting, said, *intake);
    return open_case(acting, said, *std::move(intake));
}

}  // namespace sodan::office
