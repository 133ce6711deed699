// Prints every holiday of the years 2007 to 2050, one a line: "2026-09-22". For a list that others made.

#include "calendar/calendar.h"

#include <cstdio>

using namespace std::chrono;

int main() {
    for (sys_days day = 2007y / January / 1; day <= sys_days{2050y / December / 31}; day += days{1})
        if (sodan::calendar::is_national_holiday(day))
            std::puts(sodan::to_string(sodan::calendar::at(day, hours{12})).substr(0, 10).c_str());
    return 0;
}
