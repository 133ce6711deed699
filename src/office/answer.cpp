// Answers: to an offer, by those it was made to; to the proposal to ask the committee, by a second person at
// CLAIR.

#include "domain/consent.h"
#include "office/acts.h"
#include "office/consent.h"

namespace sodan::office {

namespace json = boost::json;
using chain::Counsel, chain::Custody;
using routing::Window;
using Why = Refusal::Why;

namespace {

Refused must_be_second_person(const Acting& acting, const CaseFile& file) {
    if (file.memory().proposed_by == acting.person.id)
        return refuse(Why::not_allowed, "committee.not_the_same_person");
    return {};
}

// The word of a coordinator who must not know of the case any more is not the first of the two.
Refused first_still_counts(const CaseFile& file) {
    const auto& first = file.memory().proposed_by;
    if (!first || !file.keeps_out(*first)) return {};
    return refuse(Why::wrong_state, "committee.propose_anew");
}

Refused agree(const Acting& acting, CaseFile& file) {
    if (auto refusal = must_be_second_person(acting, file)) return refusal;
    if (auto refusal = first_still_counts(file)) return refusal;
    if (auto refusal = must_be_allowed_to_know(file, domain::ConsentScope::committee)) return refusal;
    const auto by = due_at(acting, file, "coordinator", Window::counsel);
    if (auto refusal = file.take(chain::CommitteeAgreed{acting.person.id, by})) return refusal;
    file.tell("desk:committee", "brief");
    return {};
}

// Consent may have ended since it was offered.
Refused consent_still_holds(const CaseFile& file) {
    const auto& offered = file.memory().offered_to;
    if (!offered || offered->desk == file.memory().desk) return {};
    const auto kind = desk_named(offered->desk).kind;
    if (may_know(file.memory(), kind, file.now())) return {};
    return refuse(Why::not_allowed, "consent.refused", "",
                  {{"scope", std::string(code(domain::scope_of(kind)))}});
}

}  // namespace

Refused act(const Acting& acting, Found& found, const Accept& asked) {
    auto& file = found.file;
    if (asked.what == AnswerTo::committee) return agree(acting, file);
    const auto sender = file.memory().holder;
    if (file.state().custody == Custody::offered && !may_answer_offer(acting, file))
        return refuse(Why::not_allowed, "offer.not_to_you");
    const auto desk = file.memory().offered_to ? file.memory().offered_to->desk : file.memory().desk;
    if (auto refusal = consent_still_holds(file)) return refusal;
    const chain::Accepted event{acting.person.id, desk, due_at(acting, file, desk, Window::next_contact)};
    if (auto refusal = file.take(event)) return refusal;
    if (sender) file.tell("person:" + *sender, "accepted");
    return {};
}

Refused act(const Acting& acting, Found& found, const Decline& asked) {
    auto& file = found.file;
    if (auto refusal = must_be_said(asked.text, "/text")) return refusal;
    const json::object detail{{"reason", asked.text}};
    if (asked.what == AnswerTo::committee) {
        if (auto refusal = must_be_second_person(acting, file)) return refusal;
        return file.take(chain::CommitteeRefused{acting.person.id}, detail);
    }
    if (file.state().custody == Custody::offered && !may_answer_offer(acting, file))
        return refuse(Why::not_allowed, "offer.not_to_you");
    const chain::Declined event{asked.reason, act_by(acting, file)};
    if (auto refusal = file.take(event, detail)) return refusal;
    if (file.memory().holder) file.tell("person:" + *file.memory().holder, "declined");
    return {};
}

}  // namespace sodan::office
