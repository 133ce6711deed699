#pragma once
// Whether rules leave a combination of a box open: the box is split along the column that most rules test,
// until one rule holds all of a part or none touches it. Exact; counts its steps instead of looking at a
// clock.

#include "dmn/prove_regions.h"

#include <cstddef>

namespace sodan::dmn {

// What a search may still look at; the same for the same table, on every machine.
struct Budget {
    std::size_t steps;
    bool spend(std::size_t some) {
        const bool suffices = steps >= some;
        steps -= suffices ? some : steps;
        return suffices;
    }
};

constexpr std::size_t words_of_a_step = 1024;  // of sets of rules, about a microsecond
std::size_t cost_of_touching(const Regions&);  // of asking once which rules touch a box

struct Cover {
    std::vector<Box> open{};              // parts that no rule touches, apart from each other
    std::vector<std::size_t> covering{};  // rules that together hold the box, when `open` is empty
    bool complete = true;                 // all of the box was looked at
    bool gave_up = false;                 // the budget did not suffice
};

// `by`: places in hit order. Stops after so many open parts.
Cover cover(const Regions&, const Box&, const Bits& by, std::size_t most_open, Budget&);

}  // namespace sodan::dmn
