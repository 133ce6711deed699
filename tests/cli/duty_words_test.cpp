#include "cli/duty_words.h"

#include <doctest/doctest.h>
#include <boost/json/serialize.hpp>

using namespace sodan::cli;

namespace {

std::string week(const std::vector<std::string>& texts) {
    const auto read = hours_of_week(texts);
    return read ? boost::json::serialize(*read) : "nothing";
}
std::string dates(const std::vector<std::string>& texts) {
    const auto read = hours_of_dates(texts);
    return read ? boost::json::serialize(*read) : "nothing";
}

}  // namespace

TEST_CASE("hours of a week are a day and a stretch, and perhaps for the deputy") {
    CHECK(week({"mon 22:00-08:00"}) == R"([{"from":"22:00","until":"08:00","part":"first","day":"mon"}])");
    CHECK(week({"sat 08:00-20:00 deputy"}) ==
          R"([{"from":"08:00","until":"20:00","part":"deputy","day":"sat"}])");
    CHECK(hours_of_week({"daily 08:00-22:00"})->size() == 7);
    CHECK(hours_of_week({"weekdays 09:00-17:45", "sun 09:00-12:00"})->size() == 6);
}

TEST_CASE("hours of one date stand together, and a date alone has none") {
    CHECK(dates({"2026-12-31"}) == R"([{"on":"2026-12-31","hours":[]}])");
    CHECK(hours_of_dates({"2026-12-31 08:00-12:00", "2026-12-31 22:00-08:00"})->size() == 1);
}

TEST_CASE("what has another shape is not read") {
    for (const auto* text : {"", "mon", "mon 22:00", "mon 22:00-08:00 chief", "mon 22:00-08:00 deputy twice"})
        CHECK_MESSAGE(week({text}) == "nothing", text);
    for (const auto* text : {"", "2026-12-31 22:00", "2026-12-31 22:00-08:00 chief"})
        CHECK_MESSAGE(dates({text}) == "nothing", text);
}
