#pragma once
// What a hit policy makes of the rules that hit: their order, and the one value. Shared by both ways to
// evaluate.

#include "base/outcome.h"
#include "dmn/model.h"

#include <vector>

namespace sodan::dmn {

// The outputs of one rule, by column; null for a part that could not be said.
using Outputs = std::vector<Value>;

// By the places of the values in outputValues, the first column first; other values come last.
bool comes_first(const Table&, const Outputs&, const Outputs&);

Value composed(const Table&, Outputs);  // the only output, or a context of all
// `outputs` are those of the rules that hit, in hit order, and not empty.
Value decided(const Table&, const std::vector<Outputs>& outputs, std::vector<Message>& problems);

}  // namespace sodan::dmn
