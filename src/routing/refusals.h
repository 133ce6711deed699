#pragma once
// Why a set of rules does not load, in the words of the catalogue, and the small readings that all loaders
// share.

#include "base/outcome.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sodan::routing {

using Values = std::vector<std::pair<std::string, std::string>>;

// Text "rules_not_loaded.WHAT". Absent places (table, rule, column) are written as a dash.
Refusal not_loaded(const std::string& what, Values);

std::optional<std::string> bytes_of(const std::filesystem::path&);
std::string name_of(const std::filesystem::path&);  // the file's own name, never the whole path

}  // namespace sodan::routing
