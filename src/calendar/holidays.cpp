#include "calendar/calendar.h"

#include <cmath>

namespace sodan::calendar {

using namespace std::chrono;

namespace {

struct YearlyDay {
    unsigned month, day;
    int from = 0, to = 9999;  // years, inclusive
};

constexpr YearlyDay fixed[] = {
    {1, 1},        {2, 11}, {2, 23, 2020}, {4, 29},           {5, 3}, {5, 4}, {5, 5},
    {8, 11, 2016}, {11, 3}, {11, 23},      {12, 23, 0, 2018},
};

struct YearlyMonday {
    unsigned month, which;
};

constexpr YearlyMonday mondays[] = {{1, 2}, {7, 3}, {9, 3}, {10, 2}};

// Laws for one time: the accession of 2019, the Olympic Games of 2020 and their postponement to 2021.
constexpr year_month_day added[] = {2019y / 5 / 1,  2019y / 10 / 22, 2020y / 7 / 23, 2020y / 7 / 24,
                                    2020y / 8 / 10, 2021y / 7 / 22,  2021y / 7 / 23, 2021y / 8 / 8};

// What those laws moved away, in 2020 and 2021.
constexpr bool is_moved_away(Day day) {
    const bool in_games = day.year() == 2020y || day.year() == 2021y;
    return in_games && (day.month() == July || day.month() == August || day.month() == October);
}

// The two equinoxes as the law's yearly notice gives them, by the usual approximation for 1980-2099.
bool is_equinox(Day day) {
    constexpr double per_year = 0.242194, spring = 20.8431, autumn = 23.2488;
    const int since = static_cast<int>(day.year()) - 1980;
    const double base = day.month() == March ? spring : autumn;
    const auto on = static_cast<unsigned>(std::floor(base + per_year * since) - std::floor(since / 4.0));
    return (day.month() == March || day.month() == September) && static_cast<unsigned>(day.day()) == on;
}

bool falls_on(const YearlyDay& yearly, Day day) {
    const int y = static_cast<int>(day.year());
    return day.month() == month{yearly.month} && day.day() == std::chrono::day{yearly.day} &&
           y >= yearly.from && y <= yearly.to;
}

bool is_in_law(Day day) {
    for (const auto& one : added)
        if (one == day) return true;
    if (is_moved_away(day)) return false;
    for (const auto& one : fixed)
        if (falls_on(one, day)) return true;
    for (const auto& [month_number, which] : mondays)
        if (sys_days{day} == sys_days{day.year() / month{month_number} / Monday[which]}) return true;
    return is_equinox(day);
}

// Art. 3(2): a holiday on a Sunday gives the next day that is not itself a holiday.
bool is_in_lieu(sys_days day) {
    for (auto before = day - days{1}; is_in_law(before); before -= days{1})
        if (weekday{before} == Sunday) return true;
    return false;
}

// Art. 3(3): a day between two holidays.
bool is_between(sys_days day) { return is_in_law(day - days{1}) && is_in_law(day + days{1}); }

}  // namespace

bool is_national_holiday(Day day) { return is_in_law(day) || is_in_lieu(day) || is_between(day); }

}  // namespace sodan::calendar
