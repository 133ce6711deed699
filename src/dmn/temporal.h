#pragma once
// Dates, times and durations as ISO 8601 writes them ("2016-10-01", "T10:20:00+09:00", "P1DT2H", "P1Y2M"):
// read and written. Nothing for a text that is none, or a day that no calendar has. Of fractions of a second
// six digits count; places ("@Asia/Tokyo") are not known, only offsets.

#include "dmn/value.h"

#include <optional>
#include <string>
#include <string_view>

namespace sodan::dmn {

std::optional<Date> parse_date(std::string_view);
std::optional<Time> parse_time(std::string_view);
std::optional<DateTime> parse_date_time(std::string_view);
// A DaysDuration, a MonthsDuration, or nothing.
std::optional<Value> parse_duration(std::string_view);

std::string text_of(const Date&);
std::string text_of(const Time&);
std::string text_of(const DateTime&);
std::string text_of(const DaysDuration&);
std::string text_of(const MonthsDuration&);

// A date, a time or a duration as ISO 8601 writes it; nothing for all else.
std::optional<std::string> iso_text(const Value&);
// Its year, month, day, weekday, hour, minute, second, time offset, years, months, days, hours, minutes or
// seconds, as far as it has such a part; else null.
Value part_of_time(const Value&, std::string_view name);

// The same day so many months on; a day that the month has not becomes its last. Nothing beyond the years
// -9999 to 9999.
std::optional<Date> months_on(Date, std::int64_t months);
std::optional<Date> moved_by(Date, const DaysDuration&);
std::optional<DateTime> moved_by(const DateTime&, const DaysDuration&);
// Nothing beyond 20,000 years, so that two of them can be added without care.
std::optional<DaysDuration> lasting(Micros);

}  // namespace sodan::dmn
