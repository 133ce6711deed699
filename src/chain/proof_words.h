#pragma once
// How the proofs over the chain say what they found: texts witness.chain.* with a situation's values, and the
// events that lead there, so that they can be put on the machine again.

#include "base/claim.h"
#include "chain/situation.h"

#include <string>
#include <string_view>
#include <vector>

namespace sodan::chain {

// "waiting", "advisor", "alone": the values custody, desk and counsel.
using Values = std::vector<std::pair<std::string, std::string>>;
Values values_of(const Situation&);

// given: the events by their number, "01" -> `logged {"desk":...}`; those of the clock begin with "clock: ".
Witness witness(std::string_view name, Values, const std::vector<Event>& way,
                const std::vector<Event>& of_clock = {});

Claim claim(std::string_view name);
void refute(Claim&, Witness);  // keeps the first few
void figure(Claim&, std::string_view name, std::size_t);

}  // namespace sodan::chain
