#include "routing/graph_proof.h"

#include "base/described.h"
#include "routing/graph_search.h"
#include "routing/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

namespace sodan::routing {

namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

class Finding {
public:
    explicit Finding(std::string name) { claim_ = {.part = "graph", .name = std::move(name), .about = ""}; }

    void look() { ++looked_; }
    void add(Witness witness) {
        constexpr std::size_t most = 8;
        claim_.verdict = ClaimVerdict::refuted;
        if (++found_ <= most) claim_.witnesses.push_back(std::move(witness));
    }
    Claim done() {
        claim_.figures = {{"looked", std::to_string(looked_)}, {"found", std::to_string(found_)}};
        return std::move(claim_);
    }

private:
    Claim claim_;
    std::size_t looked_ = 0, found_ = 0;
};

std::string text(TableName table) { return std::string(code(table)); }
std::string text(Fact fact) { return std::string(name_of(fact)); }

std::string in_words(const Situation& situation) {
    std::vector<std::string> out;
    for (const auto& [fact, value] : situation) out.push_back(fact + " " + value);
    return fmt::format("{}", fmt::join(out, ", "));
}

Witness witness(std::string name, Values values, const Situation& situation = {},
                std::vector<std::string> rules = {}) {
    if (!situation.empty()) values.emplace_back("where", in_words(situation));
    return {.message = {"witness.graph." + std::move(name), std::move(values)},
            .given = situation,
            .rules = std::move(rules)};
}

bool asks(const Tables& tables, TableName table, Fact fact) {
    const auto& inputs = tables[table].text().inputs;
    return std::ranges::find(inputs, fact) != inputs.end();
}

std::uint64_t bit_if_any(Fact fact, std::string_view value) {
    return std::ranges::find(values_of(fact), value) == values_of(fact).end() ? 0 : bit_of(fact, value);
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

// Minutes between the fewest and the most that the span can be. A business day takes some hours at least, and
// a week of holidays at most.
struct Lasts {
    int least, most;
};
Lasts lasting(const Deadlines::Span& span) {
    constexpr int hour = 60, working_day = 8 * hour, week = 7 * 24 * hour;
    switch (span.unit) {
        case Deadlines::Unit::minutes: return {span.amount, span.amount};
        case Deadlines::Unit::hours: return {span.amount * hour, span.amount * hour};
        case Deadlines::Unit::business_days: break;
    }
    return {span.amount * working_day, span.amount * week};
}

bool may_be_later(const Deadlines::Span& graver, const Deadlines::Span& milder) {
    const auto days = Deadlines::Unit::business_days;
    if (graver.unit == days && milder.unit == days) return graver.amount > milder.amount;
    return lasting(graver).most > lasting(milder).least;
}

template <class E, class Do> void each(Do act) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) { act(d.value); });
}

}  // namespace

Claim no_cycle(const Tables& tables, const std::vector<Flow>& flows) {
    Finding out("no_cycle");
    for (const auto& flow : flows)
        for (const auto& step : flow.steps) {
            out.look();
            std::vector<std::string> names;
            for (const auto table : circle_through(tables, flow, step.table)) names.push_back(text(table));
            if (!names.empty())
                out.add(witness("no_cycle", {{"tables", fmt::format("{}", fmt::join(names, " ← "))}}));
        }
    return out.done();
}

Claim names_provided(const Tables& tables, const std::vector<Flow>& flows) {
    Finding out("names_provided");
    for (const auto& flow : flows) {
        auto known = known_before(flow);
        for (const auto& step : flow.steps) {
            for (const auto fact : tables[step.table].text().inputs) {
                out.look();
                if (!known.contains(fact))
                    out.add(
                        witness("names_provided",
                                {{"table", text(step.table)}, {"fact", text(fact)}, {"flow", flow.name}}));
            }
            if (step.gives) known.insert(*step.gives);
            if (step.gives == Fact::desk) known.insert(flow.learnt.begin(), flow.learnt.end());
        }
    }
    return out.done();
}

Claim values_accepted(const Tables& tables, const std::vector<Flow>& flows) {
    Finding out("values_accepted");
    for (const auto& flow : flows)
        for (const auto& from : flow.steps)
            for (const auto& to : flow.steps) {
                if (!from.gives || !asks(tables, to.table, *from.gives)) continue;
                const bool may_be_silent = tables[to.table].text().hit_policy == "C";
                const auto& rules = tables[to.table].text().rules;
                const auto& inputs = tables[to.table].text().inputs;
                const auto slot =
                    static_cast<std::size_t>(std::ranges::find(inputs, *from.gives) - inputs.begin());
                for (const auto& rule : tables[from.table].text().rules) {
                    out.look();
                    const auto& said = tables[from.table].text().outputs.front().codes.at(
                        static_cast<std::size_t>(rule.outputs.front()));
                    const auto bit = bit_if_any(*from.gives, said);
                    const auto takes = [&](const TableRule& r) { return (r.accepts[slot] & bit) != 0; };
                    if (bit == 0 || (!may_be_silent && std::ranges::none_of(rules, takes)))
                        out.add(witness("values_accepted",
                                        {{"rule", rule.id},
                                         {"table", text(from.table)},
                                         {"given", said},
                                         {"other", text(to.table)}},
                                        {}, {rule.id}));
                }
            }
    return out.done();
}

Claim always_answered(const Tables& tables, const std::vector<Flow>& flows) {
    Finding out("always_answered");
    for (const auto& flow : flows) {
        const GraphSearch search(tables, flow);
        for (const auto& step : flow.steps) {
            if (tables[step.table].text().hit_policy == "C") continue;  // may have nothing to say
            out.look();
            if (const auto found = search.find_gap(step.table))
                out.add(witness("always_answered", {{"table", text(step.table)}}, *found));
        }
    }
    return out.done();
}

Claim no_dead_ends(const Tables& tables, const std::vector<Flow>& flows) {
    Finding out("no_dead_ends");
    for (const auto& flow : flows) {
        const auto gives_desk = [](const Step& step) { return step.gives == Fact::desk; };
        if (std::ranges::none_of(flow.steps, gives_desk)) continue;
        const GraphSearch search(tables, flow);
        for (const auto& end : dead_ends()) {
            out.look();
            if (const auto found = search.find(end.world))
                out.add(witness("dead_end." + end.name, {{"flow", flow.name}}, *found));
        }
    }
    return out.done();
}

Claim rules_reachable(const Tables& tables, const std::vector<Flow>& flows) {
    Finding out("rules_reachable");
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
            out.add(witness("rules_reachable", {{"rule", id}, {"table", text(table)}}, {}, {id}));
    }
    return out.done();
}

Claim graver_never_later(const Deadlines& deadlines) {
    Finding out("graver_never_later");
    using domain::Urgency, domain::DeskKind;
    const auto compare = [&](Window window, Urgency graver, DeskKind its, Urgency milder, DeskKind other) {
        out.look();
        if (!may_be_later(deadlines.span(graver, its, window), deadlines.span(milder, other, window))) return;
        out.add(witness("graver_never_later", {{"window", std::string(code(window))},
                                               {"graver", std::string(code(graver))},
                                               {"milder", std::string(code(milder))},
                                               {"desk", std::string(code(its))},
                                               {"other", std::string(code(other))}}));
    };
    each<Window>([&](Window window) {
        each<Urgency>([&](Urgency graver) {
            each<Urgency>([&](Urgency milder) {
                if (graver >= milder) return;
                each<DeskKind>([&](DeskKind its) {
                    each<DeskKind>([&](DeskKind other) { compare(window, graver, its, milder, other); });
                });
            });
        });
    });
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
