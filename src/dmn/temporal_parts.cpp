#include "dmn/temporal.h"

#include <array>
#include <cstdlib>

namespace sodan::dmn {

namespace {

using namespace std::chrono;

Value number(std::int64_t from) { return Decimal(from); }

Value part_of_day(sys_days day, std::string_view name) {
    const year_month_day on(day);
    if (name == "year") return number(int(on.year()));
    if (name == "month") return number(unsigned(on.month()));
    if (name == "day") return number(unsigned(on.day()));
    if (name == "weekday") return number(weekday(day).iso_encoding());
    return {};
}

Value part_of_clock(Micros since_midnight, const std::optional<seconds>& offset, std::string_view name) {
    if (name == "hour") return number(since_midnight / hours(1));
    if (name == "minute") return number(since_midnight / minutes(1) % 60);
    if (name == "second") return number(since_midnight / seconds(1) % 60);
    if (name == "time offset" && offset) return DaysDuration{*offset};
    return {};
}

Value part_of_duration(Micros length, std::string_view name) {
    if (name == "days") return number(length / days(1));
    if (name == "hours") return number(length / hours(1) % 24);
    if (name == "minutes") return number(length / minutes(1) % 60);
    if (name == "seconds") return number(length / seconds(1) % 60);
    return {};
}

}  // namespace

Value part_of_time(const Value& value, std::string_view name) {
    if (const auto* date = value.get<Date>()) return part_of_day(date->day, name);
    if (const auto* time = value.get<Time>()) return part_of_clock(time->since_midnight, time->offset, name);
    if (const auto* at = value.get<DateTime>()) {
        const auto on = floor<days>(at->local);
        auto out = part_of_day(sys_days(on), name);
        return out.is_null() ? part_of_clock(at->local - on, at->offset, name) : out;
    }
    if (const auto* duration = value.get<DaysDuration>()) return part_of_duration(duration->length, name);
    const auto* duration = value.get<MonthsDuration>();
    if (duration && name == "years") return number(duration->months / 12);
    if (duration && name == "months") return number(duration->months % 12);
    return {};
}

std::optional<std::string> iso_text(const Value& value) {
    return std::visit(
        [](const auto& held) -> std::optional<std::string> {
            if constexpr (requires { text_of(held); }) return text_of(held);
            return {};
        },
        value.held);
}

}  // namespace sodan::dmn
