#pragma once
// How `sodan` ends. Scripts rely on these numbers: add to them, never change one.

namespace sodan::cli {

enum class Exit {
    done = 0,
    refused = 1,      // the daemon said no; or `verify` found differences
    usage = 2,        // the arguments, or what came on standard input, make no request
    unreachable = 3,  // no answer came
    not_found = 4,
    conflict = 5,   // wrong_state, stale, key_reused
    unexpected = 6  // an answer that Sodan does not give
};

}  // namespace sodan::cli
