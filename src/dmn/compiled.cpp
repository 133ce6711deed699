#include "dmn/compiled.h"

#include "dmn/constants.h"
#include "dmn/evaluate.h"
#include "dmn/prove_values.h"

#include <algorithm>
#include <bit>

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

std::size_t words_for(std::size_t rules) { return (rules + 63) / 64; }

Places both(const Places& a, const Places& b) {
    Places out;
    for (const auto& one : a)
        for (const auto& other : b)
            if (std::max(one.first, other.first) < std::min(one.second, other.second))
                out.emplace_back(std::max(one.first, other.first), std::min(one.second, other.second));
    return out;
}

// Texts of one column differ in length, in their first or their last sign, or in the one between.
std::size_t scattered(const std::string& text) {
    if (text.empty()) return 0;
    const auto sign = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const auto mixed =
        ((text.size() * 31 + sign(0)) * 31 + sign(text.size() / 2)) * 31 + sign(text.size() - 1);
    return mixed ^ mixed >> 7;
}

}  // namespace

// Makes the index of one input of a table.
struct CompiledTable::Indexing {
    const Table& table;
    const std::vector<std::size_t>& order;
    std::size_t slot;
    Index out{};

    std::size_t words() const { return words_for(order.size()); }
    const Cell& allowed() const { return table.inputs[slot].allowed; }
    const Cell& cell(std::size_t place) const { return table.rules[order[place]].when[slot]; }

    bool name_values() {
        for (const auto& rule : table.rules)
            if (!collect(rule.when[slot], out.values)) return false;
        if (!collect(allowed(), out.values) || out.values.size() > most_values) return false;
        std::erase_if(out.values, &Value::is_null);
        out.values.insert(out.values.end(), {Value(false), Value(true)});
        std::ranges::sort(out.values, stands_before);
        out.values.erase(std::unique(out.values.begin(), out.values.end()), out.values.end());
        return true;
    }

    // What the general way says of one value of a kind that nobody named stands for all of its kind.
    void add_class_of(const Value& value) {
        std::vector<std::uint64_t> passing(words());
        if (value.is_null() || passes(allowed(), value, {}) == true)
            for (std::size_t place = 0; place < order.size(); ++place)
                if (passes(cell(place), value, {}) == true)
                    passing[place / 64] |= std::uint64_t{1} << place % 64;
        out.passing.insert(out.passing.end(), passing.begin(), passing.end());
    }

    // A class for each named value and for what lies below, between and above them.
    void add_classes(const std::vector<Value>& named, std::size_t kind) {
        const auto cuts = *Cuts::between(named, kind);
        const auto first = out.passing.size();
        out.passing.resize(first + (2 * named.size() + 1) * words());
        const auto open = cuts.passing(allowed());
        for (std::size_t place = 0; place < order.size(); ++place)
            for (const auto& [from, to] : both(cuts.passing(cell(place)), open))
                for (std::size_t at = from; at < to; ++at)
                    out.passing[first + at * words() + place / 64] |= std::uint64_t{1} << place % 64;
    }

    Index index() {
        for (std::size_t kind = 0; kind < kinds; ++kind) {
            const auto from = out.values.begin() + out.first_of_kind[kind];
            const auto to = std::find_if(from, out.values.end(),
                                         [&](const Value& value) { return value.held.index() > kind; });
            out.first_of_kind[kind + 1] = static_cast<std::uint16_t>(to - out.values.begin());
            if (from == to)
                add_class_of(any_of_kind(kind));
            else
                add_classes({from, to}, kind);
        }
        add_texts();
        return std::move(out);
    }

    // Twice as many places as texts, a power of two: a text is found in a step or two.
    void add_texts() {
        out.texts.assign(2 * std::bit_ceil(out.values.size() + 1), 0);
        for (std::size_t i = 0; i < out.values.size(); ++i) {
            const auto* text = out.values[i].get<std::string>();
            if (!text) continue;
            auto at = scattered(*text) & (out.texts.size() - 1);
            while (out.texts[at] != 0) at = (at + 1) & (out.texts.size() - 1);
            out.texts[at] = static_cast<std::uint16_t>(i + 1);
        }
    }
};

std::size_t CompiledTable::place_of(const Index& index, const std::string& text) {
    const auto mask = index.texts.size() - 1;
    for (auto at = scattered(text) & mask; index.texts[at] != 0; at = (at + 1) & mask)
        if (const std::size_t place = index.texts[at] - 1U; *index.values[place].get<std::string>() == text)
            return place;
    return index.values.size();
}

CompiledTable::Class CompiledTable::class_in(const Index& index, const Value& value) {
    const auto kind = value.held.index();
    const auto first = index.values.begin() + index.first_of_kind[kind];
    const auto last = index.values.begin() + index.first_of_kind[kind + 1];
    const auto class_at = [kind](std::size_t place, bool same) {
        // Each kind before has one class more than twice its values.
        return static_cast<Class>(2 * place + kind + (same ? 1 : 0));
    };
    // Nearly all values are texts that some rule names: without the search a decision takes half the time.
    if (const auto* text = value.get<std::string>())
        if (const auto place = place_of(index, *text); place < index.values.size())
            return class_at(place, true);
    const auto at = std::lower_bound(first, last, value, stands_before);
    return class_at(static_cast<std::size_t>(at - index.values.begin()),
                    at != last && !stands_before(value, *at));
}

std::optional<CompiledTable> CompiledTable::compile(const Table& table) {
    const auto outputs = constant_outputs(table);
    if (!outputs || table.rules.size() > RuleSet::capacity) return {};
    CompiledTable out;
    out.hit_policy_ = table.hit_policy;
    out.columns_ = table.outputs.size();
    out.rules_in_order_ = hit_order(table, *outputs);
    for (std::size_t place = 0; place < table.rules.size(); ++place) out.all_.insert(place);
    out.words_ = words_for(table.rules.size());
    for (const auto& rule : *outputs) out.outputs_.insert(out.outputs_.end(), rule.begin(), rule.end());
    for (std::size_t slot = 0; slot < table.inputs.size(); ++slot) {
        Indexing indexing{table, out.rules_in_order_, slot};
        if (!indexing.name_values()) return {};
        out.by_slot_.push_back(indexing.index());
    }
    return out;
}

CompiledTable::Class CompiledTable::classify(std::size_t slot, const Value& value) const {
    return class_in(by_slot_[slot], value);
}

RuleSet CompiledTable::hits(std::span<const Class> by_slot) const {
    RuleSet out = all_;
    for (std::size_t slot = 0; slot < by_slot.size(); ++slot)
        out &= {by_slot_[slot].passing.data() + by_slot[slot] * words_, words_};
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
