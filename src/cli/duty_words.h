#pragma once
// Hours of duty as a person types them: "mon 22:00-08:00", "daily 08:00-22:00", "weekdays 09:00-17:45
// deputy", and for a single date "2026-12-31 22:00-08:00", or the date alone for none. The daemon checks days
// and times.

#include <boost/json/array.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sodan::cli {

// Nothing when a text has another shape. "daily" and "weekdays" stand for their days.
std::optional<boost::json::array> hours_of_week(const std::vector<std::string>&);
// One entry a date, with all hours that were given for it.
std::optional<boost::json::array> hours_of_dates(const std::vector<std::string>&);

}  // namespace sodan::cli
