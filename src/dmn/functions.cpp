#include "dmn/functions.h"

#include "dmn/temporal.h"

#include <algorithm>
#include <array>

namespace sodan::dmn {

namespace {

using Arguments = std::span<const Value>;

Value or_null(std::optional<Decimal> number) { return number ? Value(*number) : Value(); }

// One argument that is a list stands for its items.
Arguments items_of(Arguments given) {
    const auto* list = given.size() == 1 ? given.front().get<List>() : nullptr;
    return list ? Arguments(list->items) : given;
}

Value most_by(Arguments given, bool greatest) {
    const auto items = items_of(given);
    if (items.empty()) return {};
    const Value* best = &items.front();
    if (!compare(*best, *best)) return {};
    for (const auto& item : items) {
        const auto order = compare(item, *best);
        if (!order) return {};
        if (greatest ? *order > 0 : *order < 0) best = &item;
    }
    return *best;
}

Value smallest(Arguments given) { return most_by(given, false); }
Value greatest(Arguments given) { return most_by(given, true); }
Value count(Arguments given) { return Decimal(static_cast<std::int64_t>(items_of(given).size())); }

Value sum(Arguments given) {
    std::optional<Decimal> out = Decimal(0);
    const auto items = items_of(given);
    for (const auto& item : items) {
        const auto* number = item.get<Decimal>();
        out = out && number ? add(*out, *number) : std::nullopt;
    }
    return items.empty() ? Value() : or_null(out);
}

Value mean(Arguments given) {
    const auto total = sum(given);
    const auto* number = total.get<Decimal>();
    return number ? or_null(divide(*number, *count(given).get<Decimal>())) : Value();
}

Value negated(Arguments given) {
    const auto* truth = given.front().get<bool>();
    return truth ? Value(!*truth) : Value();
}

template <class Read> Value read_text(Arguments given, Read read) {
    const auto* text = given.front().get<std::string>();
    if (!text) return {};
    const auto out = read(*text);
    return out ? Value(*out) : Value();
}

Value to_date(Arguments given) {
    if (const auto* at = given.front().get<DateTime>())
        return Date{std::chrono::sys_days(std::chrono::floor<std::chrono::days>(at->local))};
    return given.front().get<Date>() ? given.front() : read_text(given, parse_date);
}
Value to_time(Arguments given) { return read_text(given, parse_time); }
Value to_date_time(Arguments given) { return read_text(given, parse_date_time); }
Value to_duration(Arguments given) { return read_text(given, parse_duration); }
Value to_number(Arguments given) { return read_text(given, Decimal::parse); }

Value to_text(Arguments given) {
    if (given.front().is_null() || given.front().get<std::string>()) return given.front();
    return to_string(given.front());
}

Value contains(Arguments given) {
    const auto* list = given.front().get<List>();
    if (!list) return {};
    return std::ranges::any_of(list->items,
                               [&](const Value& item) { return equal(item, given[1]).value_or(false); });
}

constexpr std::size_t any_number = 1'000;
constexpr std::array<Function, 13> all{{{"max", 1, any_number, greatest},
                                        {"min", 1, any_number, smallest},
                                        {"sum", 1, any_number, sum},
                                        {"mean", 1, any_number, mean},
                                        {"count", 1, 1, count},
                                        {"not", 1, 1, negated},
                                        {"date and time", 1, 1, to_date_time},
                                        {"date", 1, 1, to_date},
                                        {"time", 1, 1, to_time},
                                        {"duration", 1, 1, to_duration},
                                        {"number", 1, 1, to_number},
                                        {"string", 1, 1, to_text},
                                        {"list contains", 2, 2, contains}}};

}  // namespace

std::span<const Function> functions() { return all; }

const Function* function_named(std::string_view name) {
    const auto at = std::ranges::find(all, name, &Function::name);
    return at == all.end() ? nullptr : &*at;
}

}  // namespace sodan::dmn
