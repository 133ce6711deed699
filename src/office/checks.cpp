#include "domain/consent.h"
#include "office/acts.h"
#include "office/consent.h"

#include <chrono>

namespace sodan::office {

using Why = Refusal::Why;
using domain::ConsentHow, domain::ConsentScope, domain::ConsentState, domain::DeskKind;

Refused must_hold(const Acting& acting, const CaseFile& file) {
    if (file.memory().holder == acting.person.id) return {};
    return refuse(Why::not_allowed, file.memory().holder ? "case.held_by_another" : "case.claim_it_first");
}

Refused must_be_said(const std::string& text, std::string pointer) {
    if (text.find_first_not_of(" \t\r\n") != std::string::npos) return {};
    return refuse(Why::invalid, "command.say_why", std::move(pointer));
}

Refused must_lie_ahead(const Acting& acting, Instant instant, std::string pointer) {
    constexpr auto furthest = std::chrono::years{2};
    if (instant > acting.now && instant < acting.now + furthest) return {};
    return refuse(Why::invalid, "command.date_ahead", std::move(pointer));
}

// A supervisor is no user of Sodan: the advisor who watches the case records what the supervisor answered.
bool may_answer_offer(const Acting& acting, const CaseFile& file) {
    const auto& offered = file.memory().offered_to;
    if (!offered) return false;
    if (offered->desk == "supervisor") return file.memory().holder == acting.person.id;
    if (offered->person) return *offered->person == acting.person.id;
    return is_at_desk(acting.person, offered->desk) && file.memory().holder != acting.person.id;
}

Refused must_not_be_refused(const CaseFile& file, DeskKind kind, bool with_consent_now) {
    if (with_consent_now) return {};
    if (may_know(file.memory(), kind, file.now())) return {};
    return refuse(Why::not_allowed, "consent.missing", "/with_consent",
                  {{"scope", std::string(code(domain::scope_of(kind)))}});
}

Refused must_be_allowed_to_know(const CaseFile& file, ConsentScope scope, const std::string& institution) {
    if (!is_no(consent_at(file.memory(), scope, file.now(), institution))) return {};
    return refuse(Why::not_allowed, "consent.refused", "", {{"scope", std::string(code(scope))}});
}

Refused note_consent(CaseFile& file, ConsentScope scope, bool with_consent_now,
                     std::optional<std::string> institution) {
    const auto said = consent_at(file.memory(), scope, file.now(), institution.value_or(""));
    if (!with_consent_now || said == ConsentState::given) return {};
    return file.take(
        chain::ConsentRecorded{scope, ConsentState::given, std::move(institution), ConsentHow::spoken});
}

}  // namespace sodan::office
