#pragma once
// The cases as they stand against what the journal says: every step is taken again through the chain, and the
// row, the timers and the lists made from the row are compared. Needs no key.

#include "verify/journal.h"

namespace sodan::verify {

std::int64_t check_cases(Database&, const Journal&, Findings&);  // how many cases there are

}  // namespace sodan::verify
