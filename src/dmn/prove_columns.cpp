#include "dmn/constants.h"
#include "dmn/prove_regions.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

const Cell& cell_of(const Rule& rule, std::size_t input) { return rule.when[input]; }

// The kind that its type says, else that of the first constant that is not null.
std::size_t kind_of(const Table& table, const std::vector<std::size_t>& inputs,
                    const std::vector<Value>& named) {
    for (const auto input : inputs)
        if (const auto kind = kind_of_type(table.inputs[input].type)) return *kind;
    const auto first = std::ranges::find_if_not(named, &Value::is_null);
    return first == named.end() ? 0 : first->held.index();
}

// All constants of the column, those of its lists of values first.
std::optional<std::vector<Value>> constants_in(const Table& table, const std::vector<std::size_t>& inputs) {
    std::vector<Value> out;
    const auto add = [&](const Cell& cell) {
        auto constants = constants_of(cell);
        if (constants) out.insert(out.end(), constants->begin(), constants->end());
        return constants.has_value();
    };
    for (const auto input : inputs)
        if (!add(table.inputs[input].allowed)) return {};
    for (const auto& rule : table.rules)
        for (const auto input : inputs)
            if (!add(cell_of(rule, input))) return {};
    return out;
}

// By place, whether every list of values of the column allows what lies there.
std::vector<bool> allowed_places(const Table& table, const Column& column) {
    std::vector<bool> out(column.cuts.size(), true);
    for (const auto input : column.inputs) {
        std::vector<bool> passing(out.size());
        for (const auto& [from, to] : column.cuts.passing(table.inputs[input].allowed))
            std::fill(passing.begin() + static_cast<std::ptrdiff_t>(from),
                      passing.begin() + static_cast<std::ptrdiff_t>(to), true);
        for (std::size_t place = 0; place < out.size(); ++place) out[place] = out[place] && passing[place];
    }
    return out;
}

// Listed values as they are listed, then the others in their order.
std::vector<std::size_t> domain_of(const Table& table, const Column& column) {
    std::vector<std::size_t> out;
    auto allowed = allowed_places(table, column);
    const auto add = [&](std::size_t place) {
        if (allowed[place] && column.cuts.example(place)) out.push_back(place);
        allowed[place] = false;
    };
    for (const auto input : column.inputs)
        for (const auto& test : table.inputs[input].allowed.tests) {
            const auto* comparison = std::get_if<Comparison>(&test);
            const auto* value = comparison ? comparison->with.constant() : nullptr;
            const auto place = value ? column.cuts.place_of(*value) : std::nullopt;
            if (place) add(*place);
        }
    for (std::size_t place = 0; place < column.cuts.size(); ++place) add(place);
    return out;
}

}  // namespace

std::optional<std::vector<Column>> columns_of(const Table& table) {
    std::map<std::string, std::vector<std::size_t>> inputs_by_name;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
        auto& inputs = inputs_by_name[table.inputs[i].text];
        if (inputs.empty()) names.push_back(table.inputs[i].text);
        inputs.push_back(i);
    }
    std::vector<Column> out;
    for (const auto& name : names) {
        const auto& inputs = inputs_by_name[name];
        const auto named = constants_in(table, inputs);
        if (!named) return {};
        const auto kind = kind_of(table, inputs, *named);
        auto cuts = Cuts::between(*named, kind);
        if (!cuts) return {};
        Column column{name, inputs, *std::move(cuts), {}};
        column.kind = kind;
        column.domain = domain_of(table, column);
        column.sorted_domain = column.domain;
        std::ranges::sort(column.sorted_domain);
        column.is_closed = std::ranges::all_of(
            column.domain, [&](std::size_t place) { return column.cuts.is_named(place); });
        out.push_back(std::move(column));
    }
    return out;
}

}  // namespace sodan::dmn
