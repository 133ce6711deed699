#pragma once
// The way in where nobody has one yet: as long as no administrator can sign in, each start prints a link that
// makes an account for one, once. Those that were printed before are good no longer.

#include "base/clock.h"
#include "office/store.h"

#include <string>

namespace sodan::daemon {

// Waits for the store; throws what hindered it. `address` is where the daemon is called.
void print_link_for_first_administrator(office::Store&, Instant now, const std::string& address);

}  // namespace sodan::daemon
