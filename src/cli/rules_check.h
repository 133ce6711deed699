#pragma once
// `sodan rules check [FOLDER]`: everything that can be proved of a folder of rules for an office, in words
// and as a certificate, offline. The daemon takes a rule set only when the same proofs pass.

#include "cli/local.h"

namespace sodan::cli {

Command command_rules_check();
// `done` when the certificate passes, `refused` when it does not.
Exit rules_check(const Wish&, const Wording&, const Surroundings&);

}  // namespace sodan::cli
