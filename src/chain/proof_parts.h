#pragma once
// The proofs over the chain, one function a claim; proof.cpp puts them together.

#include "chain/climb.h"
#include "chain/proof.h"

#include <vector>

namespace sodan::chain {

// One climb for everything that can be while nobody acts.
using Climbs = std::vector<Climb>;

// proof_reach.cpp
Claim states_reachable(const Exploration&, const Subject&);
Claim final_reachable(const Exploration&);

// proof_silence.cpp
Claim owned_or_timed(const Exploration&, const Climbs&);
Claim climbs_when_silent(const Exploration&, const Climbs&, const SilentRules&);

// proof_rank.cpp
Claim rank_rises(const Exploration&);
Claim lowering_is_human(const Exploration&, const Climbs&);

// proof_danger.cpp
Claim danger_lasts(const Exploration&, const Climbs&);

}  // namespace sodan::chain
