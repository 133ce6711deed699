#pragma once
// `sodan watchdog --config FILE [--once]`: looks after the daemon from outside and alarms on its own ways
// when it is dead, hung, or gets no urgent message out; again and again until it is well, and then says so.

#include "cli/local.h"

namespace sodan::cli {

Command command_watchdog();
// With --once: `done` when all is well, `refused` when there is trouble. Without it runs until a signal.
Exit watchdog(const Wish&, const Wording&, const Surroundings&);

}  // namespace sodan::cli
