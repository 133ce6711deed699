#include "dmn/expression.h"
#include "dmn/functions.h"
#include "dmn/temporal.h"

namespace sodan::dmn {

namespace {

using std::chrono::seconds;

Value number(std::optional<Decimal> from) { return from ? Value(*from) : Value(); }

Value of_numbers(Operator op, Decimal a, Decimal b) {
    switch (op) {
        case Operator::add: return number(add(a, b));
        case Operator::subtract: return number(subtract(a, b));
        case Operator::multiply: return number(multiply(a, b));
        case Operator::divide: return number(divide(a, b));
        case Operator::power: return number(power(a, b));
        default: return {};
    }
}

template <class T> Value held(const std::optional<T>& from) { return from ? Value(*from) : Value(); }

Value moved_by_months(const Value& from, std::int64_t months) {
    if (const auto* date = from.get<Date>()) return held(months_on(*date, months));
    if (const auto* at = from.get<DateTime>()) {
        const auto on = std::chrono::floor<std::chrono::days>(at->local);
        const auto date = months_on(Date{std::chrono::sys_days(on)}, months);
        return date ? Value(DateTime{date->day.time_since_epoch() + (at->local - on), at->offset}) : Value();
    }
    std::int64_t sum = 0;
    const auto* duration = from.get<MonthsDuration>();
    if (!duration || __builtin_add_overflow(duration->months, months, &sum)) return {};
    return MonthsDuration{sum};
}

Value moved_by_days(const Value& from, const DaysDuration& by) {
    if (const auto* date = from.get<Date>()) return held(moved_by(*date, by));
    if (const auto* at = from.get<DateTime>()) return held(moved_by(*at, by));
    if (const auto* duration = from.get<DaysDuration>()) return held(lasting(duration->length + by.length));
    const auto* time = from.get<Time>();
    if (!time) return {};
    constexpr Micros day = std::chrono::hours(24);
    const auto moved = time->since_midnight + by.length % day;
    return Time{(moved % day + day) % day, time->offset};
}

Value moved(const Value& from, const Value& by, int direction) {
    if (const auto* days = by.get<DaysDuration>())
        return moved_by_days(from, DaysDuration{days->length * direction});
    const auto* months = by.get<MonthsDuration>();
    return months ? moved_by_months(from, months->months * direction) : Value();
}

Value between(const Value& later, const Value& earlier) {
    const auto *a = later.get<Date>(), *b = earlier.get<Date>();
    if (a && b) return DaysDuration{a->day - b->day};
    const auto difference = [](const auto* x, const auto* y, auto part) -> Value {
        if (!x || !y || x->offset.has_value() != y->offset.has_value()) return {};
        return DaysDuration{x->*part - x->offset.value_or(seconds(0)) -
                            (y->*part - y->offset.value_or(seconds(0)))};
    };
    auto out = difference(later.get<DateTime>(), earlier.get<DateTime>(), &DateTime::local);
    return out.is_null() ? difference(later.get<Time>(), earlier.get<Time>(), &Time::since_midnight) : out;
}

// What a duration counts, months or microseconds; nothing for other values.
std::optional<Decimal> counted(const Value& value) {
    if (const auto* days = value.get<DaysDuration>()) return Decimal(days->length.count());
    if (const auto* months = value.get<MonthsDuration>()) return Decimal(months->months);
    return {};
}

// Durations by numbers, and by each other; what is less than a month or a microsecond is dropped.
Value scaled(Operator op, const Value& left, const Value& right) {
    const auto a = counted(left), b = counted(right);
    const auto *times = left.get<Decimal>(), *by = right.get<Decimal>();
    if (op == Operator::multiply && times && b) return scaled(op, right, left);
    if (op == Operator::divide && a && b && left.held.index() == right.held.index())
        return number(divide(*a, *b));
    if (!a || !by || (op != Operator::multiply && op != Operator::divide)) return {};
    const auto exact = op == Operator::multiply ? multiply(*a, *by) : divide(*a, *by);
    const auto rounded_ = exact ? rounded(*exact, 0, Rounding::down) : std::nullopt;
    const auto count = rounded_ ? rounded_->to_int64() : std::nullopt;
    if (!count) return {};
    return left.get<DaysDuration>() ? held(lasting(Micros(*count))) : Value(MonthsDuration{*count});
}

Value arithmetic(Operator op, const Value& left, const Value& right) {
    const auto *a = left.get<Decimal>(), *b = right.get<Decimal>();
    if (a && b) return of_numbers(op, *a, *b);
    const auto *text = left.get<std::string>(), *more = right.get<std::string>();
    if (text && more) return op == Operator::add ? Value(*text + *more) : Value();
    if (op == Operator::multiply || op == Operator::divide) return scaled(op, left, right);
    if (op == Operator::add) {
        auto out = moved(left, right, 1);
        return out.is_null() ? moved(right, left, 1) : out;
    }
    if (op != Operator::subtract) return {};
    auto out = moved(left, right, -1);
    return out.is_null() ? between(left, right) : out;
}

Value logic(bool decided_by, const Value& left, const Value& right) {
    const auto *a = left.get<bool>(), *b = right.get<bool>();
    if ((a && *a == decided_by) || (b && *b == decided_by)) return decided_by;
    return a && b ? Value(!decided_by) : Value();
}

Value ordering(Operator op, const Value& left, const Value& right) {
    const auto order = compare(left, right);
    if (!order) return {};
    switch (op) {
        case Operator::less: return *order < 0;
        case Operator::at_most: return *order <= 0;
        case Operator::greater: return *order > 0;
        default: return *order >= 0;
    }
}

}  // namespace

std::optional<bool> equal(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
    if (a.held.index() != b.held.index()) return {};
    if (a.get<Time>() || a.get<DateTime>()) {
        const auto order = compare(a, b);
        return order ? *order == 0 : false;
    }
    return a == b;
}

Value calculate(Operator op, const Value& left, const Value& right) {
    switch (op) {
        case Operator::both: return logic(false, left, right);
        case Operator::either: return logic(true, left, right);
        case Operator::equal:
        case Operator::unequal: {
            const auto same = equal(left, right);
            return same ? Value(*same == (op == Operator::equal)) : Value();
        }
        case Operator::less:
        case Operator::at_most:
        case Operator::greater:
        case Operator::at_least: return ordering(op, left, right);
        default: return arithmetic(op, left, right);
    }
}

}  // namespace sodan::dmn
