#include "calendar/office_hours.h"

#include "base/described.h"

#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include <algorithm>

namespace sodan::calendar {

using namespace std::chrono;
using domain::Desk, domain::DeskKind;

namespace {

// In the order of std::chrono::weekday.
BOOST_DEFINE_ENUM_CLASS(DayOfWeek, sunday, monday, tuesday, wednesday, thursday, friday, saturday)

struct Written {
    std::vector<DayOfWeek> days;
    std::string from, until;
};
BOOST_DESCRIBE_STRUCT(Written, (), (days, from, until))

Refusal wrong(std::string what, std::string pointer) {
    return {Refusal::Why::rules_not_loaded,
            {"domain.hours." + std::move(what), {{"pointer", pointer}}},
            std::move(pointer)};
}

std::optional<minutes> time_of_day(const std::string& text) {
    const auto instant = parse_instant("2026-01-05T" + text + ":00Z");
    if (!instant || text.size() != 5) return {};
    return duration_cast<minutes>(*instant - floor<days>(*instant));
}

Outcome<Hours> hours_of(const Written& written, const std::string& pointer) {
    Hours out{.on = {}};
    for (const auto day : written.days) out.on.at(static_cast<std::size_t>(day)) = true;
    if (written.days.empty()) return wrong("no_day", pointer + "/days");
    const auto from = time_of_day(written.from), until = time_of_day(written.until);
    if (!from) return wrong("not_a_time", pointer + "/from");
    if (!until) return wrong("not_a_time", pointer + "/until");
    if (*from >= *until) return wrong("ends_first", pointer + "/until");
    out.from = *from;
    out.until = *until;
    return out;
}

bool names_desks(const std::string& key) {
    return key == "default" || from_code<DeskKind>(key) || Desk::parse(key);
}

// "advisor/37" stands in a pointer as "advisor~137" (RFC 6901).
std::string pointer_to(std::string key) {
    const auto slash = key.find('/');
    if (slash != std::string::npos) key.replace(slash, 1, "~1");
    return "/" + key;
}

}  // namespace

std::string to_string(minutes since_midnight) {
    return fmt::format("{:02}:{:02}", since_midnight.count() / 60, since_midnight.count() % 60);
}

Outcome<OfficeHours> OfficeHours::read(std::string_view json) {
    boost::system::error_code error;
    const auto parsed = boost::json::parse(boost::json::string_view(json.data(), json.size()), error);
    if (error) return wrong("not_json", "");
    const auto written = Reader::read<std::map<std::string, Written>>(parsed);
    if (!written) return wrong("not_json", written.refusal().pointer);
    OfficeHours out;
    for (const auto& [key, one] : *written) {
        if (!names_desks(key)) return wrong("no_such_desk", pointer_to(key));
        const auto hours = hours_of(one, pointer_to(key));
        if (!hours) return hours.refusal();
        out.by_desk_[key] = *hours;
    }
    if (const auto usual = out.by_desk_.find("default"); usual != out.by_desk_.end())
        out.usual_ = usual->second;
    return out;
}

const Hours& OfficeHours::of(const Desk& desk) const {
    if (by_desk_.empty()) return usual_;
    if (const auto own = by_desk_.find(to_string(desk)); own != by_desk_.end()) return own->second;
    const auto kind = by_desk_.find(code(desk.kind));
    return kind == by_desk_.end() ? usual_ : kind->second;
}

}  // namespace sodan::calendar
