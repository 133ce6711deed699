#pragma once
// The days that an office declares closed or open, as rules/holidays.json writes them:
// {"closed": ["2026-08-14"], "open": []}. Knows no files.

#include "base/outcome.h"
#include "calendar/calendar.h"

#include <string_view>

namespace sodan::calendar {

// rules_not_loaded, with the pointer, when it is not that, holds what is no date, or calls one day both.
Outcome<Exceptions> read_exceptions(std::string_view json);

}  // namespace sodan::calendar
