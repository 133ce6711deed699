#pragma once
// `sodan rules diff A B`: what changed between two versions of the rules, in sentences. Folders need no
// daemon; a version that is named is fetched from it.

#include "cli/local.h"

namespace sodan::cli {

Command command_rules_diff();
Exit rules_diff(const Wish&, const Wording&, const Surroundings&);

}  // namespace sodan::cli
