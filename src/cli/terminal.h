#pragma once
// What a person types, without showing it where it is secret.

#include <optional>
#include <string>

namespace sodan::cli {

// Asks on the terminal; where standard input is none, takes the next line of it. Nothing at its end.
std::optional<std::string> ask_at_terminal(const std::string& prompt, bool is_secret);

}  // namespace sodan::cli
