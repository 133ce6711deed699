#include "dmn/hit_policy.h"

#include "dmn/functions.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

Value all_of(const Table& table, const std::vector<Outputs>& outputs) {
    List out;
    for (const auto& one : outputs) out.items.push_back(composed(table, one));
    return out;
}

Value aggregated(const Table& table, const std::vector<Outputs>& outputs, std::vector<Message>& problems) {
    if (table.aggregation == Aggregation::count) return Decimal(static_cast<std::int64_t>(outputs.size()));
    std::vector<Value> values;
    for (const auto& one : outputs) values.push_back(one.front());
    const char* name = table.aggregation == Aggregation::sum   ? "sum"
                       : table.aggregation == Aggregation::min ? "min"
                                                               : "max";
    auto out = function_named(name)->call(values);
    if (out.is_null()) problems.push_back({"dmn.problem.function_without_answer", {{"what", name}}});
    return out;
}

}  // namespace

bool comes_first(const Table& table, const Outputs& a, const Outputs& b) {
    for (std::size_t i = 0; i < table.outputs.size(); ++i) {
        const auto& values = table.outputs[i].values;
        if (values.empty()) continue;
        const auto mine = std::ranges::find(values, a[i]), theirs = std::ranges::find(values, b[i]);
        if (mine != theirs) return mine < theirs;
    }
    return false;
}

Value composed(const Table& table, Outputs outputs) {
    if (outputs.size() == 1) return std::move(outputs.front());
    Context out;
    for (std::size_t i = 0; i < outputs.size(); ++i)
        out.entries.push_back({table.outputs[i].name, std::move(outputs[i])});
    return out;
}

Value decided(const Table& table, const std::vector<Outputs>& outputs, std::vector<Message>& problems) {
    switch (table.hit_policy) {
        case HitPolicy::rule_order:
        case HitPolicy::output_order: return all_of(table, outputs);
        case HitPolicy::collect:
            return table.aggregation == Aggregation::none ? all_of(table, outputs)
                                                          : aggregated(table, outputs, problems);
        case HitPolicy::unique:
            if (outputs.size() == 1) break;
            problems.push_back({"dmn.problem.not_unique", {}});
            return {};
        case HitPolicy::any:
            if (std::ranges::all_of(outputs, [&](const Outputs& one) { return one == outputs.front(); }))
                break;
            problems.push_back({"dmn.problem.any_differs", {}});
            return {};
        case HitPolicy::first:
        case HitPolicy::priority: break;
    }
    return composed(table, outputs.front());
}

}  // namespace sodan::dmn
