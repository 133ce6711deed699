#pragma once
// The table of commands as a CLI11 application: its help, its checks. Only arguments.cpp and completion.cpp
// see CLI11, which is slow to compile.

#include "cli/command.h"
#include "cli/wording.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <memory>

namespace sodan::cli {

std::unique_ptr<CLI::App> make_app(const std::vector<Command>&, const Wording&);

// What every command takes, and what those take besides that change something.
std::vector<Field> fields_of_all();
std::vector<Field> fields_of_changes();

}  // namespace sodan::cli
