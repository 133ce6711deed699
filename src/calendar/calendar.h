#pragma once
// Business time in Japan: holidays (Act on National Holidays, Art. 3), office days and hours, and deadlines
// counted in them. Japan is UTC+9 without daylight saving. Must not know cases.

#include "base/clock.h"

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

class OfficeCalendar {
public:
    explicit OfficeCalendar(Exceptions = {});

    bool is_business_day(Day) const;  // Monday to Friday, no holiday, not 29 December to 3 January
    // The close of business (17:45) of the n-th business day after the day of `from`; n >= 1. What comes in
    // after the close, or on a day off, counts from the next business day's opening, as if it had come in
    // then.
    Instant after_business_days(Instant from, int n) const;

private:
    Exceptions exceptions_;
};

}  // namespace sodan::calendar
