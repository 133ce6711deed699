#pragma once
// `sodan` as a test types it.

#include "cli/run.h"

#include <map>
#include <sstream>

namespace sodan::cli {

struct Typed {
    std::map<std::string, std::string> environment{};
    std::string input{};
    std::string out{}, err{};

    Exit run(std::vector<std::string> arguments) {
        std::istringstream in(input);
        std::ostringstream printed, complained;
        Surroundings around{in, printed, complained,
                            [this](const char* name) {
                                const auto found = environment.find(name);
                                return found == environment.end() ? "" : found->second;
                            },
                            std::chrono::milliseconds(1)};
        const auto exit = cli::run(arguments, around);
        out = printed.str();
        err = complained.str();
        return exit;
    }
};

}  // namespace sodan::cli
