#include "calendar/calendar.h"

#include <algorithm>

namespace sodan::calendar {

using namespace std::chrono;

namespace {

constexpr auto japan = hours{9};

bool holds(const std::vector<Day>& all, Day day) { return std::ranges::find(all, day) != all.end(); }

bool is_new_year(Day day) {
    const auto number = static_cast<unsigned>(day.day());
    return (day.month() == December && number >= 29) || (day.month() == January && number <= 3);
}

bool is_kept_on(const Hours& kept, Day day) { return kept.on.at(weekday{sys_days{day}}.c_encoding()); }

}  // namespace

Day day_in_japan(Instant instant) { return floor<days>(instant + japan); }

Instant at(Day day, minutes since_midnight) { return sys_days{day} + since_midnight - japan; }

OfficeCalendar::OfficeCalendar(Exceptions exceptions) : exceptions_(std::move(exceptions)) {}

bool OfficeCalendar::is_business_day(Day day, const Hours& kept) const {
    if (holds(exceptions_.closed, day)) return false;
    if (holds(exceptions_.open, day)) return true;
    return is_kept_on(kept, day) && !is_new_year(day) && !is_national_holiday(day);
}

// Goes from business day to business day and notes the days off between them.
class OfficeCalendar::Counting {
public:
    Counting(const OfficeCalendar& office, Instant from, const Hours& kept)
        : office_(office), kept_(kept), day_(day_in_japan(from)), begins_(from) {
        const bool is_too_late = from > at(day_, kept_.until);
        if (!is_too_late && office_.is_business_day(day_, kept_)) {
            begins_ = std::max(from, at(day_, kept_.from));
            return;
        }
        if (!is_too_late) pass(day_);
        to_next_business_day();
        begins_ = at(day_, kept_.from);
    }

    void to_next_business_day() {
        for (day_ += days{1}; !office_.is_business_day(day_, kept_); day_ += days{1}) pass(day_);
        run_ = {};
    }

    Instant begins() const { return begins_; }
    Instant opening() const { return at(day_, kept_.from); }
    Instant close() const { return at(day_, kept_.until); }

    Count done(Instant due) && { return {begins_, due, std::move(days_off_)}; }

private:
    // Weekends count into a row of days off only where they lie within it.
    void pass(sys_days day) {
        const Day date{day};
        const bool is_only_weekend = !is_kept_on(kept_, date) && !is_new_year(date) &&
                                     !is_national_holiday(date) && !holds(office_.exceptions_.closed, date);
        if (is_only_weekend) return;
        if (run_ == Day{})
            days_off_.push_back({run_ = date, date});
        else
            days_off_.back().to = date;
    }

    const OfficeCalendar& office_;
    const Hours& kept_;
    sys_days day_;
    Instant begins_;
    Day run_{};  // where the row of days off began that is not over yet
    std::vector<DaysOff> days_off_;
};

Count OfficeCalendar::after_business_days(Instant from, int n, const Hours& kept) const {
    Counting counting(*this, from, kept);
    for (int i = 0; i < n; ++i) counting.to_next_business_day();
    const auto close = counting.close();
    return std::move(counting).done(close);
}

Count OfficeCalendar::after_business_time(Instant from, minutes time, const Hours& kept) const {
    Counting counting(*this, from, kept);
    auto now = counting.begins();
    milliseconds left = time;
    while (left > counting.close() - now) {
        left -= counting.close() - now;
        counting.to_next_business_day();
        now = counting.opening();
    }
    return std::move(counting).done(now + left);
}

}  // namespace sodan::calendar
