#pragma once
// The command line of sodand.

#include "daemon/example.h"
#include "daemon/settings.h"

#include <optional>

namespace sodan::daemon {

constexpr int exit_failed = 1,
              exit_misconfigured = 78;  // sysexits' EX_CONFIG: a service manager need not try again

struct Options {
    Settings settings{};
    bool check = false;
    std::optional<ExampleWish> example{};
    std::optional<int> exit_code{};  // nothing to run: help, version, or a mistake that has been told
};

// Throws BrokenSettings. What stands on the command line goes before the file.
Options read_options(int argc, const char* const* argv);

}  // namespace sodan::daemon
