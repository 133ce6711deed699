#include "office/use_cases.h"

#include "office/acts.h"

namespace sodan::office {

namespace {

std::optional<Instant> happened_at(const CaseCommand& command) {
    const auto* note = std::get_if<Note>(&command);
    return note ? note->happened_at : std::nullopt;
}

// Who is asked for counsel sees the question only, and may answer it; nothing else.
bool open_to_counsel(const CaseCommand& command) {
    if (const auto* accept = std::get_if<Accept>(&command)) return accept->what == AnswerTo::committee;
    if (const auto* decline = std::get_if<Decline>(&command)) return decline->what == AnswerTo::committee;
    return std::holds_alternative<Advise>(command);
}

}  // namespace

Outcome<Written> command(const Acting& acting, CaseRef ref, const CaseCommand& command) {
    const auto then = happened_at(command);
    if (then && *then > acting.now)
        return refuse(Refusal::Why::invalid, "inquiry.in_the_future", "/happened_at");
    auto found = find(acting, ref, then);
    if (!found) return found.refusal();
    if (found->sight != Sight::whole && !open_to_counsel(command))
        return refuse(Refusal::Why::not_found, "case.not_found");
    if (auto refusal = std::visit([&](const auto& asked) { return act(acting, *found, asked); }, command))
        return *refusal;
    return answered(acting, found->file);
}

}  // namespace sodan::office
