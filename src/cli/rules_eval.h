#pragma once
// `sodan rules eval MODEL.dmn --input FILE.json`: every decision of a model as one JSON object, offline.

#include "cli/local.h"

namespace sodan::cli {

Command command_rules_eval();
Exit rules_eval(const Wish&, const Wording&, const Surroundings&);

}  // namespace sodan::cli
