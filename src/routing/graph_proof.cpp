#include "routing/graph_proof.h"

#include "base/described.h"
#include "routing/graph_finding.h"
#include "routing/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

namespace sodan::routing {

namespace {

std::string text(TableName table) { return std::string(code(table)); }
std::string text(Fact fact) { return std::string(name_of(fact)); }

bool asks(const Tables& tables, TableName table, Fact fact) {
    const auto& inputs = tables[table].text().inputs;
    return std::ranges::find(inputs, fact) != inputs.end();
}

std::uint64_t bit_if_any(Fact fact, std::string_view value) {
    return std::ranges::find(values_of(fact), value) == values_of(fact).end() ? 0 : bit_of(fact, value);
}

// Whether a later table has a rule for what an earlier one says.
bool is_understood(const TableText& later, Fact fact, std::string_view said) {
    const auto bit = bit_if_any(fact, said);
    if (bit == 0 || later.hit_policy == "C") return bit != 0;  // one that collects may have nothing to say
    const auto slot = static_cast<std::size_t>(std::ranges::find(later.inputs, fact) - later.inputs.begin());
    return std::ranges::any_of(later.rules,
                               [&](const TableRule& rule) { return (rule.accepts[slot] & bit) != 0; });
}

void look_at_answers(GraphFinding& out, const Tables& tables, const Step& from, TableName later) {
    const auto& earlier = tables[from.table].text();
    for (const auto& rule : earlier.rules) {
        out.look();
        const auto& said = earlier.outputs.front().codes.at(static_cast<std::size_t>(rule.outputs.front()));
        if (!is_understood(tables[later].text(), *from.gives, said))
            out.add("values_accepted",
                    {{"rule", rule.id}, {"table", earlier.name}, {"given", said}, {"other", text(later)}}, {},
                    {rule.id});
    }
}

// From a table to those whose answer it asks for, until one comes back to where it began.
std::vector<TableName> circle_through(const Tables& tables, const Flow& flow, TableName begin) {
    std::vector<TableName> way;
    const std::function<bool(TableName)> comes_back = [&](TableName at) {
        if (std::ranges::find(way, at) != way.end()) return false;
        way.push_back(at);
        for (const auto& step : flow.steps)
            if (step.gives && asks(tables, at, *step.gives) &&
                (step.table == begin || comes_back(step.table)))
                return true;
        way.pop_back();
        return false;
    };
    comes_back(begin);
    return way;
}

std::set<Fact> known_before(const Flow& flow) {
    const auto of_inquiry = needs_of(TableName::urgency).facts;
    std::set<Fact> out(of_inquiry.begin(), of_inquiry.end());
    out.insert(flow.known.begin(), flow.known.end());
    return out;
}

}  // namespace

Claim no_cycle(const Tables& tables, const std::vector<Flow>& flows) {
    GraphFinding out("no_cycle");
    for (const auto& flow : flows)
        for (const auto& step : flow.steps) {
            out.look();
            std::vector<std::string> names;
            for (const auto table : circle_through(tables, flow, step.table)) names.push_back(text(table));
            if (!names.empty()) out.add("no_cycle", {{"tables", fmt::format("{}", fmt::join(names, " ← "))}});
        }
    return out.done();
}

Claim names_provided(const Tables& tables, const std::vector<Flow>& flows) {
    GraphFinding out("names_provided");
    for (const auto& flow : flows) {
        auto known = known_before(flow);
        for (const auto& step : flow.steps) {
            for (const auto fact : tables[step.table].text().inputs) {
                out.look();
                if (!known.contains(fact))
                    out.add("names_provided",
                            {{"table", text(step.table)}, {"fact", text(fact)}, {"flow", flow.name}});
            }
            if (step.gives) known.insert(*step.gives);
            if (step.gives == Fact::desk) known.insert(flow.learnt.begin(), flow.learnt.end());
        }
    }
    return out.done();
}

Claim values_accepted(const Tables& tables, const std::vector<Flow>& flows) {
    GraphFinding out("values_accepted");
    for (const auto& flow : flows)
        for (const auto& from : flow.steps)
            for (const auto& to : flow.steps)
                if (from.gives && asks(tables, to.table, *from.gives))
                    look_at_answers(out, tables, from, to.table);
    return out.done();
}

Claim always_answered(const Tables& tables, const std::vector<Flow>& flows) {
    GraphFinding out("always_answered");
    for (const auto& flow : flows) {
        const GraphSearch search(tables, flow);
        for (const auto& step : flow.steps) {
            if (tables[step.table].text().hit_policy == "C") continue;  // may have nothing to say
            out.look();
            if (const auto found = search.find_gap(step.table))
                out.add("always_answered", {{"table", text(step.table)}}, *found);
        }
    }
    return out.done();
}

Claim no_dead_ends(const Tables& tables, const std::vector<Flow>& flows) {
    GraphFinding out("no_dead_ends");
    for (const auto& flow : flows) {
        const auto gives_desk = [](const Step& step) { return step.gives == Fact::desk; };
        if (std::ranges::none_of(flow.steps, gives_desk)) continue;
        const GraphSearch search(tables, flow);
        for (const auto& end : dead_ends()) {
            out.look();
            if (const auto found = search.find(end.world))
                out.add("dead_end." + end.name, {{"flow", flow.name}}, *found);
        }
    }
    return out.done();
}

Claim rules_reachable(const Tables& tables, const std::vector<Flow>& flows) {
    GraphFinding out("rules_reachable");
    std::set<std::pair<TableName, RuleIndex>> reached, all;
    for (const auto& flow : flows) {
        const GraphSearch search(tables, flow);
        for (const auto& step : flow.steps)
            for (RuleIndex rule = 0; rule < tables[step.table].text().rules.size(); ++rule) {
                all.emplace(step.table, rule);
                if (!reached.contains({step.table, rule}) && search.find(step.table, rule))
                    reached.emplace(step.table, rule);
            }
    }
    for (const auto& [table, rule] : all) {
        out.look();
        const auto& id = tables[table].rule(rule).id;
        if (!reached.contains({table, rule}))
            out.add("rules_reachable", {{"rule", id}, {"table", text(table)}}, {}, {id});
    }
    return out.done();
}

std::vector<Claim> prove_graph(const Rules& rules) {
    const auto& tables = rules.parts().tables;
    return {no_cycle(tables, flows()),
            names_provided(tables, flows()),
            values_accepted(tables, flows()),
            always_answered(tables, flows()),
            no_dead_ends(tables, flows()),
            rules_reachable(tables, flows()),
            graver_never_later(rules.parts().deadlines)};
}

}  // namespace sodan::routing
