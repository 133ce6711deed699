#include "routing/graph_search.h"

#include <algorithm>
#include <bit>

namespace sodan::routing {

namespace {

std::uint64_t& at(World& world, Fact fact) { return world[static_cast<std::size_t>(fact)]; }
std::uint64_t at(const World& world, Fact fact) { return world[static_cast<std::size_t>(fact)]; }

World world_of(const Table& table, const TableRule& rule) {
    auto out = whole_world();
    for (std::size_t i = 0; i < table.text().inputs.size(); ++i)
        at(out, table.text().inputs[i]) &= rule.accepts[i];
    return out;
}

// Of priority: the lower output comes first, then the rule that stands first.
std::vector<RuleIndex> before(const Table& table, RuleIndex rule) {
    std::vector<RuleIndex> out;
    if (table.text().hit_policy != "P") return out;
    const auto rank = [&](RuleIndex one) { return std::pair(table.rule(one).outputs.front(), one); };
    for (RuleIndex other = 0; other < table.text().rules.size(); ++other)
        if (rank(other) < rank(rule)) out.push_back(other);
    return out;
}

std::vector<std::vector<World>> regions_of(const Table& table) {
    std::vector<std::vector<World>> out;
    for (RuleIndex rule = 0; rule < table.text().rules.size(); ++rule) {
        std::vector<World> left{world_of(table, table.rule(rule))};
        for (const auto other : before(table, rule)) left = without(left, world_of(table, table.rule(other)));
        out.push_back(std::move(left));
    }
    return out;
}

// The same asked about the gravest topic instead of the one in question.
World about_gravest(World world) {
    std::swap(at(world, Fact::topic), world[gravest_topic]);
    return world;
}

}  // namespace

bool is_empty(const World& world) {
    return std::ranges::any_of(world, [](std::uint64_t bits) { return bits == 0; });
}

World common(const World& one, const World& other) {
    World out;
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = one[i] & other[i];
    return out;
}

std::vector<World> without(const std::vector<World>& all, const World& hole) {
    std::vector<World> out;
    for (const auto& world : all) {
        if (is_empty(common(world, hole))) {
            out.push_back(world);
            continue;
        }
        auto rest = world;
        for (std::size_t i = 0; i < world.size(); ++i) {
            auto piece = rest;
            piece[i] &= ~hole[i];
            if (piece[i] != 0) out.push_back(piece);
            rest[i] &= hole[i];
        }
    }
    return out;
}

GraphSearch::GraphSearch(const Tables& tables, const Flow& flow) : tables_(tables), flow_(flow) {
    for (const auto& step : flow.steps) regions_.emplace(step.table, regions_of(tables[step.table]));
}

const GraphSearch::Worlds& GraphSearch::regions(TableName table, RuleIndex rule) const {
    return regions_.at(table)[rule];
}

std::optional<World> GraphSearch::possible(const World& world) {
    std::vector<World> left{world};
    for (const auto& never : what_never_is()) left = without(left, never.world);
    return left.empty() ? std::nullopt : std::optional(left.front());
}

// From the last step to the first: what a fact is wanted to be is exchanged for what its table must be asked.
// `steps`: those that are still to be looked at.
std::optional<World> GraphSearch::settle(const World& world, std::size_t steps) const {
    if (is_empty(world)) return {};
    if (steps == 0) return possible(world);
    const auto& step = flow_.steps[steps - 1];
    if (!step.gives || at(world, *step.gives) == all_of(*step.gives)) return settle(world, steps - 1);
    if (step.table == TableName::urgency) return settle_urgency(world, steps - 1);
    for (RuleIndex rule = 0; rule < tables_[step.table].text().rules.size(); ++rule) {
        if ((at(world, *step.gives) & said(step, rule)) == 0) continue;
        for (const auto& region : regions(step.table, rule))
            if (auto found = settle(common(world, region), steps - 1)) return found;
    }
    return {};
}

// A case is as urgent as the gravest of its topics makes it; the one in question makes it no more so.
std::optional<World> GraphSearch::settle_urgency(const World& world, std::size_t steps) const {
    const auto& table = tables_[TableName::urgency];
    const auto rules = static_cast<RuleIndex>(table.text().rules.size());
    for (RuleIndex gravest = 0; gravest < rules; ++gravest) {
        const auto urgency = table.rule(gravest).outputs.front();
        if ((at(world, Fact::urgency) & std::uint64_t{1} << urgency) == 0) continue;
        for (const auto& region : regions(TableName::urgency, gravest)) {
            const auto of_gravest = common(world, about_gravest(region));
            if (is_empty(of_gravest)) continue;
            for (RuleIndex asked = 0; asked < rules; ++asked) {
                if (table.rule(asked).outputs.front() < urgency) continue;
                for (const auto& milder : regions(TableName::urgency, asked))
                    if (auto found = settle(common(of_gravest, milder), steps)) return found;
            }
        }
    }
    return {};
}

std::optional<Situation> GraphSearch::find(const World& wanted) const {
    const auto found = settle(wanted, flow_.steps.size());
    return found ? std::optional(situation(*found)) : std::nullopt;
}

std::optional<Situation> GraphSearch::find(TableName table, RuleIndex rule, const World& within) const {
    for (const auto& region : regions(table, rule))
        if (auto found = find(common(within, region))) return found;
    return {};
}

std::optional<Situation> GraphSearch::find_gap(TableName name) const {
    const auto& table = tables_[name];
    std::vector<World> left{whole_world()};
    for (RuleIndex rule = 0; rule < table.text().rules.size(); ++rule)
        left = without(left, world_of(table, table.rule(rule)));
    for (const auto& gap : left)
        if (auto found = find(gap)) return found;
    return {};
}

std::uint64_t GraphSearch::said(const Step& step, RuleIndex rule) const {
    const auto& table = tables_[step.table];
    const auto& codes = table.text().outputs.front().codes;
    return bit_of(*step.gives, codes[static_cast<std::size_t>(table.rule(rule).outputs.front())]);
}

// What the step's table says of this one situation.
void GraphSearch::decide(const Step& step, World& world) const {
    const auto fits = [&](const Worlds& region, const World& one) {
        return std::ranges::any_of(region, [&](const World& w) { return !is_empty(common(w, one)); });
    };
    std::uint64_t out = 0;
    for (RuleIndex rule = 0; rule < tables_[step.table].text().rules.size(); ++rule) {
        const bool of_gravest =
            step.table == TableName::urgency && fits(regions(step.table, rule), about_gravest(world));
        if (of_gravest || fits(regions(step.table, rule), world)) out |= said(step, rule);
    }
    at(world, *step.gives) = out & (~out + 1);  // the lowest: of two urgencies the graver
}

// One of those in the world, with what the tables say of it.
Situation GraphSearch::situation(World world) const {
    for (auto& bits : world) bits &= ~bits + 1;
    Situation out;
    const auto add = [&](Fact fact, std::string_view name, std::uint64_t bits) {
        out.emplace(name, value_name(fact, static_cast<std::uint8_t>(std::countr_zero(bits))));
    };
    for (const auto& step : flow_.steps) {
        if (step.gives) decide(step, world);
        for (const auto fact : tables_[step.table].text().inputs) add(fact, name_of(fact), at(world, fact));
        if (step.gives) add(*step.gives, name_of(*step.gives), at(world, *step.gives));
        if (step.table == TableName::urgency) add(Fact::topic, "gravest_topic", world[gravest_topic]);
    }
    return out;
}

}  // namespace sodan::routing
