#include "chain/mermaid.h"

#include "chain/events.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace sodan::chain {

namespace {

using Arrows = std::map<std::pair<std::string, std::string>, std::set<std::string>>;

struct Arrow {
    const StateRow &from, &to;
    std::string label;
};

const StateRow& state_called(const Table& table, std::string_view name) {
    return *std::ranges::find(table.states, name, &StateRow::name);
}

bool is_or_is_within(const Table& table, const StateRow& state, std::string_view outer) {
    if (state.name == outer) return true;
    return !state.parent.empty() && is_or_is_within(table, state_called(table, state.parent), outer);
}

bool is_counsel(const StateRow& state) { return state.region == "counsel"; }
bool is_in_link(const StateRow& state) { return state.name.find('.') != std::string::npos; }

// One for all links: "advisor.held" is "held".
std::string folded(const StateRow& state) { return state.name.substr(state.name.find('.') + 1); }

std::vector<Arrow> arrows_of(const Table& table) {
    std::vector<Arrow> out;
    for (const auto& t : table.transitions) {
        if (t.from == t.to && t.desk.empty()) continue;
        for (const auto& state : table.states)
            if (state.resting && is_or_is_within(table, state, t.from))
                out.push_back({state, state_called(table, t.to), t.event});
    }
    return out;
}

// An arrow across the border of a composite state is drawn to the border, with the state inside in words:
// Mermaid draws no other.
void across(Arrows& all, const Arrow& a) {
    if (is_in_link(a.from))
        all[{"open", a.to.name}].insert(fmt::format("{} (from {})", a.label, folded(a.from)));
    else if (is_in_link(a.to))
        all[{a.from.name, "open"}].insert(fmt::format("{} (to {})", a.label, folded(a.to)));
    else
        all[{a.from.name, a.to.name}].insert(a.label);
}

struct Picture {
    Arrows link, counsel, outside, climbing;
};

std::string link_of(const StateRow& state) { return state.name.substr(0, state.name.find('.')); }

Picture picture_of(const Table& table) {
    const std::set<std::string_view> elsewhere{Accepted::name, Escalated::name, Returned::name, Moved::name};
    Picture out;
    for (const auto& a : arrows_of(table)) {
        if (a.label == Escalated::name) out.climbing[{link_of(a.from), link_of(a.to)}].insert(a.label);
        if (is_counsel(a.from))
            out.counsel[{a.from.name, a.to.name}].insert(a.label);
        else if (is_in_link(a.from) && is_in_link(a.to))
            out.link[{folded(a.from), folded(a.to)}].insert(
                a.label + (elsewhere.contains(a.label) ? " (elsewhere)" : ""));
        else
            across(out.outside, a);
    }
    return out;
}

std::string drawn(const Arrows& arrows, std::string_view indent) {
    std::string out;
    for (const auto& [ends, events] : arrows)
        out += fmt::format("{}{} --> {} : {}\n", indent, ends.first, ends.second, fmt::join(events, ", "));
    return out;
}

}  // namespace

std::string mermaid(const Table& table) {
    const auto picture = picture_of(table);
    return "stateDiagram-v2\n"
           "  [*] --> unlogged\n"
           "  state open {\n"
           "    state \"custody with supervisor, advisor, department, leader or coordinator\" as custody "
           "{\n" +
           drawn(picture.link, "      ") +
           "    }\n"
           "    --\n"
           "    state \"counsel\" as counsel {\n"
           "      [*] --> alone\n" +
           drawn(picture.counsel, "      ") +
           "    }\n"
           "  }\n" +
           drawn(picture.outside, "  ") + "  state \"where an escalation can lead\" as climbing {\n" +
           drawn(picture.climbing, "    ") + "  }\n";
}

}  // namespace sodan::chain
