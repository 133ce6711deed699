#include "domain/duty.h"

#include <algorithm>
#include <set>

namespace sodan::domain {

using namespace std::chrono_literals;
using std::chrono::days, std::chrono::minutes, std::chrono::sys_days;

namespace {

constexpr auto japan = 9h;  // ahead of UTC

std::optional<minutes> time_of_day(const std::string& text) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return {};
    const minutes out = std::chrono::hours(std::stoi(text.substr(0, 2))) + minutes(std::stoi(text.substr(3)));
    return text[3] < '6' && out <= 24h ? std::optional(out) : std::nullopt;
}

std::optional<sys_days> date_of(const std::string& text) {
    const auto midnight = parse_instant(text + "T00:00:00+09:00");
    if (!midnight) return {};
    return std::chrono::floor<days>(*midnight + japan);
}

Weekday weekday_of(sys_days day) {
    return static_cast<Weekday>(std::chrono::weekday(day).iso_encoding() - 1);
}

// That day in Japan, at that time.
Instant at(sys_days day, minutes since_midnight) { return Instant(day) + since_midnight - japan; }

template <class Hours> void add(std::vector<Shift>& to, sys_days day, const Hours& hours) {
    const auto from = time_of_day(hours.from), until = time_of_day(hours.until);
    if (!from || !until) return;
    to.push_back({at(day, *from), at(*until > *from ? day : day + days(1), *until),
                  hours.part.value_or(DutyPart::first)});
}

std::vector<Shift> beginning_on(const Duty& duty, sys_days day) {
    std::vector<Shift> out;
    for (const auto& exception : duty.exceptions)
        if (date_of(exception.on) == day) {
            for (const auto& hours : exception.hours) add(out, day, hours);
            return out;
        }
    for (const auto& hours : duty.week)
        if (hours.day == weekday_of(day)) add(out, day, hours);
    return out;
}

template <class Hours>
std::optional<DutyFault> fault_of(const std::vector<Hours>& all, const std::string& pointer) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto here = pointer + "/" + std::to_string(i);
        if (!time_of_day(all[i].from))
            return DutyFault{here + "/from", all[i].from, DutyFault::Why::not_a_time};
        if (!time_of_day(all[i].until))
            return DutyFault{here + "/until", all[i].until, DutyFault::Why::not_a_time};
    }
    return {};
}

}  // namespace

std::vector<Shift> shifts(const Duty& duty, Instant from, Instant until) {
    std::vector<Shift> out;
    const auto first = std::chrono::floor<days>(from + japan) - days(1);  // yesterday's may last until today
    for (auto day = first; at(day, 0min) < until; day += days(1))
        for (const auto& shift : beginning_on(duty, day))
            if (shift.from < until && from < shift.until) out.push_back(shift);
    std::ranges::sort(out, {}, &Shift::from);
    return out;
}

bool is_on_duty(const Duty& duty, DutyPart part, Instant now) {
    return std::ranges::any_of(shifts(duty, now, now + 1ms),
                               [part](const Shift& shift) { return shift.part == part; });
}

std::optional<DutyFault> fault_in(const Duty& duty) {
    if (auto found = fault_of(duty.week, "/week")) return found;
    std::set<std::string> dates;
    for (std::size_t i = 0; i < duty.exceptions.size(); ++i) {
        const auto& one = duty.exceptions[i];
        const auto here = "/exceptions/" + std::to_string(i);
        if (!date_of(one.on)) return DutyFault{here + "/on", one.on, DutyFault::Why::not_a_date};
        if (!dates.insert(one.on).second) return DutyFault{here + "/on", one.on, DutyFault::Why::date_twice};
        if (auto found = fault_of(one.hours, here + "/hours")) return found;
    }
    return {};
}

}  // namespace sodan::domain
