#include "proof/silent_rules.h"

#include "routing/parts.h"

#include <algorithm>
#include <set>

namespace sodan::proof {

using chain::Span, chain::WayUp;
using domain::DeskKind, domain::Urgency;
using routing::Cause, routing::Fact, routing::Facts, routing::TableName;

namespace {

// What next_desk and relief ask, beside what is asked for each desk in turn.
std::vector<Fact> asked_facts(const routing::Tables& tables) {
    std::set<Fact> out{Fact::coordinator_desk};
    for (const auto name : {TableName::next_desk, TableName::relief})
        for (const auto fact : tables[name].text().inputs) out.insert(fact);
    for (const auto given : {Fact::at, Fact::cause, Fact::turned_to, Fact::urgency}) out.erase(given);
    return {out.begin(), out.end()};
}

double combinations(const std::vector<Fact>& facts) {
    double out = 1;
    for (const auto fact : facts) out *= static_cast<double>(values_of(fact).size());
    return out;
}

// The next combination of values; false after the last.
bool advance(Facts& facts, const std::vector<Fact>& asked) {
    for (const auto fact : asked) {
        const auto next = facts[fact] + 1U;
        const bool is_there = next < values_of(fact).size();
        facts.set(fact, is_there ? next : 0U);
        if (is_there) return true;
    }
    return false;
}

int said(const routing::Table& table, const Facts& facts) {
    return table.rule(table.decide(facts)).outputs[0];
}

WayUp way_up(const routing::Tables& tables, Facts facts) {
    WayUp out{};
    const auto coordinators = static_cast<routing::DeskState>(facts[Fact::coordinator_desk]);
    out.coordinators_can_act =
        coordinators == routing::DeskState::open || coordinators == routing::DeskState::away;
    facts.set(Fact::cause, Cause::silent);
    for (std::size_t at = 0; at < out.next.size(); ++at) {
        facts.set(Fact::at, at);
        facts.set(Fact::turned_to, said(tables[TableName::next_desk], facts));
        out.next[at] = routing::desk_turned_to(said(tables[TableName::relief], facts));
    }
    return out;
}

std::vector<WayUp> ways_up(const routing::Tables& tables, Urgency urgency, double limit) {
    const auto asked = asked_facts(tables);
    std::vector<WayUp> out;
    if (combinations(asked) > limit) return out;
    Facts facts;
    facts.set(Fact::urgency, urgency);
    do {
        const auto way = way_up(tables, facts);
        if (std::ranges::find(out, way) == out.end()) out.push_back(way);
    } while (advance(facts, asked));
    return out;
}

Span span_of(const routing::Deadlines::Span& allowed) {
    using Unit = routing::Deadlines::Unit;
    switch (allowed.unit) {
        case Unit::minutes: return {.minutes = allowed.amount};
        case Unit::hours: return {.minutes = allowed.amount * 60};
        case Unit::business_days: break;
    }
    return {.business_days = allowed.amount};
}

}  // namespace

chain::SilentRules silent_rules(const routing::Rules& rules, double limit) {
    const auto& parts = rules.parts();
    return {[&parts, limit](Urgency urgency) { return ways_up(parts.tables, urgency, limit); },
            [&parts](Urgency urgency, DeskKind desk, domain::Window window) {
                return span_of(parts.deadlines.span(urgency, desk, window));
            }};
}

}  // namespace sodan::proof
