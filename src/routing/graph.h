#pragma once
// How the tables are asked one after the other: the order of thought as data, for whoever proves something of
// the tables together. Held to Thought and to the facts that it computes by tests.

#include "routing/tables.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sodan::routing {

// What each fact may be, as bits of its values. The last place holds the topic that made the case as urgent
// as it is: a caller may name several, and a table is asked for each.
inline constexpr std::size_t gravest_topic = fact_count;
using World = std::array<std::uint64_t, fact_count + 1>;

World whole_world();
std::uint64_t all_of(Fact);
std::uint64_t bit_of(Fact, std::string_view value);  // throws when it is none of its values

// One table asked, and the fact that its first output becomes.
struct Step {
    TableName table;
    std::optional<Fact> gives{};
};

// One question that the office asks of its rules, from the facts that are known to what is decided.
struct Flow {
    std::string name;          // "first_desk", "next_desk", "people"
    std::vector<Fact> known;   // before the first step; the facts of the inquiry are always
    std::vector<Step> steps;   // in the order in which they are asked
    std::vector<Fact> learnt;  // found in code on the way: about people and dates
};
const std::vector<Flow>& flows();

// What cannot be at once, whatever the rules say, and why: "witness.graph.never.NAME" says it.
struct Never {
    std::string name;
    World world;
};
const std::vector<Never>& what_never_is();

// Where no case may come to lie by rules alone while somebody else could act.
const std::vector<Never>& dead_ends();

}  // namespace sodan::routing
