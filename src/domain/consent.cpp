#include "domain/consent.h"

namespace sodan::domain {

namespace {

ConsentState word_on(const std::map<ConsentScope, ConsentState>& said, ConsentScope scope) {
    const auto found = said.find(scope);
    return found == said.end() ? ConsentState::not_asked : found->second;
}

bool is_of_clair(ConsentScope scope) {
    return scope == ConsentScope::leader || scope == ConsentScope::coordinator ||
           scope == ConsentScope::department;
}

}  // namespace

ConsentState consent_of(const std::map<ConsentScope, ConsentState>& said, ConsentScope scope) {
    if (const auto own = word_on(said, scope); own != ConsentState::not_asked) return own;
    if (is_of_clair(scope))
        if (const auto all = word_on(said, ConsentScope::clair); all != ConsentState::not_asked) return all;
    const bool beyond = scope != ConsentScope::advisor && scope != ConsentScope::person_only;
    const bool narrow = word_on(said, ConsentScope::person_only) == ConsentState::given;
    return beyond && narrow ? ConsentState::refused : ConsentState::not_asked;
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

}  // namespace sodan::domain
