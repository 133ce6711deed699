#pragma once
// What can be proved of the tables together, asked one after the other as routing does: that each is given
// what it asks for, that all end where somebody can act, and that no rule stands there for nothing.

#include "base/claim.h"
#include "routing/deadlines.h"
#include "routing/graph.h"
#include "routing/routing.h"

namespace sodan::routing {

// Claims of part "graph". Milliseconds.
std::vector<Claim> prove_graph(const Rules&);

// The single claims, over any flows.
Claim no_cycle(const Tables&, const std::vector<Flow>&);
Claim names_provided(const Tables&, const std::vector<Flow>&);
Claim values_accepted(const Tables&, const std::vector<Flow>&);
Claim always_answered(const Tables&, const std::vector<Flow>&);
Claim no_dead_ends(const Tables&, const std::vector<Flow>&);
Claim rules_reachable(const Tables&, const std::vector<Flow>&);
// A graver case is never due later than a less grave one, whichever desks have them.
Claim graver_never_later(const Deadlines&);

}  // namespace sodan::routing
