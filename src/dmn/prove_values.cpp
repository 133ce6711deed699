#include "dmn/prove_values.h"

#include "dmn/constants.h"
#include "dmn/evaluate.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

bool same(const Value& a, const Value& b) { return !stands_before(a, b) && !stands_before(b, a); }

bool has_offset(const Value& value) {
    if (const auto* time = value.get<Time>()) return time->offset.has_value();
    const auto* at = value.get<DateTime>();
    return at && at->offset;
}

Places united(Places ranges) {
    std::ranges::sort(ranges);
    Places out;
    for (const auto& range : ranges) {
        if (range.first >= range.second) continue;
        if (!out.empty() && range.first <= out.back().second)
            out.back().second = std::max(out.back().second, range.second);
        else
            out.push_back(range);
    }
    return out;
}

constexpr std::int64_t steps_of_a_second = 1'000'000, steps_of_a_day = 86'400 * steps_of_a_second;

// The kinds that go in steps, as their number of steps.
std::optional<std::int64_t> steps_of(const Value& value) {
    if (const auto* date = value.get<Date>()) return date->day.time_since_epoch().count();
    if (const auto* time = value.get<Time>()) return time->since_midnight.count();
    if (const auto* at = value.get<DateTime>()) return at->local.count();
    if (const auto* days = value.get<DaysDuration>()) return days->length.count();
    if (const auto* months = value.get<MonthsDuration>()) return months->months;
    return {};
}

std::optional<Value> stepped(const Value& from, std::int64_t by) {
    const auto steps = *steps_of(from) + by;
    if (from.get<Date>()) return Date{std::chrono::sys_days(std::chrono::days(steps))};
    if (const auto* time = from.get<Time>()) {
        if (steps < 0 || steps >= steps_of_a_day) return {};
        return Time{Micros(steps), time->offset};
    }
    if (const auto* at = from.get<DateTime>()) return DateTime{Micros(steps), at->offset};
    if (from.get<DaysDuration>()) return DaysDuration{Micros(steps)};
    return MonthsDuration{steps};
}

// The roundest number that people would think of first.
std::optional<Value> number_between(const Decimal* low, const Decimal* high) {
    if (!low && !high) return Decimal(0);
    if (!high) return add(*low, Decimal(1)).value_or(low->next_above());
    if (!low) return subtract(*high, Decimal(1)).value_or(high->next_below());
    if (const auto whole = low->to_int64(); whole && Decimal(*whole + 1) < *high) return Decimal(*whole + 1);
    const auto sum = add(*low, *high);
    const auto half = sum ? divide(*sum, Decimal(2)) : std::nullopt;
    if (half && *low < *half && *half < *high) return *half;
    const auto next = low->next_above();
    return next < *high ? std::optional<Value>(next) : std::nullopt;
}

std::optional<Value> text_between(const std::string* low, const std::string* high) {
    for (const auto& candidate : {(low ? *low : "") + "other", (low ? *low : "") + " ",
                                  (low ? *low : "") + std::string(low ? 1 : 0, '\0')})
        if ((!low || *low < candidate) && (!high || candidate < *high)) return candidate;
    return {};
}

// A whole second away, where there is room: that is what people would think of.
std::optional<Value> step_between(const Value* low, const Value* high) {
    const auto& from = low ? *low : *high;
    const bool goes_in_days = from.get<Date>() || from.get<MonthsDuration>();
    for (const auto by : {goes_in_days ? 1 : steps_of_a_second, std::int64_t{1}})
        if (const auto out = stepped(from, low ? by : -by);
            out && (!low || !high || stands_before(*out, *high)))
            return out;
    return {};
}

std::optional<Value> any_of_kind(std::size_t kind) {
    switch (kind) {
        case 1: return true;
        case 4: return Date{std::chrono::sys_days(std::chrono::year(2026) / 4 / 1)};
        case 5: return Time{std::chrono::hours(12)};
        case 6: return DateTime{std::chrono::sys_days(std::chrono::year(2026) / 4 / 1).time_since_epoch()};
        case 7: return DaysDuration{std::chrono::hours(24)};
        case 8: return MonthsDuration{1};
        default: return {};
    }
}

std::optional<Value> value_between(const Value* low, const Value* high, std::size_t kind) {
    const auto as = [&]<class T>(const Value* from, T) { return from ? from->get<T>() : nullptr; };
    if (kind == 2) return number_between(as(low, Decimal()), as(high, Decimal()));
    if (kind == 3) return text_between(as(low, std::string()), as(high, std::string()));
    if (!low && !high) return any_of_kind(kind);
    return kind == 1 ? std::nullopt : step_between(low, high);  // true and false are all there is
}

}  // namespace

std::optional<Cuts> Cuts::between(std::vector<Value> named, std::size_t kind) {
    if (kind >= Value(List{}).held.index()) return {};
    Cuts out;
    out.kind_ = kind;
    out.null_named_ = std::ranges::any_of(named, &Value::is_null) || kind == 0;
    std::erase_if(named, [&](const Value& value) { return value.is_null() || value.held.index() != kind; });
    if (kind == 1) named = {false, true};
    if (!named.empty() && std::ranges::any_of(named, [&](const Value& value) {
            return has_offset(value) != has_offset(named.front());
        }))
        return {};
    std::ranges::sort(named, stands_before);
    named.erase(std::unique(named.begin(), named.end(), same), named.end());
    out.named_ = std::move(named);
    return out;
}

std::optional<std::size_t> Cuts::place_of(const Value& value) const {
    if (value.is_null()) return null_place();
    const auto at = std::ranges::lower_bound(named_, value, stands_before);
    if (at == named_.end() || !same(*at, value)) return {};
    return 2 * static_cast<std::size_t>(at - named_.begin()) + 1;
}

const Value* Cuts::below(std::size_t place) const { return place < 2 ? nullptr : &named_[place / 2 - 1]; }
const Value* Cuts::above(std::size_t place) const {
    return place / 2 < named_.size() ? &named_[place / 2] : nullptr;
}

std::optional<Value> Cuts::example(std::size_t place) const {
    if (place == null_place()) return null_named_ ? std::optional<Value>(Value()) : std::nullopt;
    if (kind_ == 0) return {};
    if (place % 2 == 1) return named_[place / 2];
    return value_between(below(place), above(place), kind_);
}

Places Cuts::all_but(const Places& ranges) const {
    Places out;
    std::size_t from = 0;
    for (const auto& range : ranges) {
        if (from < range.first) out.emplace_back(from, range.first);
        from = range.second;
    }
    if (from < null_place()) out.emplace_back(from, null_place());
    return out;
}

std::optional<Places> Cuts::compared(Operator op, const Value& with) const {
    const bool of_equality = op == Operator::equal || op == Operator::unequal;
    if (with.is_null() && of_equality) return op == Operator::equal ? Places{} : everywhere();
    if (with.held.index() != kind_ || (kind_ == 1 && !of_equality)) return {};
    const auto at = *place_of(with);
    switch (op) {
        case Operator::equal: return Places{{at, at + 1}};
        case Operator::unequal: return all_but({{at, at + 1}});
        case Operator::less: return united({{0, at}});
        case Operator::at_most: return Places{{0, at + 1}};
        case Operator::greater: return united({{at + 1, null_place()}});
        case Operator::at_least: return Places{{at, null_place()}};
        default: return {};
    }
}

std::optional<Places> Cuts::passing(const Comparison& comparison) const {
    const Value& with = *comparison.with.constant();
    const auto* list = with.get<List>();
    if (!list) return compared(comparison.op, with);
    if (comparison.op != Operator::equal) return {};
    Places out;
    for (const auto& item : list->items)
        for (const auto& range : compared(Operator::equal, item).value_or(Places{})) out.push_back(range);
    return united(std::move(out));
}

std::optional<Places> Cuts::passing(const Interval& interval) const {
    const auto low =
        compared(interval.with_low ? Operator::at_least : Operator::greater, *interval.low.constant());
    const auto high =
        compared(interval.with_high ? Operator::at_most : Operator::less, *interval.high.constant());
    if (!low || !high) return {};
    if (low->empty() || high->empty()) return Places{};
    return united({{low->front().first, high->front().second}});
}

std::optional<Places> Cuts::passing(const UnaryTest& test) const {
    return std::visit([&](const auto& one) { return passing(one); }, test);
}

Places Cuts::passing(const Cell& cell) const {
    Places out;
    bool said = true;
    for (const auto& test : cell.tests) {
        const auto ranges = passing(test);
        said = said && ranges;
        if (ranges) out.insert(out.end(), ranges->begin(), ranges->end());
    }
    out = cell.any() ? everywhere() : united(std::move(out));
    if (cell.negated) out = said ? all_but(out) : Places{};
    if (null_named_ && passes(cell, Value(), {}) == true) out.emplace_back(null_place(), null_place() + 1);
    return out;
}

}  // namespace sodan::dmn
