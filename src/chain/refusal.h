#pragma once
// Why an event means nothing now, in words for a person. The texts are rules/texts/*/chain.json: one an
// event, which says what the case's state is and what to do instead.

#include "chain/chain.h"

#include <optional>

namespace sodan::chain {

// What only the memory can tell: a second person who is the first, a desk that it did not come from.
std::optional<Message> refused_by_memory(const Event&, const Memory&);

// For an event that the machine does not take in this state. Key "chain.EVENT", values custody and counsel.
Message refusal_of(const Event&, const Snapshot&);

}  // namespace sodan::chain
