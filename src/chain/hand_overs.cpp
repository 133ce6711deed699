#include "chain/hand_overs.h"

#include <algorithm>

namespace sodan::chain {

namespace {

bool is_unanswered(const HandOver& one) {
    return one.step == HandOverStep::offered || one.step == HandOverStep::received;
}
bool is_under_way(const HandOver& one) {
    return one.step == HandOverStep::accepted || one.step == HandOverStep::contacted;
}

}  // namespace

HandOver* unanswered(Memory& memory) {
    const bool waits = !memory.hand_overs.empty() && is_unanswered(memory.hand_overs.back());
    return waits ? &memory.hand_overs.back() : nullptr;
}
void answer(Memory& memory, HandOverStep step) {
    if (auto* one = unanswered(memory)) one->step = step;
}
void take_over(Memory& memory, const DeskName& desk, const Person& holder) {
    if (auto* one = unanswered(memory)) {
        one->to = {desk, holder};
        one->step = HandOverStep::accepted;
    }
}
void go_along(Memory& memory, const DeskName& desk) {
    if (memory.offered_to) answer(memory, HandOverStep::withdrawn);
    if (auto* one = unanswered(memory)) one->to = {desk, {}};
}
void report(Memory& memory, CaseOutcome result) {
    for (auto& one : memory.hand_overs)
        if (is_under_way(one)) {
            one.step = HandOverStep::reported;
            one.result = result;
        }
}
void come_back(Memory& memory, const DeskName& to) {
    const auto is_from_there = [&](const HandOver& one) {
        return one.from == to && (is_unanswered(one) || is_under_way(one));
    };
    const auto last =
        std::ranges::find_if(memory.hand_overs.rbegin(), memory.hand_overs.rend(), is_from_there);
    if (last != memory.hand_overs.rend()) last->step = HandOverStep::returned;
}

bool owes_first_contact(const Memory& memory) {
    return !memory.hand_overs.empty() && memory.hand_overs.back().step == HandOverStep::accepted;
}

}  // namespace sodan::chain
