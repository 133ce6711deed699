#pragma once
// `sodan key status`, `paper`, `drill` and `recover`: the key files on the machine where they lie. Run by who
// owns the folder; nothing of a key ever goes over the network.

#include "cli/local.h"

namespace sodan::cli {

Command command_key_status();
Exit key_status(const Wish&, const Wording&, const Surroundings&);

// Prints keys, all or those named, to be kept on paper in a safe place.
Command command_key_paper();
Exit key_paper(const Wish&, const Wording&, const Surroundings&);

// Reads what was printed from standard input and opens with it what the key in the folder has just sealed;
// `refused` when a paper does not fit, or a key has none.
Command command_key_drill();
Exit key_drill(const Wish&, const Wording&, const Surroundings&);

// Reads what was printed from standard input and writes the key files that are missing.
Command command_key_recover();
Exit key_recover(const Wish&, const Wording&, const Surroundings&);

}  // namespace sodan::cli
