#pragma once
// People and rules against what the journal says of them.

#include "verify/journal.h"

namespace sodan::verify {

void check_people(Database&, const Journal&, Findings&);
void check_rules(Database&, const Journal&, Findings&);

}  // namespace sodan::verify
