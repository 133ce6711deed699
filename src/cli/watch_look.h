#pragma once
// A look at the daemon from outside: is it there, does it answer in time, does it get its messages out.

#include "cli/watch.h"
#include "cli/watch_settings.h"

#include <optional>
#include <string_view>

namespace sodan::cli {

Trouble look(const WatchSettings&);

// Of the figures that the daemon shows (/metrics); nothing when the figure is not among them.
std::optional<double> figure(std::string_view metrics, std::string_view name);
Trouble trouble_in(std::string_view metrics, const WatchSettings&);

}  // namespace sodan::cli
