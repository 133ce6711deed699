#pragma once
// Largest boxes: what is missing in a table, said in as few and as wide boxes as can be.

#include "dmn/prove_cover.h"

namespace sodan::dmn {

// Widens a box that no rule touches until no column can be widened, the columns in turn from `first` on.
Box widened(const Regions&, Box, std::size_t first);

struct Boxes {
    std::vector<Box> all{};    // none can be widened; the largest first
    bool is_complete = false;  // no other box that cannot be widened is missing here
};

// From the open parts that `cover` found, all of them or the first ones. When there are too many, or the
// budget runs out, some are left out; one is always there when a part is open.
Boxes largest(const Regions&, const Cover&, Budget&);

}  // namespace sodan::dmn
