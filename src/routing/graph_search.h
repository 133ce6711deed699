#pragma once
// Searching for a situation that can be, in which the tables, asked one after the other, say what is looked
// for. A caller's topics are taken to be one or two; a table that asks for the topic is asked for one of
// them, and only the urgency heeds both. Each table has been shown to be total before.

#include "routing/graph.h"

#include <map>
#include <string>

namespace sodan::routing {

// A situation, one value a fact; facts that play no part are left out.
using Situation = std::map<std::string, std::string>;

class GraphSearch {
public:
    GraphSearch(const Tables&, const Flow&);  // both must outlive it

    // A situation within `wanted`, or nothing when there is none.
    std::optional<Situation> find(const World& wanted) const;
    // One in which this rule of a table of the flow fires.
    std::optional<Situation> find(TableName, RuleIndex, const World& within) const;
    std::optional<Situation> find(TableName table, RuleIndex rule) const {
        return find(table, rule, whole_world());
    }
    // The same, where the table is asked and no rule of it fits.
    std::optional<Situation> find_gap(TableName) const;

private:
    using Worlds = std::vector<World>;
    const Worlds& regions(TableName, RuleIndex) const;  // where that rule is the one that decides
    std::optional<World> settle(const World&, std::size_t steps) const;
    std::optional<World> settle_urgency(const World&, std::size_t step) const;
    static std::optional<World> possible(const World&);
    std::uint64_t said(const Step&, RuleIndex) const;
    void decide(const Step&, World&) const;
    Situation situation(World) const;

    const Tables& tables_;
    const Flow& flow_;
    std::map<TableName, std::vector<Worlds>> regions_;
};

bool is_empty(const World&);
World common(const World&, const World&);
// What of `all` lies outside `hole`, as worlds that do not overlap.
std::vector<World> without(const std::vector<World>& all, const World& hole);

}  // namespace sodan::routing
