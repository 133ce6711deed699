#pragma once
// Why a state refuses an event, as a key of the catalogues (rules/texts/*/chain.json): the text says how the
// case stands and what to do instead.

#include "chain/chain.h"

#include <string_view>
#include <vector>

namespace sodan::chain {

// An event that leads to a desk, and names none.
constexpr std::string_view no_such_desk = "chain.no_such_desk";

// "" when nobody has thought of it; a test goes through every event in every state.
std::string_view why_refused(std::string_view event, Custody, Counsel);

std::vector<std::string_view> refusal_keys();

}  // namespace sodan::chain
