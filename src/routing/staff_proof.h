#pragma once
// Whether the staff covers every need: for each language, host, caller, wish, urgency and person complained
// about, and whoever is away, somebody who may take the case remains. Must not know the store: who looks at
// the roster again after a change asks here.

#include "base/claim.h"
#include "domain/office.h"
#include "routing/routing.h"

#include <vector>

namespace sodan::routing {

// Part "staff": someone_remains and nobody_on_own_case, which stand in the way of rules; the better grades of
// service (own_language_remains; desk_remains, nobody is handed over) and the desks (leaders_remain,
// advisors_remain), which only warn, for a roster's hole is no fault of the rules. `absent`: up to so many
// people are away at once beside those who are away at `now`, 0 to 2. `most_endings`: how many routes are
// looked at before the proof is given up ("unknown").
std::vector<Claim> prove_staff(const Rules&, const domain::Office&, Instant now, int absent,
                               std::size_t most_endings = 50'000'000);

}  // namespace sodan::routing
