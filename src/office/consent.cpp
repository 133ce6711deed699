#include "office/consent.h"

#include "domain/consent.h"

#include <algorithm>
#include <set>

namespace sodan::office {

using chain::Disclosed, chain::Memory, chain::Snapshot, chain::Terms;
using domain::ConsentScope, domain::ConsentState, domain::ContentKind, domain::DisclosureGround;

namespace {

// Who sees what of a case: bodies by the desk through which they do.
struct Reach {
    std::map<std::string, chain::DeskName> whole{}, question{};
};

void add(std::map<std::string, chain::DeskName>& to, const chain::DeskName& desk) {
    to.try_emplace(body_of(desk), desk);
}

Reach reach_of(const Snapshot& state) {
    Reach out;
    const auto& memory = state.memory;
    if (memory.desk.empty()) return out;
    add(out.whole, memory.desk);
    if (memory.offered_to) add(out.whole, memory.offered_to->desk);
    for (const auto& desk : memory.co_handlers) add(out.whole, desk);
    if (memory.consulted) add(out.question, *memory.consulted);
    if (state.counsel == chain::Counsel::before_committee) out.question.emplace("committee", "committee");
    return out;
}

ConsentScope scope_of(const std::string& desk) {
    if (desk == "committee") return ConsentScope::committee;
    return domain::scope_of(domain::Desk::parse(desk).value_or(domain::Desk{}).kind);
}

DisclosureGround ground_of(const Memory& memory, ConsentScope scope, Instant now) {
    const auto state = consent_at(memory, scope, now);
    if (state == ConsentState::given) return DisclosureGround::consent;
    if (state != ConsentState::overridden) return DisclosureGround::purpose;
    for (const auto& one : memory.terms)
        if (one.state == ConsentState::overridden && one.ground == domain::OverrideGround::law)
            return DisclosureGround::law;
    return DisclosureGround::danger_to_life;
}

std::vector<ContentKind> all_of(const domain::Intake& intake) {
    if (intake.anonymous) return {ContentKind::words, ContentKind::notes};
    return {ContentKind::identity, ContentKind::contact, ContentKind::words, ContentKind::notes};
}

std::optional<Disclosed> newly(const Reach& before, const Reach& after, const Memory& memory,
                               const domain::Intake& intake, Instant now) {
    for (const auto& [body, desk] : after.whole)
        if (!before.whole.contains(body))
            return Disclosed{desk, ground_of(memory, scope_of(desk), now), all_of(intake)};
    for (const auto& [body, desk] : after.question)
        if (!before.question.contains(body) && !after.whole.contains(body))
            return Disclosed{desk, ground_of(memory, scope_of(desk), now), {ContentKind::question}};
    return {};
}

bool has_ended(const Terms& terms, Instant now) { return terms.until && *terms.until <= now; }

}  // namespace

ConsentMap consent_at(const Memory& memory, Instant now) {
    auto out = memory.consent;
    for (const auto& one : memory.terms)
        if (has_ended(one, now)) out[one.scope] = ConsentState::not_asked;
    return out;
}

ConsentState consent_at(const Memory& memory, ConsentScope scope, Instant now,
                        const std::string& institution) {
    if (scope != ConsentScope::institution || institution.empty())
        return domain::consent_of(consent_at(memory, now), scope);
    const auto named =
        std::ranges::find_if(memory.terms, [&](const Terms& one) { return one.institution == institution; });
    if (named == memory.terms.end()) return ConsentState::not_asked;
    return has_ended(*named, now) ? ConsentState::not_asked : named->state;
}

std::string body_of(const chain::DeskName& desk) {
    const bool of_its_own = desk.starts_with("advisor/") || desk == "supervisor" || desk == "committee";
    return of_its_own ? desk : "clair";
}

std::optional<Disclosed> crossed(const Snapshot& before, const Snapshot& after, const domain::Intake& intake,
                                 Instant now) {
    if (before.memory.desk.empty()) return {};
    return newly(reach_of(before), reach_of(after), after.memory, intake, now);
}

std::optional<Disclosed> crossed(const std::string& from_body, const Snapshot& after,
                                 const domain::Intake& intake, Instant now) {
    Reach before;
    before.whole.emplace(from_body, from_body);
    return newly(before, reach_of(after), after.memory, intake, now);
}

}  // namespace sodan::office
