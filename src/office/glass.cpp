// Break-glass: a person with the right opens a case that they do not see, for a reason, for a while, and not
// unnoticed. Never one behind a wall: for that person there is no such case.

#include "office/acts.h"

#include <chrono>

namespace sodan::office {

using Why = Refusal::Why;

namespace {

constexpr auto open_for = std::chrono::hours{2};

// The head hears of it at once; of the head's own doing, the others in the department do.
void tell_the_head(const Acting& acting, CaseFile& file) {
    bool told = false;
    for (const auto* person : acting.reading.office()->with_role(domain::Role::department)) {
        if (!is_head(*person) || person->id == acting.person.id || file.keeps_out(person->id)) continue;
        file.tell("person:" + person->id, "glass_broken");
        told = true;
    }
    if (!told) file.tell("desk:department", "glass_broken");
}

}  // namespace

Refused act(const Acting& acting, Found& found, const BreakGlass& asked) {
    auto& file = found.file;
    if (found.sight == Sight::whole) return refuse(Why::wrong_state, "glass.you_see_it");
    if (auto refusal = must_be_said(asked.reason, "/reason")) return refusal;
    const auto desk = domain::desk_of(acting.person);
    const chain::GlassBroken event{acting.person.id, acting.now + open_for,
                                   desk ? std::optional(to_string(*desk)) : std::nullopt};
    if (auto refusal = file.take(event, {{"reason", asked.reason}})) return refusal;
    tell_the_head(acting, file);
    if (file.memory().holder) file.tell("person:" + *file.memory().holder, "glass_broken");
    return {};
}

}  // namespace sodan::office
