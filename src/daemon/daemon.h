#pragma once
// Wires the parts together and runs them: rules, store, clock, server. The main thread waits for signals,
// keeps the office's clock and reloads rules; the network and the store have threads of their own.

#include "daemon/settings.h"

namespace sodan::daemon {

// Until a signal ends it; the exit code. Throws BrokenSettings, or what hinders the start.
int run(const Settings&);

// Reads configuration, rules and office as a start would, says what it found, and starts nothing; the exit
// code.
int check_only(const Settings&);

}  // namespace sodan::daemon
