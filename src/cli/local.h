#pragma once
// Commands that are no single request: carried out by `sodan` itself, on files, or in talk with a person. A
// table of what is typed and the function that does it. A new one is a source of its own and a line in
// local.cpp.

#include "cli/arguments.h"
#include "cli/run.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::cli {

using LocalRun = Exit (*)(const Wish&, const Wording&, const Surroundings&);

struct LocalCommand {
    Command command;  // its verb is Verb::local
    LocalRun run;
};

std::vector<LocalCommand> local_commands();
Exit run_locally(const Wish&, const Wording&, const Surroundings&);

// The bytes of a file, at most 16 MiB of them; "-" is standard input. Nothing when it cannot be read.
std::optional<std::string> bytes_of(const std::string& file, const Surroundings&);

}  // namespace sodan::cli
