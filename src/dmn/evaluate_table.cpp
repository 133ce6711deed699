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

// Of a list, each item is allowed or not.
bool is_allowed(const Cell& allowed, bool may_be_list, const Value& value, const Frame& frame) {
    if (value.is_null() || passes(allowed, value, frame) == true) return true;
    const auto* list = may_be_list ? value.get<List>() : nullptr;
    return list && std::ranges::all_of(
                       list->items, [&](const Value& item) { return passes(allowed, item, frame) == true; });
}

// Nothing when a value is not one that its input allows: no rule was written for it.
std::optional<std::vector<Value>> facts_of(const Table& table, const Frame& frame) {
    std::vector<Value> out;
    for (const auto& input : table.inputs) {
        out.push_back(evaluate(input.expression, frame));
        if (is_allowed(input.allowed, input.takes_lists, out.back(), frame)) continue;
        frame.problems.push_back({"dmn.problem.not_allowed", {{"what", input.text}}});
        return {};
    }
    return out;
}

std::string named(const Output& output) { return output.name.empty() ? output.label : output.name; }

// The answers of one rule. One that its output does not list counts as null; constants were held to the list
// when they were read.
Outputs outputs_of(const Table& table, const Rule& rule, const Frame& frame) {
    Outputs out;
    for (std::size_t i = 0; i < rule.then.size(); ++i) {
        const auto& output = table.outputs[i];
        auto value = evaluate(rule.then[i].expression, frame);
        if (!rule.then[i].expression.constant() && !is_allowed(output.allowed, true, value, frame)) {
            frame.problems.push_back({"dmn.problem.answer_not_allowed", {{"what", named(output)}}});
            value = {};
        }
        out.push_back(std::move(value));
    }
    return out;
}

// What is said when no rule hits: the defaults; else what collecting nothing gives, and null in all other
// tables.
Value otherwise(const Table& table, const Frame& frame) {
    Outputs out;
    for (const auto& output : table.outputs)
        out.push_back(output.otherwise ? evaluate(*output.otherwise, frame) : Value());
    if (!std::ranges::all_of(out, &Value::is_null)) return composed(table, std::move(out));
    if (table.hit_policy != HitPolicy::collect) return {};
    if (table.aggregation == Aggregation::count) return Decimal(0);
    return table.aggregation == Aggregation::none ? Value(List{}) : Value();
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
        found.push_back({i, outputs_of(table, table.rules[i], frame)});
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
