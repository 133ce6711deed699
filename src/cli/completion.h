#pragma once
// Completion scripts for the shells, made from the very application that reads the arguments.

#include "cli/wording.h"

#include <string>
#include <string_view>

namespace sodan::cli {

// shell: "bash", "zsh" or "fish".
std::string completion_for(std::string_view shell, const Wording&);

}  // namespace sodan::cli
