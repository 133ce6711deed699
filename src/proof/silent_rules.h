#pragma once
// What a rule set answers for a case on which its desk is silent, for the proof over the chain: where it
// goes, for everything that the tables ask of the case and the office, and how long each act may take.

#include "chain/proof.h"
#include "routing/routing.h"

namespace sodan::proof {

// The rules must outlive it. Answers no ways where the tables ask for more than `limit` combinations of
// facts: then nothing is proved.
chain::SilentRules silent_rules(const routing::Rules&, double limit = 200'000);

}  // namespace sodan::proof
