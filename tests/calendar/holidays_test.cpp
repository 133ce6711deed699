#include "calendar/calendar.h"

#include <doctest/doctest.h>

#include <string>

using namespace sodan::calendar;
using namespace std::chrono;

namespace {

// The holidays of a year's months, "1/1 1/14 ...".
std::string holidays(year of, month from = January, month to = December) {
    std::string out;
    for (sys_days day = of / from / 1; day <= sys_days{of / to / last}; day += days{1}) {
        const Day date{day};
        if (is_national_holiday(date))
            out += std::to_string(static_cast<unsigned>(date.month())) + "/" +
                   std::to_string(static_cast<unsigned>(date.day())) + " ";
    }
    return out;
}

}  // namespace

TEST_CASE("the holidays of 2026 are those of the law") {
    CHECK(holidays(2026y) ==
          "1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/20 8/11 9/21 9/22 9/23 10/12 11/3 11/23 ");
}

TEST_CASE("the holidays of 2009 are those of the law as it was") {
    CHECK(holidays(2009y) ==
          "1/1 1/12 2/11 3/20 4/29 5/3 5/4 5/5 5/6 7/20 9/21 9/22 9/23 10/12 11/3 11/23 12/23 ");
}

TEST_CASE("a holiday on a Sunday gives the next day that is not itself a holiday") {
    CHECK(is_national_holiday(2009y / 5 / 6));  // for Sunday 3 May, past two more holidays
    CHECK(is_national_holiday(2026y / 5 / 6));
    CHECK(is_national_holiday(2027y / 3 / 22));
    CHECK_FALSE(is_national_holiday(2026y / 5 / 7));
}

TEST_CASE("a holiday on a Saturday gives no other day") {
    CHECK(is_national_holiday(2023y / 2 / 11));
    CHECK_FALSE(is_national_holiday(2023y / 2 / 10));
    CHECK_FALSE(is_national_holiday(2023y / 2 / 13));
}

TEST_CASE("a day between two holidays is a day off") {
    for (const Day day : {2009y / 9 / 22, 2015y / 9 / 22, 2026y / 9 / 22, 2032y / 9 / 21})
        CHECK(is_national_holiday(day));
    CHECK_FALSE(is_national_holiday(2025y / 9 / 22));
}

TEST_CASE("the accession of 2019 made ten days off in a row, and a day in October") {
    CHECK(holidays(2019y, April, May) == "4/29 4/30 5/1 5/2 5/3 5/4 5/5 5/6 ");
    CHECK(is_national_holiday(2019y / 10 / 22));
    CHECK_FALSE(is_national_holiday(2019y / 2 / 23));
    CHECK_FALSE(is_national_holiday(2019y / 12 / 23));
    CHECK_FALSE(is_national_holiday(2020y / 10 / 22));
}

TEST_CASE("the Games moved the holidays of two summers and autumns") {
    CHECK(holidays(2020y, July, October) == "7/23 7/24 8/10 9/21 9/22 ");
    CHECK(holidays(2021y, July, October) == "7/22 7/23 8/8 8/9 9/20 9/23 ");
    CHECK(holidays(2022y, July, October) == "7/18 8/11 9/19 9/23 10/10 ");
}

TEST_CASE("the Emperor's birthday moved with the Emperor, and Mountain Day began in 2016") {
    CHECK(is_national_holiday(2018y / 12 / 23));
    CHECK_FALSE(is_national_holiday(2020y / 12 / 23));
    CHECK(is_national_holiday(2020y / 2 / 23));
    CHECK_FALSE(is_national_holiday(2015y / 8 / 11));
    CHECK(is_national_holiday(2016y / 8 / 11));
}

TEST_CASE("every year of the century has its two equinoxes") {
    for (year y{2007}; y <= year{2099}; ++y) {
        CHECK((is_national_holiday(y / 3 / 19) || is_national_holiday(y / 3 / 20) ||
               is_national_holiday(y / 3 / 21)));
        CHECK((is_national_holiday(y / 9 / 22) || is_national_holiday(y / 9 / 23)));
    }
    CHECK(is_national_holiday(2012y / 9 / 22));
    CHECK(is_national_holiday(2092y / 3 / 19));
}
