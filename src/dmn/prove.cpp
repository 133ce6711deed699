#include "dmn/prove.h"

#include "dmn/constants.h"
#include "dmn/prove_claims.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

constexpr std::size_t most_words =
    8 << 20;  // 64 MiB; 2,048 rules that each cut 8 inputs twice take an eighth

bool is_too_large(const std::vector<Column>& columns, std::size_t rules) {
    std::size_t places = 0;
    for (const auto& column : columns) places += column.cuts.size();
    return places * (rules / word_bits + 1) > most_words;
}

}  // namespace

Proving::Proving(const Table& of, std::string_view named, const Limits& within)
    : table(of), name(named), limits(within), columns(columns_of(of)), outputs(constant_outputs(of)) {
    if (!columns) return;
    if (is_too_large(*columns, of.rules.size()))
        missing = "too_long";
    else
        regions = Regions::of(of, *columns);
}

Claim Proving::claim(std::string_view what) const {
    Claim out{"table", std::string(what), name};
    out.figures = {{"rules", std::to_string(table.rules.size())},
                   {"inputs", std::to_string(table.inputs.size())},
                   {"combinations", regions ? regions->combinations() : "-"},
                   {"classes", regions ? regions->kinds_of_combination() : "-"},
                   {"found", "0"}};
    return out;
}

std::string Proving::rule_at(std::size_t place) const { return rule_name(table, regions->order[place]); }

void set_figure(Claim& claim, std::string_view name, std::string value) {
    const auto at = std::ranges::find(claim.figures, name, &std::pair<std::string, std::string>::first);
    if (at == claim.figures.end())
        claim.figures.emplace_back(name, std::move(value));
    else
        at->second = std::move(value);
}

Claim Finding::claim() const {
    auto out = claim_;
    set_figure(out, "found", std::to_string(found_));
    return out;
}

Claim given_up(Claim claim, std::string_view why) {
    if (claim.verdict == ClaimVerdict::proved) claim.verdict = ClaimVerdict::unknown;
    claim.witnesses.push_back({{"witness.table." + std::string(why), {{"table", claim.about}}}});
    return claim;
}

std::string rule_name(const Table& table, std::size_t rule) {
    return table.rules[rule].id.empty() ? std::to_string(rule + 1) : table.rules[rule].id;
}

std::string in_words(const Proving& proving, const std::map<std::string, std::string>& combination) {
    std::string out;
    for (const auto& column : proving.regions->columns)
        out += (out.empty() ? "" : ", ") + column.name + " " + combination.at(column.name);
    return out;
}

bool first_decides(const Table& table) {
    return table.hit_policy == HitPolicy::priority || table.hit_policy == HitPolicy::first;
}

bool collects(const Table& table) {
    return table.hit_policy == HitPolicy::collect || table.hit_policy == HitPolicy::rule_order ||
           table.hit_policy == HitPolicy::output_order;
}

namespace {

std::vector<Claim> decides(const Proving& proving) {
    std::vector<Claim> out;
    const auto& table = proving.table;
    if (!collects(table))
        out.push_back(proving.regions ? no_gaps(proving)
                                      : given_up(proving.claim("no_gaps"), proving.missing));
    if (table.hit_policy == HitPolicy::unique || table.hit_policy == HitPolicy::any)
        out.push_back(proving.regions ? no_overlaps(proving)
                                      : given_up(proving.claim("no_overlaps"), proving.missing));
    return out;
}

}  // namespace

std::vector<Claim> prove_decides(const Table& table, std::string_view name, const Limits& limits) {
    return decides(Proving(table, name, limits));
}

std::vector<Claim> prove(const Table& table, std::string_view name, const Limits& limits,
                         const std::vector<Monotone>& declared) {
    const Proving proving(table, name, limits);
    std::vector<Claim> out{literal_cells(proving), types(proving), domain(proving)};
    for (auto& claim : decides(proving)) out.push_back(std::move(claim));
    if (!proving.regions) {
        for (const auto* what : {"no_dead_rules", "outputs_used"})
            out.push_back(given_up(proving.claim(what), proving.missing));
        for (const auto& one : declared) out.push_back(monotone(proving, one));
        return out;
    }
    std::vector<Fate> by_place;
    out.push_back(no_dead_rules(proving, by_place));
    out.push_back(outputs_used(proving, by_place));
    for (const auto& one : declared) out.push_back(monotone(proving, one));
    return out;
}

}  // namespace sodan::dmn
