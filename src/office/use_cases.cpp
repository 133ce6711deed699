#include "office/use_cases.h"

#include "office/acts.h"
#include "office/opposite.h"
#include "office/walls.h"

namespace sodan::office {

namespace {

std::optional<Instant> happened_at(const CaseCommand& command) {
    const auto* note = std::get_if<Note>(&command);
    return note ? note->happened_at : std::nullopt;
}

}  // namespace

Outcome<Written> command(const Acting& acting, CaseRef ref, const CaseCommand& command) {
    const auto then = happened_at(command);
    if (then && *then > acting.now)
        return refuse(Refusal::Why::invalid, "inquiry.in_the_future", "/happened_at");
    auto found = find(acting, ref, action_of(command), then);
    if (!found) return found.refusal();
    if (auto refusal = std::visit([&](const auto& asked) { return act(acting, *found, asked); }, command))
        return *refusal;
    if (auto refusal = raise_walls_of_ties(acting, found->file)) return *refusal;
    if (auto refusal = settle_other_sides(acting, *found)) return *refusal;
    auto written = answered(acting, *found);
    add(written.changes, std::move(found->beside));
    return written;
}

}  // namespace sodan::office
