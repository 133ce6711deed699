#pragma once
// The hours of the desks, as rules/hours.json writes them:
// {"default": {"days": ["monday", ...], "from": "09:00", "until": "17:45"}, "leader": {...}, "advisor/37":
// {...}}. The hours of a desk are its own, or else those of its kind, or else the default. Knows no files.

#include "base/outcome.h"
#include "calendar/calendar.h"
#include "domain/desk.h"

#include <map>
#include <string>
#include <string_view>

namespace sodan::calendar {

class OfficeHours {
public:
    OfficeHours() = default;  // every desk as the default of `Hours` says
    // rules_not_loaded, with the pointer, when it is not that, keeps no day, or ends before it begins.
    static Outcome<OfficeHours> read(std::string_view json);

    const Hours& of(const domain::Desk&) const;

private:
    std::map<std::string, Hours, std::less<>> by_desk_;
    Hours usual_{};
};

// "09:00".
std::string to_string(std::chrono::minutes since_midnight);

}  // namespace sodan::calendar
