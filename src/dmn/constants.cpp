#include "dmn/constants.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <utility>

namespace sodan::dmn {

namespace {

bool add_constant(const Expression& from, std::vector<Value>& into) {
    const auto* value = from.constant();
    if (!value) return false;
    if (const auto* list = value->get<List>())
        into.insert(into.end(), list->items.begin(), list->items.end());
    else
        into.push_back(*value);
    return true;
}

}  // namespace

std::optional<std::vector<Outputs>> constant_outputs(const Table& table) {
    std::vector<Outputs> out;
    for (const auto& rule : table.rules) {
        auto& outputs = out.emplace_back();
        for (const auto& cell : rule.then) {
            if (!cell.expression.constant()) return {};
            outputs.push_back(*cell.expression.constant());
        }
    }
    return out;
}

std::vector<std::size_t> hit_order(const Table& table, const std::vector<Outputs>& outputs) {
    std::vector<std::size_t> out(table.rules.size());
    std::iota(out.begin(), out.end(), std::size_t{0});
    if (table.hit_policy == HitPolicy::priority || table.hit_policy == HitPolicy::output_order)
        std::ranges::stable_sort(
            out, [&](std::size_t a, std::size_t b) { return comes_first(table, outputs[a], outputs[b]); });
    return out;
}

std::optional<std::vector<Value>> constants_of(const Cell& cell) {
    std::vector<Value> out;
    for (const auto& test : cell.tests) {
        const auto* comparison = std::get_if<Comparison>(&test);
        const auto* interval = std::get_if<Interval>(&test);
        if (comparison && !add_constant(comparison->with, out)) return {};
        if (interval && (!add_constant(interval->low, out) || !add_constant(interval->high, out))) return {};
    }
    return out;
}

std::optional<std::size_t> kind_of_type(std::string_view type_name) {
    static constexpr std::array<std::pair<std::string_view, std::size_t>, 9> kinds{
        {{"boolean", 1},
         {"number", 2},
         {"string", 3},
         {"date", 4},
         {"time", 5},
         {"date and time", 6},
         {"dateTime", 6},
         {"days and time duration", 7},
         {"years and months duration", 8}}};
    const auto at = std::ranges::find(kinds, type_name, [](const auto& pair) { return pair.first; });
    return at == kinds.end() ? std::nullopt : std::optional(at->second);
}

bool stands_before(const Value& a, const Value& b) {
    if (a.held.index() != b.held.index()) return a.held.index() < b.held.index();
    if (const auto* text = a.get<std::string>()) return *text < *b.get<std::string>();  // most are texts
    if (const auto* truth = a.get<bool>()) return *truth < *b.get<bool>();
    return compare(a, b).value_or(std::strong_ordering::equal) < 0;
}

}  // namespace sodan::dmn
