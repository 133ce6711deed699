#include "dmn/compiled.h"

#include "dmn/constants.h"
#include "dmn/evaluate.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

constexpr std::size_t most_values = 10'000;  // that the cells of one input name
constexpr std::size_t kinds = std::variant_size_v<Value::Held>;

// With an offset or without, times are not in one order; lists and contexts are in none.
bool can_be_indexed(const Value& value) {
    return !value.get<Time>() && !value.get<DateTime>() && !value.get<List>() && !value.get<Context>();
}

bool collect(const Expression& from, std::vector<Value>& into) {
    const auto* value = from.constant();
    if (!value || !can_be_indexed(*value)) return false;
    into.push_back(*value);
    return true;
}

bool collect(const Cell& cell, std::vector<Value>& into) {
    return std::ranges::all_of(cell.tests, [&](const UnaryTest& test) {
        if (const auto* comparison = std::get_if<Comparison>(&test)) return collect(comparison->with, into);
        const auto& interval = std::get<Interval>(test);
        return collect(interval.low, into) && collect(interval.high, into);
    });
}

// A value right above, or right below; nothing where the kind has no such thing.
std::optional<Value> neighbour(const Value& of, int step) {
    if (const auto* number = of.get<Decimal>()) return step > 0 ? number->next_above() : number->next_below();
    if (const auto* date = of.get<Date>()) return Date{date->day + std::chrono::days(step)};
    if (const auto* days = of.get<DaysDuration>())
        return DaysDuration{days->length + std::chrono::seconds(step)};
    if (const auto* months = of.get<MonthsDuration>()) return MonthsDuration{months->months + step};
    const auto* text = of.get<std::string>();
    if (text && step > 0) return *text + '\0';
    if (text) return std::string();
    return {};
}

Value any_of_kind(std::size_t kind) {
    switch (kind) {
        case 1: return true;
        case 2: return Decimal(0);
        case 3: return std::string();
        case 4: return Date{};
        case 5: return Time{};
        case 6: return DateTime{};
        case 7: return DaysDuration{};
        case 8: return MonthsDuration{};
        case 9: return List{};
        case 10: return Context{};
        default: return {};
    }
}

// One value for the class between two named ones; nothing when no value lies there.
std::optional<Value> between(std::span<const Value> named, std::size_t place, std::size_t kind) {
    if (named.empty()) return any_of_kind(kind);
    if (place > 0) return neighbour(named[place - 1], 1);
    return neighbour(named.front(), -1);
}

}  // namespace

struct CompiledTable::Ordered {
    const Table& table;
    const std::vector<std::size_t>& order;

    // What the general way says of one value stands for its whole class.
    RuleSet passing(std::size_t slot, const std::optional<Value>& value) const {
        RuleSet out;
        if (!value) return out;
        const auto& allowed = table.inputs[slot].allowed;
        if (!value->is_null() && passes(allowed, *value, {}) != true) return out;
        for (std::size_t place = 0; place < order.size(); ++place)
            if (passes(table.rules[order[place]].when[slot], *value, {}) == true) out.insert(place);
        return out;
    }
};

std::size_t RuleSet::size() const {
    std::size_t out = 0;
    for (const auto word : words_) out += static_cast<std::size_t>(std::popcount(word));
    return out;
}

std::size_t RuleSet::next(std::size_t from) const {
    if (from >= capacity) return capacity;
    auto word = words_[from / 64] >> from % 64 << from % 64;
    for (std::size_t i = from / 64;; word = words_[i]) {
        if (word != 0) return i * 64 + static_cast<std::size_t>(std::countr_zero(word));
        if (++i == words_.size()) return capacity;
    }
}

std::optional<CompiledTable::Index> CompiledTable::index_of(const Ordered& ordered, std::size_t slot) {
    Index out;
    for (const auto& rule : ordered.table.rules)
        if (!collect(rule.when[slot], out.values)) return {};
    if (!collect(ordered.table.inputs[slot].allowed, out.values) || out.values.size() > most_values)
        return {};
    std::erase_if(out.values, &Value::is_null);
    out.values.insert(out.values.end(), {Value(false), Value(true)});
    std::ranges::sort(out.values, stands_before);
    out.values.erase(std::ranges::unique(out.values).begin(), out.values.end());
    for (std::size_t kind = 0; kind < kinds; ++kind) {
        const auto end =
            std::ranges::find_if(out.values, [&](const Value& v) { return v.held.index() > kind; });
        out.first_of_kind[kind + 1] = static_cast<std::uint16_t>(end - out.values.begin());
        const std::span named(out.values.begin() + out.first_of_kind[kind], end);
        for (std::size_t place = 0; place <= named.size(); ++place) {
            out.passing.push_back(ordered.passing(slot, between(named, place, kind)));
            if (place < named.size()) out.passing.push_back(ordered.passing(slot, named[place]));
        }
    }
    return out;
}

CompiledTable::Class CompiledTable::class_in(const Index& index, const Value& value) {
    const auto kind = value.held.index();
    const auto first = index.values.begin() + index.first_of_kind[kind];
    const auto last = index.values.begin() + index.first_of_kind[kind + 1];
    const auto at = std::lower_bound(first, last, value, stands_before);
    const std::size_t same = at != last && !stands_before(value, *at) ? 1 : 0;
    const auto place = static_cast<std::size_t>(at - index.values.begin());
    return static_cast<Class>(2 * place + kind +
                              same);  // each kind before has one class more than twice its values
}

std::optional<CompiledTable> CompiledTable::compile(const Table& table) {
    const auto outputs = constant_outputs(table);
    if (!outputs || table.rules.size() > RuleSet::capacity) return {};
    CompiledTable out;
    out.hit_policy_ = table.hit_policy;
    out.columns_ = table.outputs.size();
    out.rules_in_order_ = hit_order(table, *outputs);
    for (std::size_t place = 0; place < table.rules.size(); ++place) out.all_.insert(place);
    for (const auto& rule : *outputs) out.outputs_.insert(out.outputs_.end(), rule.begin(), rule.end());
    const Ordered ordered{table, out.rules_in_order_};
    for (std::size_t slot = 0; slot < table.inputs.size(); ++slot) {
        auto index = index_of(ordered, slot);
        if (!index) return {};
        out.by_slot_.push_back(std::move(*index));
    }
    return out;
}

CompiledTable::Class CompiledTable::classify(std::size_t slot, const Value& value) const {
    return class_in(by_slot_[slot], value);
}

RuleSet CompiledTable::hits(std::span<const Class> by_slot) const {
    RuleSet out = all_;
    for (std::size_t slot = 0; slot < by_slot.size(); ++slot) out &= by_slot_[slot].passing[by_slot[slot]];
    return out;
}

std::optional<std::size_t> CompiledTable::decisive(const RuleSet& hits) const {
    const auto first = hits.next(0);
    if (first == RuleSet::capacity) return {};
    const auto rule = rule_at(first);
    for (auto place = hits.next(first + 1); place < RuleSet::capacity; place = hits.next(place + 1)) {
        if (hit_policy_ == HitPolicy::unique) return {};
        if (hit_policy_ != HitPolicy::any) break;
        for (std::size_t column = 0; column < columns_; ++column)
            if (output(rule_at(place), column) != output(rule, column)) return {};
    }
    return rule;
}

}  // namespace sodan::dmn
