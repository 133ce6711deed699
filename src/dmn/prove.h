#pragma once
// What can be proved about one decision table without trying it: that every combination of its inputs has an
// answer, and one only, that no rule is idle, that more of one thing never means less of another. Every
// counterexample can be given to an evaluation and shows there what it says. Knows nothing of what the
// decisions are about; claims are of the part "table".

#include "base/claim.h"
#include "dmn/model.h"

#include <string_view>
#include <vector>

namespace sodan::dmn {

struct Limits {
    // Steps of search after which a claim is given up as `unknown`; no clock is asked, so the verdict is the
    // same on every machine. A million steps take about a second.
    std::size_t steps = 1'000'000;
    std::size_t witnesses = 5;  // of each claim; the figure "found" counts all that were found
};

// Raising the input never lowers the output, whatever the other inputs are.
struct Monotone {
    std::string input;                  // as the column asks for it
    std::vector<Value> order{};         // from low to high; may be left out for numbers, dates and durations
    std::string output;                 // the name of the column; "" when there is only one
    std::vector<Value> output_order{};  // from low to high
};

// literal_cells, types, domain; no_gaps and no_overlaps as the hit policy asks for them (not for tables that
// collect, and overlaps only for U and A); no_dead_rules; outputs_used, which only warns; and `monotone` for
// each that was declared. Null counts as a value of an input only where a cell names it.
std::vector<Claim> prove(const Table&, std::string_view name, const Limits& = {},
                         const std::vector<Monotone>& = {});

// Of these, no_gaps and no_overlaps alone.
std::vector<Claim> prove_decides(const Table&, std::string_view name, const Limits& = {});

}  // namespace sodan::dmn
