#include "routing/boxes.h"

#include "dmn/evaluate.h"
#include "dmn/hit_policy.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace sodan::routing {

namespace {

constexpr std::size_t most_values = 64;

bool add_values(const dmn::Input& input, Domain& to) {
    auto& values = to.values[to.slot(input.text)];
    if (input.allowed.any() || input.allowed.negated) return false;
    for (const auto& test : input.allowed.tests) {
        const auto* comparison = std::get_if<dmn::Comparison>(&test);
        const auto* value = comparison ? comparison->with.constant() : nullptr;
        const auto* text =
            value && comparison->op == dmn::Operator::equal ? value->get<std::string>() : nullptr;
        if (!text) return false;
        if (std::ranges::find(values, *text) == values.end()) values.push_back(*text);
    }
    return values.size() <= most_values;
}

// What of `from` lies outside `hole`, as boxes that do not overlap.
void cut(Box from, const Box& hole, std::vector<Box>& to) {
    if (is_empty(common(from, hole))) return to.push_back(std::move(from));
    for (std::size_t slot = 0; slot < from.size(); ++slot) {
        auto outside = from;
        outside[slot] &= ~hole[slot];
        from[slot] &= hole[slot];
        if (outside[slot] != 0) to.push_back(std::move(outside));
    }
}

std::string said(const dmn::Rule& rule) {
    std::string out;
    for (const auto& cell : rule.then) {
        const auto* value = cell.expression.constant();
        const auto* text = value ? value->get<std::string>() : nullptr;
        out += (out.empty() ? "" : ", ") + (text ? *text : cell.text);
    }
    return out;
}

}  // namespace

std::size_t Domain::slot(const std::string& name) {
    const auto found = std::ranges::find(names, name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    names.push_back(name);
    values.emplace_back();
    return names.size() - 1;
}

Box Domain::whole() const {
    Box out;
    for (const auto& all : values)
        out.push_back(all.size() == most_values ? ~Bits{0} : (Bits{1} << all.size()) - 1);
    return out;
}

std::optional<Domain> domain_of(const dmn::Table& one, const dmn::Table& other) {
    Domain out;
    for (const auto* table : {&one, &other})
        for (const auto& input : table->inputs)
            if (!add_values(input, out)) return {};
    return out;
}

bool is_empty(const Box& box) {
    return std::ranges::any_of(box, [](Bits values) { return values == 0; });
}

Box common(const Box& a, const Box& b) {
    Box out(a.size());
    std::ranges::transform(a, b, out.begin(), [](Bits x, Bits y) { return x & y; });
    return out;
}

double size_of(const Box& box) {
    return std::accumulate(box.begin(), box.end(), 1.0,
                           [](double n, Bits b) { return n * std::popcount(b); });
}

std::vector<Box> without(std::vector<Box> all, const Box& hole) {
    std::vector<Box> out;
    for (auto& box : all) cut(std::move(box), hole, out);
    return out;
}

Boxes::Boxes(const dmn::Table& table, Domain& domain) : table_(table), whole_(domain.whole()) {
    for (const auto& rule : table.rules) rules_.push_back({box_of(rule, domain), said(rule)});
}

bool Boxes::can(const dmn::Table& table) {
    using dmn::HitPolicy;
    const auto constant = [](const dmn::Entering& cell) { return cell.expression.constant() != nullptr; };
    for (const auto& rule : table.rules)
        if (!std::ranges::all_of(rule.then, constant)) return false;
    const auto policy = table.hit_policy;
    return policy == HitPolicy::unique || policy == HitPolicy::any || policy == HitPolicy::priority ||
           policy == HitPolicy::first ||
           (policy == HitPolicy::collect && table.aggregation == dmn::Aggregation::none);
}

std::optional<std::vector<Answered>> Boxes::decided() const {
    std::vector<Answered> out;
    std::vector<Box> left{whole_};
    for (const auto rule : in_order()) {
        for (const auto& box : left)
            if (auto part = common(box, rules_[rule].box); !is_empty(part))
                out.push_back({std::move(part), rules_[rule].says});
        left = without(std::move(left), rules_[rule].box);
        if (left.size() + out.size() > most_boxes) return {};
    }
    for (auto& box : left) out.push_back({std::move(box), ""});
    return out;
}

Box Boxes::box_of(const dmn::Rule& rule, Domain& domain) const {
    auto out = whole_;
    for (std::size_t i = 0; i < table_.inputs.size(); ++i) {
        const auto slot = domain.slot(table_.inputs[i].text);
        const auto& values = domain.values[slot];
        for (std::size_t value = 0; value < values.size(); ++value)
            if (dmn::passes(rule.when[i], dmn::Value(values[value]), {}) != true)
                out[slot] &= ~(Bits{1} << value);
    }
    return out;
}

std::vector<std::size_t> Boxes::in_order() const {
    std::vector<std::size_t> out(table_.rules.size());
    std::iota(out.begin(), out.end(), std::size_t{0});
    if (table_.hit_policy != dmn::HitPolicy::priority) return out;
    std::vector<dmn::Outputs> outputs;
    for (const auto& rule : table_.rules) {
        auto& row = outputs.emplace_back();
        for (const auto& cell : rule.then) row.push_back(*cell.expression.constant());
    }
    std::ranges::stable_sort(
        out, [&](std::size_t a, std::size_t b) { return dmn::comes_first(table_, outputs[a], outputs[b]); });
    return out;
}

}  // namespace sodan::routing
