#include "dmn/evaluate.h"
#include "dmn/hit_policy.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

bool hits(const Rule& rule, const std::vector<Value>& facts, const Context& names) {
    for (std::size_t i = 0; i < facts.size(); ++i)
        if (passes(rule.when[i], facts[i], names) != true) return false;
    return true;
}

// Nothing when a value is not one that its input allows: no rule was written for it.
std::optional<std::vector<Value>> facts_of(const Table& table, const Context& names, Verdict& verdict) {
    std::vector<Value> out;
    for (const auto& input : table.inputs) {
        out.push_back(evaluate(input.expression, names, verdict.problems));
        if (out.back().is_null() || passes(input.allowed, out.back(), names) == true) continue;
        verdict.problems.push_back({"dmn.problem.not_allowed", {{"what", input.text}}});
        return {};
    }
    return out;
}

Value otherwise(const Table& table, const Context& names, std::vector<Message>& problems) {
    if (table.aggregation == Aggregation::count) return Decimal(0);
    Outputs out;
    for (const auto& output : table.outputs)
        out.push_back(output.otherwise ? evaluate(*output.otherwise, names, problems) : Value());
    if (std::ranges::all_of(out, &Value::is_null)) return {};
    return composed(table, std::move(out));
}

struct Hit {
    std::size_t rule;
    Outputs outputs;
};

void put_in_order(const Table& table, std::vector<Hit>& hit) {
    if (table.hit_policy != HitPolicy::priority && table.hit_policy != HitPolicy::output_order) return;
    std::ranges::stable_sort(
        hit, [&](const Hit& a, const Hit& b) { return comes_first(table, a.outputs, b.outputs); });
}

}  // namespace

Verdict evaluate(const Table& table, const Context& names) {
    Verdict out{};
    const auto facts = facts_of(table, names, out);
    if (!facts) return out;
    std::vector<Hit> found;
    for (std::size_t i = 0; i < table.rules.size(); ++i) {
        if (!hits(table.rules[i], *facts, names)) continue;
        Hit& hit = found.emplace_back(Hit{i, {}});
        for (const auto& cell : table.rules[i].then)
            hit.outputs.push_back(evaluate(cell.expression, names, out.problems));
    }
    put_in_order(table, found);
    std::vector<Outputs> outputs;
    for (auto& hit : found) {
        out.hits.push_back(hit.rule);
        outputs.push_back(std::move(hit.outputs));
    }
    out.value = found.empty() ? otherwise(table, names, out.problems) : decided(table, outputs, out.problems);
    return out;
}

}  // namespace sodan::dmn
