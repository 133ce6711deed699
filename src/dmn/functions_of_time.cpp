#include "dmn/functions.h"
#include "dmn/temporal.h"

#include <array>

namespace sodan::dmn {

namespace {

using Arguments = std::span<const Value>;
using std::chrono::seconds;

template <class Read> Value read_text(const Value& from, Read read) {
    const auto* text = from.get<std::string>();
    if (!text) return {};
    const auto out = read(*text);
    return out ? Value(*out) : Value();
}

// Nothing beyond +-9999, which no year, month or hour needs.
std::optional<int> small(const Value& value) {
    const auto* number = value.get<Decimal>();
    const auto whole = number ? number->to_int64() : std::nullopt;
    return whole && *whole >= -9999 && *whole <= 9999 ? std::optional(static_cast<int>(*whole))
                                                      : std::nullopt;
}

Value date_of(const DateTime& at) {
    return Date{std::chrono::sys_days(std::chrono::floor<std::chrono::days>(at.local))};
}

Value to_date(Arguments given) {
    const auto& from = given.front();
    if (given.size() == 3) {
        const auto year = small(given[0]), month = small(given[1]), day = small(given[2]);
        if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31) return {};
        const std::chrono::year_month_day on{std::chrono::year(*year),
                                             std::chrono::month(static_cast<unsigned>(*month)),
                                             std::chrono::day(static_cast<unsigned>(*day))};
        return on.ok() ? Value(Date{std::chrono::sys_days(on)}) : Value();
    }
    if (given.size() != 1) return {};
    if (const auto* at = from.get<DateTime>()) return date_of(*at);
    return from.get<Date>() ? from : read_text(from, parse_date);
}

// Of a second: it may have a fraction.
std::optional<Micros> micros_in(const Value& value) {
    const auto* number = value.get<Decimal>();
    const auto exact = number ? multiply(*number, Decimal(1'000'000)) : std::nullopt;
    const auto whole = exact ? rounded(*exact, 0, Rounding::down) : std::nullopt;
    const auto out = whole ? whole->to_int64() : std::nullopt;
    return out && *out >= 0 && *out < 60'000'000 ? std::optional(Micros(*out)) : std::nullopt;
}

Value time_of_parts(Arguments given) {
    const auto hour = small(given[0]), minute = small(given[1]);
    const auto second = micros_in(given[2]);
    if (!hour || !minute || !second) return {};
    if (*hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return {};
    Time out{std::chrono::hours(*hour) + std::chrono::minutes(*minute) + *second};
    if (given.size() == 4 && !given[3].is_null()) {
        const auto* offset = given[3].get<DaysDuration>();
        if (!offset || abs(offset->length) > std::chrono::hours(14)) return {};
        out.offset = std::chrono::floor<seconds>(offset->length);
    }
    return out;
}

Value to_time(Arguments given) {
    const auto& from = given.front();
    if (given.size() > 2) return time_of_parts(given);
    if (given.size() != 1) return {};
    if (const auto* at = from.get<DateTime>())
        return Time{at->local - std::chrono::floor<std::chrono::days>(at->local), at->offset};
    if (from.get<Date>()) return Time{Micros(0), seconds(0)};
    return from.get<Time>() ? from : read_text(from, parse_time);
}

Value to_date_time(Arguments given) {
    const auto& from = given.front();
    if (given.size() == 2) {
        const auto* at = from.get<DateTime>();
        const auto day = at ? date_of(*at) : from;
        const auto* date = day.get<Date>();
        const auto* time = given[1].get<Time>();
        if (!date || !time) return {};
        return DateTime{date->day.time_since_epoch() + time->since_midnight, time->offset};
    }
    if (const auto* date = from.get<Date>()) return DateTime{date->day.time_since_epoch(), seconds(0)};
    return from.get<DateTime>() ? from : read_text(from, parse_date_time);
}

Value to_duration(Arguments given) {
    const auto& from = given.front();
    return from.get<DaysDuration>() || from.get<MonthsDuration>() ? from : read_text(from, parse_duration);
}

std::optional<std::chrono::year_month_day> day_in(const Value& value, Micros& of_day) {
    if (const auto* date = value.get<Date>()) return std::chrono::year_month_day(date->day);
    const auto* at = value.get<DateTime>();
    if (!at) return {};
    const auto on = std::chrono::floor<std::chrono::days>(at->local);
    of_day = at->local - on;
    return std::chrono::year_month_day(std::chrono::sys_days(on));
}

// Whole months from one to the other.
Value months_between(Arguments given) {
    Micros from_time{}, to_time_{};
    const auto from = day_in(given[0], from_time), to = day_in(given[1], to_time_);
    if (!from || !to) return {};
    auto months = (int(to->year()) - int(from->year())) * 12 + int(unsigned(to->month())) -
                  int(unsigned(from->month()));
    const auto left = std::pair(unsigned(from->day()), from_time),
               right = std::pair(unsigned(to->day()), to_time_);
    if (months > 0 && right < left) --months;
    if (months < 0 && right > left) ++months;
    return MonthsDuration{months};
}

Value day_of_week(Arguments given) {
    constexpr std::array names{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    Micros unused{};
    const auto day = day_in(given[0], unused);
    if (!day) return {};
    return names[std::chrono::weekday(std::chrono::sys_days(*day)).c_encoding()];
}

Value month_of_year(Arguments given) {
    constexpr std::array names{"January", "February", "March",     "April",   "May",      "June",
                               "July",    "August",   "September", "October", "November", "December"};
    Micros unused{};
    const auto day = day_in(given[0], unused);
    return day ? Value(names[unsigned(day->month()) - 1]) : Value();
}

Value day_of_year(Arguments given) {
    Micros unused{};
    const auto day = day_in(given[0], unused);
    if (!day) return {};
    const auto first = std::chrono::sys_days(day->year() / std::chrono::January / 1);
    return Decimal((std::chrono::sys_days(*day) - first).count() + 1);
}

constexpr std::array<Function, 8> of_time{{{"date and time", 1, 2, to_date_time, "from|date, time"},
                                           {"date", 1, 3, to_date, "from|year, month, day"},
                                           {"time", 1, 4, to_time, "from|hour, minute, second, offset"},
                                           {"duration", 1, 1, to_duration, "from"},
                                           {"years and months duration", 2, 2, months_between, "from, to"},
                                           {"day of week", 1, 1, day_of_week, "date"},
                                           {"day of year", 1, 1, day_of_year, "date"},
                                           {"month of year", 1, 1, month_of_year, "date"}}};

}  // namespace

std::span<const Function> functions_of_time() { return of_time; }

}  // namespace sodan::dmn
