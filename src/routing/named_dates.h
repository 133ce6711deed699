#pragma once
// The day that a caller names in their own words ("by the 25th", "9月25日", "amanhã"), counted from the day
// on which they said it. A reading, not a promise: it may raise the urgency, and is shown to the person who
// logs. Linear in the text.

#include "routing/text_words.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace sodan::routing {

using Day = std::chrono::year_month_day;

// The nearest day named that is not before `said_on`; nothing when none is. "Today" counts only where no
// other day within a week is named, for it mostly says when the caller wants to talk.
std::optional<Day> named_day(std::string_view folded, const std::vector<TextWord>&,
                             const std::vector<DateWords>&, Day said_on);

// "YYYY-MM-DD".
std::optional<Day> day_from(std::string_view iso);
std::string iso(Day);

}  // namespace sodan::routing
