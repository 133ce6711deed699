// Counsel: a coordinator's, and for particularly difficult situations the committee's. The owner stays the
// owner.

#include "office/acts.h"

namespace sodan::office {

using chain::Counsel;
using domain::ConsentScope;
using routing::Window;
using Why = Refusal::Why;

namespace {

// "Particularly difficult" is decided by two people, and the committee is reached through CLAIR only: domain
// brief 1.1, row 13.
Refused propose_committee(const Acting& acting, CaseFile& file, const Consult& asked) {
    if (auto refusal = must_be_allowed_to_know(file, ConsentScope::committee)) return refusal;
    const chain::CommitteeProposed event{acting.person.id,
                                         due_at(acting, file, "coordinator", Window::counsel)};
    if (auto refusal = file.take(event, {{"question", asked.question}})) return refusal;
    file.tell("desk:coordinator", "committee_proposed");
    return {};
}

Refused may_advise(const Acting& acting, const CaseFile& file) {
    if (file.memory().holder == acting.person.id) return refuse(Why::not_allowed, "advise.not_oneself");
    const bool of_committee = papers_of(acting.person.role) == papers_of(domain::Role::committee);
    const bool may = !of_committee || file.state().counsel == Counsel::before_committee;
    if (!may) return refuse(Why::not_allowed, "advise.not_asked");
    return {};
}

}  // namespace

Refused act(const Acting& acting, Found& found, const Consult& asked) {
    auto& file = found.file;
    if (auto refusal = must_hold(acting, file)) return refusal;
    if (auto refusal = must_be_said(asked.question, "/question")) return refusal;
    if (asked.with == CounselOf::committee) return propose_committee(acting, file, asked);
    if (auto refusal = must_be_allowed_to_know(file, ConsentScope::coordinator)) return refusal;
    const chain::Consulted event{"coordinator", due_at(acting, file, "coordinator", Window::counsel)};
    if (auto refusal = file.take(event, {{"question", asked.question}})) return refusal;
    file.tell("desk:coordinator", "consult");
    return {};
}

Refused act(const Acting& acting, Found& found, const Advise& asked) {
    auto& file = found.file;
    if (auto refusal = may_advise(acting, file)) return refusal;
    if (auto refusal = must_be_said(asked.text, "/text")) return refusal;
    if (auto refusal = file.take(chain::Advised{acting.person.id}, {{"text", asked.text}})) return refusal;
    file.tell(file.memory().holder ? "person:" + *file.memory().holder : "desk:" + file.memory().desk,
              "advice");
    return {};
}

}  // namespace sodan::office
