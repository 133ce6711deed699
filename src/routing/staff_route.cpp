#include "routing/staff_route.h"

#include <set>

namespace sodan::routing {

using domain::DeskKind;

namespace {

constexpr std::array desk_tables{TableName::way, TableName::wish_met, TableName::first_desk,
                                 TableName::next_desk, TableName::relief};
constexpr std::array set_here{Fact::advisor_desk,     Fact::leader_desk, Fact::department_desk,
                              Fact::coordinator_desk, Fact::way,         Fact::wish_met,
                              Fact::turned_to,        Fact::at,          Fact::cause,
                              Fact::language_group,   Fact::desk};

}  // namespace

Reach DeskReaches::of(DeskKind kind) const {
    switch (kind) {
        case DeskKind::advisor: return advisor;
        case DeskKind::leader: return leader;
        case DeskKind::department: return department;
        case DeskKind::coordinator: return coordinator;
        case DeskKind::supervisor: break;
    }
    return Reach::none;
}

std::vector<Fact> StaffRoute::asked() const {
    std::set<Fact> out;
    for (const auto name : desk_tables)
        for (const auto fact : tables_[name].text().inputs) out.insert(fact);
    for (const auto fact : set_here) out.erase(fact);
    return {out.begin(), out.end()};
}

int StaffRoute::said(TableName name, const Facts& facts) const {
    const auto& table = tables_[name];
    return table.rule(table.decide(facts)).outputs.front();
}

DeskKind StaffRoute::relieved(Facts& facts, int turned_to) const {
    facts.set(Fact::turned_to, turned_to);
    return desk_turned_to(said(TableName::relief, facts));
}

Ending StaffRoute::ending(Facts facts, const DeskReaches& reaches) const {
    facts.set(Fact::advisor_desk, state_of(reaches.advisor));
    facts.set(Fact::leader_desk, state_of(reaches.leader));
    facts.set(Fact::department_desk, state_of(reaches.department));
    facts.set(Fact::coordinator_desk, state_of(reaches.coordinator));
    facts.set(Fact::way, said(TableName::way, facts));
    facts.set(Fact::wish_met, said(TableName::wish_met, facts));
    Ending out{.desk = relieved(facts, said(TableName::first_desk, facts))};
    facts.set(Fact::cause, Cause::silent);
    while (reaches.of(out.desk) > Reach::interpreter) {
        facts.set(Fact::at, out.desk);
        const auto next = relieved(facts, said(TableName::next_desk, facts));
        if (domain::rank(next) <= domain::rank(out.desk)) break;  // the alarm rings where it is
        out.desk = next;
    }
    out.reach = reaches.of(out.desk);
    return out;
}

}  // namespace sodan::routing
