#pragma once
// A decision asked again: the same question, by the rules and in the office of then, must give the same
// answer to the last detail.

#include "routing/routing.h"

#include <vector>

namespace sodan::routing {

// What was decided, and from what.
struct Past {
    const Decision& decision;
    const domain::Intake& intake;
    const domain::Office& office;  // of the decision's roster_version
    Instant now;                   // when it was made
};

// Decisions of old may have been written without their question.
bool can_be_asked_again(const Decision&);

// Asks again; only for what can_be_asked_again.
Decision asked_again(const Rules&, const Past&);

// What other rules would have said. A first inquiry's text is read anew, by their lists of words; "" for a
// movement.
Decision simulate(const Rules& others, const Past&, std::string_view text);

// Asks again by the rules of the decision's version: nothing when the answer is the same, else one message
// ("why.replay.differs") for each part that differs.
std::vector<Message> replay(const Rules&, const Past&);

}  // namespace sodan::routing
