#pragma once
// Values as JSON and back. Numbers keep all their digits on the way: they never become binary. Dates, times
// and durations are ISO 8601 strings, and come back as strings: only a type can tell them (see types.h).

#include "dmn/value.h"

#include <optional>
#include <string>
#include <string_view>

namespace sodan::dmn {

std::string to_json(const Value&);

// Nothing when it is not JSON, nested deeper than 60, not UTF-8, or names an entry of an object twice.
std::optional<Value> from_json(std::string_view);

}  // namespace sodan::dmn
