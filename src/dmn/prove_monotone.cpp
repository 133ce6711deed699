#include "dmn/prove_compare.h"

#include <algorithm>
#include <set>

namespace sodan::dmn {

namespace {

// The declaration, found again in the table.
struct Declared {
    std::size_t column, output;
    std::vector<std::size_t> places;  // of the input, from low to high
    std::vector<std::size_t> ranks;   // of the output, by place of the rule
};

std::optional<std::size_t> class_of(const Column& column, std::size_t place) {
    for (std::size_t k = 0; k < column.classes.size(); ++k)
        if (std::ranges::find(column.classes[k].places, place) != column.classes[k].places.end()) return k;
    return {};
}

std::vector<std::size_t> places_of(const Column& column, const std::vector<Value>& order) {
    std::vector<std::size_t> out;
    for (const auto& value : order) {
        const auto place = column.cuts.place_of(value);
        if (place && class_of(column, *place)) out.push_back(*place);
    }
    if (!order.empty()) return out;
    out = column.domain;
    std::erase(out, column.cuts.null_place());
    std::ranges::sort(out);
    return out;
}

std::optional<std::size_t> output_named(const Table& table, const std::string& name) {
    if (name.empty() && table.outputs.size() == 1) return 0;
    const auto at = std::ranges::find(table.outputs, name, &Output::name);
    return at == table.outputs.end() ? std::nullopt
                                     : std::optional(static_cast<std::size_t>(at - table.outputs.begin()));
}

std::optional<Declared> found_in(const Proving& proving, const Monotone& declared) {
    const auto& columns = proving.regions->columns;
    const auto column = std::ranges::find(columns, declared.input, &Column::name);
    const auto output = output_named(proving.table, declared.output);
    if (column == columns.end() || !output || !proving.outputs || collects(proving.table)) return {};
    Declared out{
        static_cast<std::size_t>(column - columns.begin()), *output, places_of(*column, declared.order), {}};
    if (out.places.size() < declared.order.size()) return {};
    for (std::size_t place = 0; place < proving.regions->rules(); ++place) {
        const auto rank = std::ranges::find(declared.output_order, proving.outputs_at(place)[*output]);
        if (rank == declared.output_order.end()) return {};
        out.ranks.push_back(static_cast<std::size_t>(rank - declared.output_order.begin()));
    }
    return out;
}

Witness witness(const Proving& proving, const Declared& declared, const Counterexample& found,
                const std::pair<Value, Value>& values, bool of_low) {
    const auto& column = proving.regions->columns[declared.column];
    const auto said = [&](std::size_t place) { return plain(proving.outputs_at(place)[declared.output]); };
    Witness out{{"witness.table.monotone", {}}, proving.regions->combination(found.box)};
    out.given[column.name] = plain(of_low ? values.first : values.second);
    out.rules = {proving.rule_at(of_low ? found.low : found.high)};
    if (!of_low) out.message.key = "witness.table.monotone_raised";
    out.message.values = {{"input", column.name},
                          {"low", plain(values.first)},
                          {"high", plain(values.second)},
                          {"of_low", said(found.low)},
                          {"of_high", said(found.high)},
                          {"rule", out.rules[0]},
                          {"where", in_words(proving, out.given)}};
    return out;
}

// Each pair of values that the cells tell apart, once.
Claim compare_all(const Proving& proving, const Declared& declared, Finding finding) {
    const auto& column = proving.regions->columns[declared.column];
    Budget budget{proving.limits.steps};
    Comparing comparing(proving, declared.column, declared.ranks, budget);
    std::set<std::pair<std::size_t, std::size_t>> seen;
    for (std::size_t low = 0; low < declared.places.size(); ++low)
        for (std::size_t high = low + 1; high < declared.places.size(); ++high) {
            const auto of_low = *class_of(column, declared.places[low]),
                       of_high = *class_of(column, declared.places[high]);
            if (of_low == of_high || !seen.emplace(of_low, of_high).second) continue;
            const auto found = comparing.look(column.passing[of_low], column.passing[of_high]);
            if (!found) continue;
            const std::pair values{*column.cuts.example(declared.places[low]),
                                   *column.cuts.example(declared.places[high])};
            for (const bool first : {true, false})
                finding.add([&] { return witness(proving, declared, *found, values, first); });
        }
    auto out = finding.claim();
    return comparing.gave_up() ? given_up(std::move(out), "too_long") : out;
}

}  // namespace

Claim monotone(const Proving& proving, const Monotone& declaration) {
    Finding finding(proving, "monotone");
    const auto declared = proving.regions ? found_in(proving, declaration) : std::nullopt;
    auto out = declared ? compare_all(proving, *declared, finding) : finding.claim();
    set_figure(out, "input", declaration.input);
    set_figure(out, "output", declaration.output);
    if (declared) return out;
    return given_up(std::move(out), proving.regions ? "not_comparable" : proving.missing);
}

}  // namespace sodan::dmn
