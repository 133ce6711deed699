#pragma once
// The proofs that stand between rules and their coming into force, as a document that is kept with the
// publication, and as what people are told when they do not hold.

#include "base/catalogue.h"
#include "base/claim.h"
#include "office/rule_checks.h"

#include <boost/json/array.hpp>

#include <string>
#include <vector>

namespace sodan::daemon {

// Of every table by itself (dmn/prove.h), and of the chain under these rules (chain/proof.h).
std::vector<Claim> prove(const routing::RuleFiles&, const routing::Rules&);

// Sets `passes`, `certificate` and `findings` of rules that load.
void certify(office::CheckedRules&, const std::vector<Claim>&, Instant now);

// What hinders files from loading, as a finding: its place as far as it is known, and the sentence.
boost::json::object finding_of(const Refusal&, const Catalogue&);

}  // namespace sodan::daemon
