#pragma once
// How an alarm of the watchdog travels: by its own mail server, its own webhook, or a program.

#include "cli/watch.h"
#include "cli/watch_settings.h"
#include "cli/wording.h"

#include <ostream>

namespace sodan::cli {

// By every way that is set up; true when one of them took it at least. What did not is told on `err`.
bool raise(const Alarm&, const WatchSettings&, const Wording&, Instant now, std::ostream& err);

}  // namespace sodan::cli
