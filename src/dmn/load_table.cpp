#include "dmn/evaluate.h"
#include "dmn/load.h"
#include "dmn/types.h"

#include <algorithm>
#include <array>

namespace sodan::dmn {

namespace {

using Policy = std::pair<std::string_view, HitPolicy>;
constexpr std::array<Policy, 8> policies{{{"", HitPolicy::unique},
                                          {"UNIQUE", HitPolicy::unique},
                                          {"ANY", HitPolicy::any},
                                          {"PRIORITY", HitPolicy::priority},
                                          {"FIRST", HitPolicy::first},
                                          {"RULE ORDER", HitPolicy::rule_order},
                                          {"OUTPUT ORDER", HitPolicy::output_order},
                                          {"COLLECT", HitPolicy::collect}}};
using Way = std::pair<std::string_view, Aggregation>;
constexpr std::array<Way, 5> ways{{{"", Aggregation::none},
                                   {"SUM", Aggregation::sum},
                                   {"COUNT", Aggregation::count},
                                   {"MIN", Aggregation::min},
                                   {"MAX", Aggregation::max}}};

template <class Pairs> const auto* meaning(const Pairs& pairs, std::string_view name) {
    const auto at = std::ranges::find(pairs, name, [](const auto& pair) { return pair.first; });
    return at == pairs.end() ? nullptr : &at->second;
}

std::string named(const std::string& first, const std::string& second, const std::string& third) {
    return !first.empty() ? first : !second.empty() ? second : third;
}

// What the tests of a cell compare with, as far as it is constant.
std::vector<const Value*> constants(const Cell& cell) {
    std::vector<const Value*> out;
    const auto keep = [&](const Expression& from) {
        if (const auto* value = from.constant(); value && !value->is_null()) out.push_back(value);
    };
    for (const auto& test : cell.tests) {
        if (const auto* comparison = std::get_if<Comparison>(&test)) keep(comparison->with);
        if (const auto* interval = std::get_if<Interval>(&test)) {
            keep(interval->low);
            keep(interval->high);
        }
    }
    return out;
}

std::vector<Value> listed(const Cell& cell) {
    std::vector<Value> out;
    for (const auto& test : cell.tests) {
        const auto* comparison = std::get_if<Comparison>(&test);
        const auto* value =
            comparison && comparison->op == Operator::equal ? comparison->with.constant() : nullptr;
        if (value) out.push_back(*value);
    }
    return out;
}

}  // namespace

Table Loading::table(const pugi::xml_node& node, const Scope& scope) {
    Table out{id_of(node)};
    hit_policy(node, out);
    for (const auto& part : node.children()) {
        if (failed()) return out;
        const auto name = local(part.name());
        place_.rule = place_.column = "-";
        if (name == "input") input(part, out, scope);
        if (name == "output") output(part, out, scope);
        if (name == "annotation")
            out.annotation_names.emplace_back(normalised(part.attribute("name").value()));
        if (name == "rule") rule(part, out, scope);
    }
    place_.rule = place_.column = "-";
    take_priorities(out);
    check_table(out);
    return out;
}

// An output without values of its own has those of the type that is decided, or of its part of that name.
void Loading::take_priorities(Table& table) const {
    const auto* decided = base_of(decided_type_);
    for (auto& output : table.outputs) {
        if (!output.values.empty()) continue;
        if (table.outputs.size() == 1)
            output.values = listed(allowed_by(decided_type_));
        else if (decided)
            output.values = listed(allowed_by(decided->name + "." + output.name));
    }
}

void Loading::hit_policy(const pugi::xml_node& node, Table& table) {
    const std::string policy = node.attribute("hitPolicy").value(),
                      way = node.attribute("aggregation").value();
    const auto* known = meaning(policies, policy);
    const auto* known_way = meaning(ways, way);
    if (!known) return fail("hit_policy", {{"given", policy}});
    if (!known_way || (*known_way != Aggregation::none && *known != HitPolicy::collect))
        return fail("aggregation", {{"given", way}});
    table.hit_policy = *known;
    table.aggregation = *known_way;
}

void Loading::input(const pugi::xml_node& node, Table& table, const Scope& scope) {
    const auto asked = child(node, "inputExpression");
    Input out{id_of(node), normalised(node.attribute("label").value()), normalised(text_of(asked)), {}};
    place_.column = named(out.label, out.text, std::to_string(table.inputs.size() + 1));
    out.type = type_of(asked);
    check_language(asked);
    if (!failed()) out.expression = expression(text_of(asked), scope);
    if (const auto* type = model_.type(out.type); type && !type->is_collection)
        out.allowed = allowed_by(out.type);
    const auto* base = base_of(out.type);
    out.takes_lists = base && base->is_collection;
    if (const auto allowed = child(node, "inputValues")) {
        out.allowed = cell(text_of(allowed), scope);
        const auto general = Input{"", "", "", {}, out.type};
        check_test(general, out.allowed);
    }
    table.inputs.push_back(std::move(out));
}

void Loading::output(const pugi::xml_node& node, Table& table, const Scope& scope) {
    Output out{id_of(node), normalised(node.attribute("name").value()),
               normalised(node.attribute("label").value())};
    place_.column = named(out.name, out.label, "output " + std::to_string(table.outputs.size() + 1));
    out.type = type_of(node);
    if (const auto* type = model_.type(out.type); type && !type->is_collection)
        out.allowed = allowed_by(out.type);
    if (const auto values = child(node, "outputValues")) out.allowed = cell(text_of(values), scope);
    out.values = listed(out.allowed);
    if (const auto otherwise = child(node, "defaultOutputEntry")) {
        out.otherwise = expression(text_of(otherwise), scope);
        check_output(table, out, *out.otherwise);
    }
    table.outputs.push_back(std::move(out));
}

void Loading::rule(const pugi::xml_node& node, Table& table, const Scope& scope) {
    place_.rule = named(attribute(node, "id"), "", std::to_string(table.rules.size() + 1));
    Rule out{id_of(node), normalised(child(node, "description").text().get())};
    for (const auto& part : node.children()) {
        if (failed()) return;
        const auto name = local(part.name());
        if (name == "inputEntry") input_cell(part, table, scope, out);
        if (name == "outputEntry") output_cell(part, table, scope, out);
        if (name == "annotationEntry") out.annotations.push_back(text_of(part));
    }
    place_.column = "-";
    if (out.when.size() != table.inputs.size() || out.then.size() != table.outputs.size())
        fail("too_few_cells");
    table.rules.push_back(std::move(out));
}

// An empty cell asks for nothing.
void Loading::input_cell(const pugi::xml_node& node, const Table& table, const Scope& scope, Rule& to) {
    if (to.when.size() == table.inputs.size()) return fail("too_many_cells");
    const auto& column = table.inputs[to.when.size()];
    place_.column = named(column.label, column.text, "");
    to.when.push_back(cell(named(text_of(node), "-", ""), scope));
    check_test(column, to.when.back());
}

// An empty cell says nothing.
void Loading::output_cell(const pugi::xml_node& node, const Table& table, const Scope& scope, Rule& to) {
    if (to.then.size() == table.outputs.size()) return fail("too_many_cells");
    const auto& column = table.outputs[to.then.size()];
    place_.column = named(column.name, column.label, "output " + std::to_string(to.then.size() + 1));
    const auto text = named(text_of(node), "null", "");
    to.then.push_back({expression(text, scope), text});
    check_output(table, column, to.then.back().expression);
}

// A constant that the input can never be compared with is a slip of the pen, and one that it can never be is
// another.
void Loading::check_test(const Input& input, const Cell& cell) {
    for (const auto* value : constants(cell)) {
        const auto* type = model_.type(input.type);
        const auto* list = value->get<List>();
        const auto base = type && type->is_collection         ? ""
                          : type && !type->components.empty() ? ""
                                                              : input.type;
        if (!list && !base.empty() && !model_.type(base) && !fitted(model_, *value, base))
            return fail("wrong_type", {{"given", to_string(*value)}, {"type", base}});
    }
    for (const auto& value : listed(cell))
        if (!value.is_null() && !value.get<List>() && passes(input.allowed, value, {}) == false)
            return fail("not_allowed", {{"given", to_string(value)}, {"allowed", input.allowed.text}});
}

void Loading::check_output(const Table& table, const Output& output, const Expression& expression) {
    const auto* value = expression.constant();
    if (!value || value->is_null()) return;
    if (!output.type.empty() && table.aggregation != Aggregation::count &&
        !fitted(model_, *value, output.type))
        return fail("wrong_type", {{"given", to_string(*value)}, {"type", output.type}});
    const auto* list = value->get<List>();
    const auto one = [&](const Value& item) {
        if (passes(output.allowed, item, {}) == false)
            fail("not_allowed", {{"given", to_string(item)}, {"allowed", output.allowed.text}});
    };
    if (!list) return one(*value);
    for (const auto& item : list->items) one(item);
}

void Loading::check_table(const Table& table) {
    if (table.outputs.empty()) return fail("no_output");
    const bool by_priority =
        table.hit_policy == HitPolicy::priority || table.hit_policy == HitPolicy::output_order;
    if (by_priority &&
        std::ranges::all_of(table.outputs, [](const Output& output) { return output.values.empty(); }))
        fail("no_priorities");
    const bool one_value = table.aggregation != Aggregation::none && table.aggregation != Aggregation::count;
    if (one_value && table.outputs.size() > 1) fail("aggregation", {{"given", std::string(sign(table))}});
    std::vector<std::string> names;
    for (const auto& output : table.outputs) {
        if (table.outputs.size() > 1 && output.name.empty()) fail("without_name", {{"given", output.id}});
        if (!output.name.empty() && std::ranges::find(names, output.name) != names.end())
            fail("duplicate_name", {{"given", output.name}});
        names.push_back(output.name);
    }
}

}  // namespace sodan::dmn
