#pragma once
// What the service manager is told, when there is one (systemd: Type=notify, WatchdogSec), and the signals it
// sends.

#include <chrono>
#include <initializer_list>
#include <optional>

namespace sodan::daemon {

void tell_ready();
void tell_stopping();
void tell_alive();  // the watchdog

// What lies in memory is never written to a file, whatever ends the process; nor may others of the same user
// look into it. Throws when the system does not let us.
void forbid_core_dumps();

// Blocks these signals for this thread and all that it starts from now on, so that wait_for_signal gets them.
void hold_signals();
// A held signal, or nothing after so long.
std::optional<int> wait_for_signal(std::chrono::milliseconds);

}  // namespace sodan::daemon
