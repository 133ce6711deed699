#pragma once
// Rule files as they come from outside: an editor's, a shell's, a folder's. Looks at names, sizes and bytes,
// never at rules.

#include "base/outcome.h"
#include "routing/rule_files.h"

#include <boost/json/object.hpp>

#include <optional>

namespace sodan::office {

inline constexpr std::size_t most_rule_files = 64, most_rule_bytes = 1024 * 1024;  // of one version, together

// too_large, or invalid with the pointer "/files/NAME": a name that could lead out of a folder or that no
// rule file has, bytes that are no text.
std::optional<Refusal> fault_in(const routing::RuleFiles&);

// {"urgency.dmn": "<?xml ...", "words/danger.json": "..."}; refuses what fault_in does.
Outcome<routing::RuleFiles> files_from(const boost::json::object&);
boost::json::object files_json(const routing::RuleFiles&);
// As they were kept; throws when they are none.
routing::RuleFiles stored_files(const std::string& json);

}  // namespace sodan::office
