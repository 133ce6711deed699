#include "dmn/constants.h"
#include "dmn/evaluate.h"
#include "dmn/prove_claims.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

Witness at(std::string_view what, const std::string& rule, const std::string& column,
           const std::string& given) {
    Witness out{
        {"witness.table." + std::string(what), {{"rule", rule}, {"column", column}, {"given", given}}}};
    if (rule != "-") out.rules = {rule};
    return out;
}

template <class Each> void for_every_cell(const Table& table, Each each) {
    for (std::size_t rule = 0; rule < table.rules.size(); ++rule)
        for (std::size_t input = 0; input < table.inputs.size(); ++input)
            each(rule_name(table, rule), input, table.rules[rule].when[input]);
}

template <class Each> void for_every_output(const Table& table, Each each) {
    for (std::size_t rule = 0; rule < table.rules.size(); ++rule)
        for (std::size_t output = 0; output < table.outputs.size(); ++output)
            each(rule_name(table, rule), table.outputs[output], table.rules[rule].then[output]);
}

std::string name_of(const Output& output) { return output.name.empty() ? output.label : output.name; }

// Whether a test passes for some value of the column's domain.
bool passes_somewhere(const Column& column, const UnaryTest& test) {
    return std::ranges::any_of(column.cuts.passing(Cell{{test}}), [&](const auto& range) {
        const auto at = std::ranges::lower_bound(column.sorted_domain, range.first);
        return at != column.sorted_domain.end() && *at < range.second;
    });
}

template <class Wrong> void for_every_test(const Table& table, const Column& column, Wrong wrong) {
    const auto each = [&](const std::string& rule, const Cell& cell) {
        for (const auto& test : cell.tests) wrong(rule, test, cell.text);
    };
    for (const auto input : column.inputs) {
        each("-", table.inputs[input].allowed);
        for (std::size_t rule = 0; rule < table.rules.size(); ++rule)
            each(rule_name(table, rule), table.rules[rule].when[input]);
    }
}

std::size_t kind_of(const Output& output) {
    if (const auto kind = kind_of_type(output.type)) return *kind;
    return output.values.empty() ? 0 : output.values.front().held.index();
}

bool is_declared(const Column& column) {
    const bool is_text = column.kind == Value("").held.index() || column.kind == 0;
    return column.is_closed || !is_text;
}

}  // namespace

Claim literal_cells(const Proving& proving) {
    Finding finding(proving, "literal_cells");
    const auto& table = proving.table;
    const auto add = [&](const std::string& rule, const std::string& column, const std::string& text) {
        finding.add([&] { return at("not_constant", rule, column, text); });
    };
    for (const auto& input : table.inputs)
        if (!constants_of(input.allowed)) add("-", input.text, input.allowed.text);
    for_every_cell(table, [&](const auto& rule, std::size_t input, const Cell& cell) {
        if (!constants_of(cell)) add(rule, table.inputs[input].text, cell.text);
    });
    for_every_output(table, [&](const auto& rule, const Output& output, const Entering& cell) {
        if (!cell.expression.constant()) add(rule, name_of(output), cell.text);
    });
    return finding.claim();
}

Claim types(const Proving& proving) {
    Finding finding(proving, "types");
    const auto& table = proving.table;
    const auto& columns = proving.columns;
    if (!columns) return given_up(finding.claim(), "needs_constants");
    for (const auto& column : *columns)
        for_every_test(table, column, [&](const auto& rule, const UnaryTest& test, const auto& text) {
            if (!column.cuts.passing(test))
                finding.add([&] { return at("wrong_type", rule, column.name, text); });
        });
    for_every_output(table, [&](const auto& rule, const Output& output, const Entering& cell) {
        const auto* value = cell.expression.constant();
        const auto kind = kind_of(output);
        if (value && !value->is_null() && kind != 0 && value->held.index() != kind)
            finding.add([&] { return at("wrong_type", rule, name_of(output), cell.text); });
    });
    return finding.claim();
}

Claim domain(const Proving& proving) {
    Finding finding(proving, "domain");
    const auto& table = proving.table;
    const auto& columns = proving.columns;
    if (!columns) return given_up(finding.claim(), "needs_constants");
    for (const auto& column : *columns) {
        if (!is_declared(column)) finding.add([&] { return at("not_declared", "-", column.name, "-"); });
        for_every_test(table, column, [&](const auto& rule, const UnaryTest& test, const auto& text) {
            if (!passes_somewhere(column, test))
                finding.add([&] { return at("outside", rule, column.name, text); });
        });
    }
    for_every_output(table, [&](const auto& rule, const Output& output, const Entering& cell) {
        const auto* value = cell.expression.constant();
        if (value && !value->is_null() && passes(output.allowed, *value, {}) == false)
            finding.add([&] { return at("outside", rule, name_of(output), cell.text); });
    });
    return finding.claim();
}

}  // namespace sodan::dmn
