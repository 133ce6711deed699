#include "calendar/calendar.h"

#include <algorithm>

namespace sodan::calendar {

using namespace std::chrono;

namespace {

constexpr auto japan = hours{9};
constexpr minutes close_of_business = hours{17} + minutes{45};

bool holds(const std::vector<Day>& days, Day day) { return std::ranges::find(days, day) != days.end(); }

bool is_new_year(Day day) {
    const auto number = static_cast<unsigned>(day.day());
    return (day.month() == December && number >= 29) || (day.month() == January && number <= 3);
}

bool is_weekend(Day day) {
    const weekday on{sys_days{day}};
    return on == Saturday || on == Sunday;
}

}  // namespace

Day day_in_japan(Instant instant) { return floor<days>(instant + japan); }

Instant at(Day day, minutes since_midnight) { return sys_days{day} + since_midnight - japan; }

OfficeCalendar::OfficeCalendar(Exceptions exceptions) : exceptions_(std::move(exceptions)) {}

bool OfficeCalendar::is_business_day(Day day) const {
    if (holds(exceptions_.closed, day)) return false;
    if (holds(exceptions_.open, day)) return true;
    return !is_weekend(day) && !is_new_year(day) && !is_national_holiday(day);
}

Instant OfficeCalendar::after_business_days(Instant from, int n) const {
    sys_days day = day_in_japan(from);
    const auto to_next_business_day = [&] {
        do day += days{1};
        while (!is_business_day(day));
    };
    const bool is_too_late = from > at(day, close_of_business);
    if (is_too_late || !is_business_day(day)) to_next_business_day();
    for (int i = 0; i < n; ++i) to_next_business_day();
    return at(day, close_of_business);
}

}  // namespace sodan::calendar
