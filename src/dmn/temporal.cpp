#include "dmn/temporal.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>

namespace sodan::dmn {

namespace {

using namespace std::chrono;

constexpr hours longest(24 * 366 * 20'000);

// Reads from the front of a text; once something is not as it should be, all further reading fails.
class Scan {
public:
    explicit Scan(std::string_view text) : rest_(text) {}

    bool sign(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void must(char c) { good_ = good_ && sign(c); }
    int digits(std::size_t count) {
        int out = 0;
        const auto* end = rest_.data() + std::min(count, rest_.size());
        const auto read = std::from_chars(rest_.data(), end, out);
        good_ = good_ && rest_.size() >= count && read.ptr == end && rest_.front() != '-';
        rest_.remove_prefix(std::min(count, rest_.size()));
        return good_ ? out : 0;
    }
    // At most nine digits and the letter that says what they count, if it is there.
    std::optional<std::int64_t> counted(char unit) {
        const auto end = rest_.find_first_not_of(all_digits);
        if (end == std::string_view::npos || end == 0 || end > 9 || rest_[end] != unit) return {};
        std::int64_t out = 0;
        std::from_chars(rest_.data(), rest_.data() + end, out);
        rest_.remove_prefix(end + 1);
        return out;
    }
    // What follows the point of a second, if there is one.
    Micros fraction() {
        if (!sign('.')) return {};
        auto digits = rest_.substr(0, rest_.find_first_not_of(all_digits));
        rest_.remove_prefix(digits.size());
        good_ = good_ && !digits.empty();
        std::int64_t out = 0;
        for (std::size_t place = 0; place < 6; ++place)
            out = out * 10 + (place < digits.size() ? digits[place] - '0' : 0);
        return Micros(out);
    }
    // Whole seconds and their fraction before an S.
    std::optional<Micros> counted_seconds() {
        const auto point = rest_.find('.');
        if (point == std::string_view::npos) {
            const auto whole = counted('S');
            return whole ? std::optional<Micros>(seconds(*whole)) : std::nullopt;
        }
        std::int64_t whole = 0;
        const auto read = std::from_chars(rest_.data(), rest_.data() + point, whole);
        good_ = good_ && point > 0 && point <= 9 && read.ptr == rest_.data() + point && whole >= 0;
        rest_.remove_prefix(point);
        const auto out = seconds(whole) + fraction();
        must('S');
        return out;
    }
    bool good() const { return good_; }
    bool done() const { return good_ && rest_.empty(); }

private:
    static constexpr std::string_view all_digits = "0123456789";
    std::string_view rest_;
    bool good_ = true;
};

std::optional<Date> date_in(Scan& scan) {
    const bool negative = scan.sign('-');
    const int years = scan.digits(4);
    scan.must('-');
    const auto months = static_cast<unsigned>(scan.digits(2));
    scan.must('-');
    const auto days_ = static_cast<unsigned>(scan.digits(2));
    const year_month_day out{year(negative ? -years : years), month(months), day(days_)};
    if (!scan.good() || !out.ok()) return {};
    return Date{sys_days(out)};
}

std::optional<Time> time_in(Scan& scan) {
    Time out{};
    const int hour = scan.digits(2);
    scan.must(':');
    const int minute = scan.digits(2);
    scan.must(':');
    const int second = scan.digits(2);
    if (!scan.good() || hour > 23 || minute > 59 || second > 59) return {};
    out.since_midnight = hours(hour) + minutes(minute) + seconds(second) + scan.fraction();
    if (scan.sign('Z')) {
        out.offset = seconds(0);
    } else if (const bool ahead = scan.sign('+'); ahead || scan.sign('-')) {
        const int off_hour = scan.digits(2);
        scan.must(':');
        const int off_minute = scan.digits(2);
        if (!scan.good() || off_hour > 14 || off_minute > 59) return {};
        out.offset = (hours(off_hour) + minutes(off_minute)) * (ahead ? 1 : -1);
    }
    return out;
}

std::string offset_text(const std::optional<seconds>& offset) {
    if (!offset) return "";
    if (offset->count() == 0) return "Z";
    const auto total = std::abs(offset->count()) / 60;
    return fmt::format("{}{:02}:{:02}", offset->count() < 0 ? '-' : '+', total / 60, total % 60);
}

std::optional<Date> within_years(sys_days on) {
    const auto years = int(year_month_day(on).year());
    if (years < -9999 || years > 9999) return {};
    return Date{on};
}

// ".5", without the zeros at its end.
std::string fraction_text(Micros of) {
    auto out = fmt::format(".{:06}", (of % seconds(1)).count());
    out.erase(out.find_last_not_of('0') + 1);
    return out == "." ? "" : out;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
    Scan scan(text);
    const auto out = date_in(scan);
    return scan.done() ? out : std::nullopt;
}

std::optional<Time> parse_time(std::string_view text) {
    Scan scan(text);
    scan.sign('T');
    const auto out = time_in(scan);
    return scan.done() ? out : std::nullopt;
}

std::optional<DateTime> parse_date_time(std::string_view text) {
    Scan scan(text);
    const auto date = date_in(scan);
    if (date && scan.done()) return DateTime{date->day.time_since_epoch()};
    scan.must('T');
    const auto time = date ? time_in(scan) : std::nullopt;
    if (!time || !scan.done()) return {};
    return DateTime{date->day.time_since_epoch() + time->since_midnight, time->offset};
}

std::optional<Value> parse_duration(std::string_view text) {
    Scan scan(text);
    const int direction = scan.sign('-') ? -1 : 1;
    scan.must('P');
    const auto years = scan.counted('Y'), months_ = scan.counted('M');
    if (years || months_) {
        if (!scan.done()) return {};
        return Value(MonthsDuration{direction * (years.value_or(0) * 12 + months_.value_or(0))});
    }
    const auto days_ = scan.counted('D');
    const bool has_time = scan.sign('T');
    const auto hour = has_time ? scan.counted('H') : std::nullopt,
               minute = has_time ? scan.counted('M') : std::nullopt;
    const auto second = has_time ? scan.counted_seconds() : std::nullopt;
    const bool named = hour || minute || second;
    if (!scan.done() || has_time != named || (!named && !days_)) return {};
    const minutes whole = days(days_.value_or(0)) + hours(hour.value_or(0)) + minutes(minute.value_or(0));
    if (whole > longest) return {};
    const auto out = lasting(direction * (whole + second.value_or(Micros(0))));
    return out ? std::optional<Value>(*out) : std::nullopt;
}

std::string text_of(const Date& date) {
    const year_month_day on(date.day);
    const auto years = int(on.year());
    return fmt::format("{}{:04}-{:02}-{:02}", years < 0 ? "-" : "", std::abs(years), unsigned(on.month()),
                       unsigned(on.day()));
}

std::string text_of(const Time& time) {
    const hh_mm_ss of(time.since_midnight);
    return fmt::format("{:02}:{:02}:{:02}{}{}", of.hours().count(), of.minutes().count(),
                       of.seconds().count(), fraction_text(time.since_midnight), offset_text(time.offset));
}

std::string text_of(const DateTime& at) {
    const auto on = floor<days>(at.local);
    return text_of(Date{sys_days(on)}) + "T" + text_of(Time{at.local - on, at.offset});
}

std::string text_of(const DaysDuration& duration) {
    auto rest = Micros(abs(duration.length));
    std::string out = duration.length.count() < 0 ? "-P" : "P", time;
    const auto take = [&](auto unit, char letter, std::string& to) {
        const auto count = rest / unit;
        rest %= unit;
        if (count != 0) to += fmt::format("{}{}", count, letter);
    };
    take(days(1), 'D', out);
    take(hours(1), 'H', time);
    take(minutes(1), 'M', time);
    if (rest.count() != 0) time += fmt::format("{}{}S", rest / seconds(1), fraction_text(rest));
    if (duration.length.count() == 0) return "PT0S";
    return time.empty() ? out : out + "T" + time;
}

std::string text_of(const MonthsDuration& duration) {
    const auto total = std::abs(duration.months);
    std::string out = duration.months < 0 ? "-P" : "P";
    if (total >= 12) out += fmt::format("{}Y", total / 12);
    if (total % 12 != 0 || total == 0) out += fmt::format("{}M", total % 12);
    return out;
}

std::optional<Date> months_on(Date from, std::int64_t count) {
    constexpr std::int64_t most = 20'000 * 12;
    if (count > most || count < -most) return {};
    const auto moved = year_month_day(from.day) + months(count);
    if (!moved.year().ok()) return {};
    return within_years(moved.ok() ? sys_days(moved) : sys_days(moved.year() / moved.month() / last));
}

std::optional<Date> moved_by(Date from, const DaysDuration& by) {
    return within_years(from.day + floor<days>(by.length));
}

std::optional<DateTime> moved_by(const DateTime& from, const DaysDuration& by) {
    const auto local = from.local + by.length;
    if (!within_years(sys_days(floor<days>(local)))) return {};
    return DateTime{local, from.offset};
}

std::optional<DaysDuration> lasting(Micros length) {
    if (length > longest || length < -longest) return {};
    return DaysDuration{length};
}

}  // namespace sodan::dmn
