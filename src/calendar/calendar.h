#pragma once
// Business time in Japan: holidays (Act on National Holidays, Art. 3), office days and hours, and deadlines
// counted in them. Japan is UTC+9 without daylight saving. Must not know cases.

#include "base/clock.h"

#include <array>
#include <chrono>
#include <string>
#include <vector>

namespace sodan::calendar {

using Day = std::chrono::year_month_day;

Day day_in_japan(Instant);
Instant at(Day, std::chrono::minutes since_midnight);  // that time of that day in Japan
bool is_national_holiday(Day);                         // computed for 2007-2099; source: domain brief 2.8

// Days that an office may declare on top (rules/holidays.json): closed although a working day, or open
// although not.
struct Exceptions {
    std::vector<Day> closed, open;
};

// When a desk is there, on each day that is no day off.
struct Hours {
    std::array<bool, 7> on{false, true, true, true, true, true, false};  // from Sunday
    std::chrono::minutes from{9 * 60}, until{17 * 60 + 45};              // since midnight; from < until

    bool operator==(const Hours&) const = default;
};

// Days in a row on which a desk is closed although it keeps hours on weekdays like theirs: holidays, New
// Year, declared days. Both included. A weekend alone is none.
struct DaysOff {
    Day from, to;
    bool operator==(const DaysOff&) const = default;
};

// A deadline and how it was counted.
struct Count {
    Instant begins;  // what it counts from: when it came in, or the opening after that
    Instant due;
    std::vector<DaysOff> days_off;  // that lie between
    bool operator==(const Count&) const = default;
};

class OfficeCalendar {
public:
    explicit OfficeCalendar(Exceptions = {});

    // No holiday, not 29 December to 3 January, a day on which those hours are kept; or declared so.
    bool is_business_day(Day, const Hours& = {}) const;

    // The close of business of the n-th business day after the day of `from`; n >= 1. What comes in after the
    // close, or on a day off, counts from the next business day's opening, as if it had come in then.
    Count after_business_days(Instant from, int n, const Hours& = {}) const;
    // So much time (> 0) within business hours after `from`.
    Count after_business_time(Instant from, std::chrono::minutes, const Hours& = {}) const;

private:
    class Counting;
    Exceptions exceptions_;
};

}  // namespace sodan::calendar
