#pragma once
// When a person is on duty: hours of every week, and what holds on single dates instead. Times are Japan's
// (UTC+9, no daylight saving), written "22:00". Whose duty it is, and who is reached, is
// domain/duty_plan.h's.

#include "base/clock.h"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sodan::domain {

BOOST_DEFINE_ENUM_CLASS(Weekday, mon, tue, wed, thu, fri, sat, sun)
BOOST_DEFINE_ENUM_CLASS(DutyPart, first, deputy)

// Begins on `day`. An `until` that is not later than `from` lies on the next day: "22:00" to "08:00",
// "00:00" to "00:00". "24:00" is the day's end.
struct DutyHours {
    Weekday day{};
    std::string from, until;
    std::optional<DutyPart> part{};  // none = first
    bool operator==(const DutyHours&) const = default;
};
BOOST_DESCRIBE_STRUCT(DutyHours, (), (day, from, until, part))

struct HoursOfDate {
    std::string from, until;
    std::optional<DutyPart> part{};  // none = first
    bool operator==(const HoursOfDate&) const = default;
};
BOOST_DESCRIBE_STRUCT(HoursOfDate, (), (from, until, part))

// Instead of the week's hours that begin on that date ("2026-12-31"); without hours: off duty.
struct DutyException {
    std::string on;
    std::vector<HoursOfDate> hours{};
    bool operator==(const DutyException&) const = default;
};
BOOST_DESCRIBE_STRUCT(DutyException, (), (on, hours))

struct Duty {
    std::vector<DutyHours> week{};
    std::vector<DutyException> exceptions{};
    bool operator==(const Duty&) const = default;
};
BOOST_DESCRIBE_STRUCT(Duty, (), (week, exceptions))

// A stretch of duty, the end exclusive.
struct Shift {
    Instant from{}, until{};
    DutyPart part{};
    bool operator==(const Shift&) const = default;
};
// All that touch the time from `from` until `until`, in order of their beginning. Hours that cannot be read
// are left out: who takes a duty in refuses them (fault_in).
std::vector<Shift> shifts(const Duty&, Instant from, Instant until);
bool is_on_duty(const Duty&, DutyPart, Instant);

// What makes it no duty: a time or a date that is none, a date that stands twice. `pointer`: RFC 6901, from
// the duty.
struct DutyFault {
    std::string pointer;
    std::string given;
    enum class Why { not_a_time, not_a_date, date_twice } why{};
};
std::optional<DutyFault> fault_in(const Duty&);

}  // namespace sodan::domain
