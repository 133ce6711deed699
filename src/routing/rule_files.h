#pragma once
// The files of one rule set as a value: what a version is made of, and all that is kept of it. Texts and the
// office are not part of it.

#include "base/outcome.h"

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace sodan::routing {

// "urgency.dmn", "words/danger.json", "holidays.json", "hours.json": path below the folder -> bytes.
using RuleFiles = std::map<std::string, std::string>;

// FOLDER/*.dmn, FOLDER/words/*.json and `files_of_time`. rules_not_loaded when there is no table at all or a
// file cannot be read.
Outcome<RuleFiles> read_rule_files(const std::filesystem::path& folder);

// Days off and office hours; an office may do without.
inline constexpr std::array<std::string_view, 2> files_of_time{"holidays.json", "hours.json"};

bool is_table_file(std::string_view name);

// "r-" and 12 hex signs, of the names and bytes.
std::string version_of(const RuleFiles&);

}  // namespace sodan::routing
