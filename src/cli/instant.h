#pragma once
// A time as a person types it.

#include "base/clock.h"

namespace sodan::cli {

// RFC 3339, or without an offset, in Japan: "2026-10-05T10:20", "2026-10-05 10:20:00".
std::optional<Instant> instant_from(std::string_view);
// The same, and a day alone stands for its beginning in Japan.
std::optional<Instant> beginning_of(std::string_view);

}  // namespace sodan::cli
