#pragma once
// Request headers that carry a value of our own, read strictly.

#include "base/outcome.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sodan::http {

// "" or "*" = no condition; "\"7\"" = version 7; all else is malformed.
Outcome<std::optional<std::int64_t>> read_if_match(std::string_view);
std::string etag(std::int64_t version);

// "" = none; else 1 to 255 visible ASCII characters.
std::optional<Refusal> refused_key(std::string_view idempotency_key);

// Last-Event-ID, as it was given out: visible signs, not too many.
std::optional<Refusal> refused_event_id(std::string_view);

}  // namespace sodan::http
