#pragma once
// `sodan login`, `logout`, `accept-invitation`, `password` and `authenticator`: what needs a person who types
// what nobody else should read. Nothing secret stands among the arguments, but for an invitation's link,
// which is good once.

#include "cli/local.h"

namespace sodan::cli {

std::vector<LocalCommand> commands_to_sign_in();

}  // namespace sodan::cli
