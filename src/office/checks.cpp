#include "office/acts.h"

#include <chrono>

namespace sodan::office {

using Why = Refusal::Why;
using domain::ConsentScope, domain::ConsentState, domain::DeskKind;

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

ConsentScope scope_of(DeskKind kind) {
    switch (kind) {
        case DeskKind::supervisor: return ConsentScope::supervisor;
        case DeskKind::advisor: return ConsentScope::advisor;
        case DeskKind::department: return ConsentScope::department;
        case DeskKind::leader: return ConsentScope::leader;
        case DeskKind::coordinator: break;
    }
    return ConsentScope::coordinator;
}

Refused must_not_be_refused(const CaseFile& file, DeskKind kind, bool with_consent_now) {
    if (with_consent_now) return {};
    const auto& consent = file.memory().consent;
    const auto said = consent.find(scope_of(kind));
    const auto state = said == consent.end() ? ConsentState::not_asked : said->second;
    const bool no = state == ConsentState::refused || state == ConsentState::withdrawn;
    const bool needs_yes =
        kind == DeskKind::supervisor && state != ConsentState::given && state != ConsentState::overridden;
    if (!no && !needs_yes) return {};
    return refuse(Why::not_allowed, "consent.missing", "/with_consent",
                  {{"scope", std::string(code(scope_of(kind)))}});
}

Refused note_consent(CaseFile& file, ConsentScope scope, bool with_consent_now) {
    const auto& consent = file.memory().consent;
    const auto said = consent.find(scope);
    if (!with_consent_now || (said != consent.end() && said->second == ConsentState::given)) return {};
    return file.take(chain::ConsentRecorded{scope, ConsentState::given});
}

}  // namespace sodan::office
