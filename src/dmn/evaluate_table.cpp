#include "dmn/frame.h"
#include "dmn/hit_policy.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

bool hits(const Rule& rule, const std::vector<Value>& facts, const Frame& frame) {
    for (std::size_t i = 0; i < facts.size(); ++i)
        if (passes(rule.when[i], facts[i], frame) != true) return false;
    return true;
}

// Of a list, each item is what the input allows or not.
bool is_allowed(const Input& input, const Value& value, const Frame& frame) {
    if (value.is_null() || passes(input.allowed, value, frame) == true) return true;
    const auto* list = input.takes_lists ? value.get<List>() : nullptr;
    return list && std::ranges::all_of(list->items, [&](const Value& item) {
               return passes(input.allowed, item, frame) == true;
           });
}

// Nothing when a value is not one that its input allows: no rule was written for it.
std::optional<std::vector<Value>> facts_of(const Table& table, const Frame& frame) {
    std::vector<Value> out;
    for (const auto& input : table.inputs) {
        out.push_back(evaluate(input.expression, frame));
        if (is_allowed(input, out.back(), frame)) continue;
        frame.problems.push_back({"dmn.problem.not_allowed", {{"what", input.text}}});
        return {};
    }
    return out;
}

Value otherwise(const Table& table, const Frame& frame) {
    Outputs out;
    for (const auto& output : table.outputs)
        out.push_back(output.otherwise ? evaluate(*output.otherwise, frame) : Value());
    const bool said = !std::ranges::all_of(out, &Value::is_null);
    if (!said && table.aggregation == Aggregation::count) return Decimal(0);
    return said ? composed(table, std::move(out)) : Value();
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

Verdict evaluate(const Table& table, const Frame& around) {
    Verdict out{};
    const Frame frame{around.names, out.problems, around.model, nullptr, around.work_left, around.calls};
    const auto facts = facts_of(table, frame);
    if (!facts || !frame.afford(table.rules.size())) return out;
    std::vector<Hit> found;
    for (std::size_t i = 0; i < table.rules.size(); ++i) {
        if (!hits(table.rules[i], *facts, frame)) continue;
        Hit& hit = found.emplace_back(Hit{i, {}});
        for (const auto& cell : table.rules[i].then) hit.outputs.push_back(evaluate(cell.expression, frame));
    }
    put_in_order(table, found);
    std::vector<Outputs> outputs;
    for (auto& hit : found) {
        out.hits.push_back(hit.rule);
        outputs.push_back(std::move(hit.outputs));
    }
    out.value = found.empty() ? otherwise(table, frame) : decided(table, outputs, out.problems);
    return out;
}

Verdict evaluate(const Table& table, const Context& names) {
    std::vector<Message> problems;
    return evaluate(table, Frame{names, problems});
}

}  // namespace sodan::dmn
