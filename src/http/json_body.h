#pragma once
// JSON from outside, read strictly: one value, not too deep, no field twice. A refusal says where, never
// what.

#include "base/outcome.h"

#include <boost/json/value.hpp>

#include <string_view>

namespace sodan::http {

// An empty body reads as {}: a command without fields needs none. The value lives in `memory`.
Outcome<boost::json::value> read_json(std::string_view text, boost::json::storage_ptr memory = {});

}  // namespace sodan::http
