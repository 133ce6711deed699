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

std::optional<seconds> sum(seconds a, seconds b) {
    std::int64_t out = 0;
    if (__builtin_add_overflow(a.count(), b.count(), &out)) return {};
    return seconds(out);
}

Value moved(const Value& from, const Value& by, int direction) {
    const auto* days = by.get<DaysDuration>();
    const auto* months = by.get<MonthsDuration>();
    if (const auto* date = from.get<Date>()) {
        if (days) return held(days_on(*date, days->length * direction));
        if (months) return held(months_on(*date, months->months * direction));
    }
    if (const auto* at = from.get<DateTime>(); at && days) {
        const auto local = sum(at->local, days->length * direction);
        return local ? Value(DateTime{*local, at->offset}) : Value();
    }
    if (const auto* duration = from.get<DaysDuration>(); duration && days) {
        const auto length = sum(duration->length, days->length * direction);
        return length ? Value(DaysDuration{*length}) : Value();
    }
    if (const auto* duration = from.get<MonthsDuration>(); duration && months)
        return MonthsDuration{duration->months + months->months * direction};
    return {};
}

Value between(const Value& later, const Value& earlier) {
    const auto *a = later.get<Date>(), *b = earlier.get<Date>();
    return a && b ? Value(DaysDuration{a->day - b->day}) : Value();
}

Value arithmetic(Operator op, const Value& left, const Value& right) {
    const auto *a = left.get<Decimal>(), *b = right.get<Decimal>();
    if (a && b) return of_numbers(op, *a, *b);
    const auto *text = left.get<std::string>(), *more = right.get<std::string>();
    if (text && more) return op == Operator::add ? Value(*text + *more) : Value();
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
