#pragma once
// The command line as a function: arguments and surroundings in, an exit code out. Everything that a process
// would touch is passed in, so that tests need no process.

#include "cli/exit.h"

#include <chrono>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace sodan::cli {

struct Surroundings {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    std::function<std::string(const char* name)> environment;  // "" when it is not set
    std::chrono::milliseconds pause{500};                      // before a second attempt
    // Asks the person; nothing when there is nobody to ask.
    std::function<std::optional<std::string>(const std::string& prompt, bool is_secret)> ask{};
};

Exit run(const std::vector<std::string>& arguments, Surroundings&);

}  // namespace sodan::cli
