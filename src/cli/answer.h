#pragma once
// What an answer of the daemon means: how `sodan` ends, and what a person is told when it was no.

#include "cli/client.h"
#include "cli/exit.h"
#include "cli/wording.h"

#include <string>

namespace sodan::cli {

// An RFC 9457 problem: its fields, "" where it has none.
struct Problem {
    std::string why{}, title{}, detail{}, pointer{};
};
std::optional<Problem> problem_in(const Answer&);

Exit ending_of(const Answer&);

// What stands in the way of a request before it is sent.
std::string told(const Refusal&, const Wording&);

// Title, detail, field and findings of a problem, a line each, made harmless for a terminal.
std::string told(const Answer&, const Wording&);

}  // namespace sodan::cli
