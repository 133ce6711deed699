#pragma once
// The machine's own table, printed from the very types that run it: states, their nesting, and every
// transition.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::chain {

struct StateRow {
    std::string name;    // "advisor.held"
    std::string parent;  // "with_advisor"; "" at the top
    std::string region;  // "custody" or "counsel" for direct children of open, else ""
    bool initial = false;
    bool resting = false;  // a case can rest here; the store writes such names
};
struct TransitionRow {
    std::string from, event, to;  // to == from for an event that is taken without leaving the state
    std::string desk;             // the kind of desk that the event is addressed to; "" when to none
    std::string when;             // the condition on what the case remembers, in words; "" when there is none
};
struct Table {
    std::vector<StateRow> states;
    std::vector<TransitionRow> transitions;
    std::vector<std::string> events;  // all of them
};

const Table& table();

// format: "scxml", "mermaid", "promela" or "json"; nothing when it is none of them.
std::optional<std::string> exported_as(std::string_view format);

}  // namespace sodan::chain
