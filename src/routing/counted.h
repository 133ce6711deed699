#pragma once
// A deadline with the reason of its day and hour, as data: kept with the decision and shown with the case.
// Knows no words; deadline_words.h has them.

#include "base/clock.h"
#include "base/described.h"
#include "domain/window.h"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sodan::routing {

BOOST_DEFINE_ENUM_CLASS(Unit, minutes, hours, business_days)  // in the order of the table's codes

// Days off in a row, both included: "2026-09-21" to "2026-09-23".
struct OffDays {
    std::string from{}, to{};
    bool operator==(const OffDays&) const = default;
};
BOOST_DESCRIBE_STRUCT(OffDays, (), (from, to))

struct Counted {
    domain::Window window{};
    Instant due{};
    int amount = 0;
    Unit unit = Unit::minutes;
    Instant from{};  // when it came in
    // The hours of the desk, "09:00" to "17:45", in which it was counted; absent: day and night.
    std::optional<std::string> opens{}, closes{};
    std::optional<Instant>
        begins{};  // the opening from which it counts, where it came in outside those hours
    std::vector<OffDays> days_off{};
    std::optional<std::string> named_date{};  // a day that the caller named, and which pulled it forward
    static constexpr bool sparse = true;

    bool operator==(const Counted&) const = default;
};
BOOST_DESCRIBE_STRUCT(Counted, (),
                      (window, due, amount, unit, from, opens, closes, begins, days_off, named_date))

}  // namespace sodan::routing
