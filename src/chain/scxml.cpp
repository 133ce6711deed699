#include "chain/scxml.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace sodan::chain {

namespace {

std::string identifier(std::string name) {
    std::ranges::replace(name, '.', '_');
    return name;
}

std::vector<const StateRow*> inside(const Table& table, std::string_view parent,
                                    std::string_view region = "") {
    std::vector<const StateRow*> out;
    for (const auto& state : table.states)
        if (state.parent == parent && (region.empty() || state.region == region)) out.push_back(&state);
    return out;
}

std::string indent(int depth) { return std::string(static_cast<std::size_t>(depth) * 2, ' '); }

// What an event asks of the memory, and what it leaves there. The test that runs the document beside the
// machine holds the two to each other.
struct Remembered {
    std::string_view condition;
    std::vector<std::pair<std::string_view, std::string_view>> assigns;
};

const Remembered& remembered(const std::string& event) {
    constexpr std::string_view named = "_event.data.desk";
    constexpr std::string_view back = "came_from[came_from.length - 1] == _event.data.desk";
    constexpr std::string_view handed_over =
        "desk == _event.data.desk ? came_from : came_from.concat([desk])";
    constexpr std::string_view another = "proposed_by != _event.data.by";
    constexpr std::string_view in_danger = "_event.data.help_by != null";
    static const std::map<std::string, Remembered> all{
        {"logged", {"", {{"desk", named}, {"help", in_danger}}}},
        {"urgency_set", {"", {{"help", "help || _event.data.help_by != null"}}}},
        {"help_awaited", {"help", {}}},
        {"help_made_contact", {"help", {{"help", "false"}}}},
        {"monitored", {"!help", {}}},
        {"closed", {"!help", {}}},
        {"moved", {"", {{"desk", named}}}},
        {"reopened", {"desk == _event.data.desk", {}}},
        {"looked_again", {"desk == _event.data.desk", {}}},
        {"accepted", {"offered_to == _event.data.desk", {{"came_from", handed_over}, {"desk", named}}}},
        {"escalated", {"", {{"came_from", handed_over}, {"desk", named}}}},
        {"returned", {back, {{"came_from", "came_from.slice(0, -1)"}, {"desk", named}}}},
        {"offered", {"", {{"offered_to", named}}}},
        {"committee_proposed", {"", {{"proposed_by", "_event.data.by"}}}},
        {"committee_agreed", {another, {}}},
        {"committee_refused", {another, {}}}};
    static const Remembered nothing{};
    const auto found = all.find(event);
    return found == all.end() ? nothing : found->second;
}

std::string condition(const TransitionRow& t) {
    const auto memory = remembered(t.event).condition;
    const auto link = t.desk.empty() ? "" : fmt::format("_event.data.link == '{}'", t.desk);
    if (link.empty() && memory.empty()) return "";
    const auto* both = link.empty() || memory.empty() ? "" : " &amp;&amp; ";
    return fmt::format(" cond=\"{}{}{}\"", link, both, memory);
}

void add_transition(std::string& out, const TransitionRow& t, int depth) {
    const auto target = t.to == t.from ? "" : fmt::format(" target=\"{}\"", identifier(t.to));
    out += fmt::format("{}<transition event=\"{}\"{}{}", indent(depth), t.event, condition(t), target);
    const auto& assigns = remembered(t.event).assigns;
    if (assigns.empty()) {
        out += "/>\n";
        return;
    }
    out += ">\n";
    for (const auto& [location, value] : assigns)
        out += fmt::format("{}<assign location=\"{}\" expr=\"{}\"/>\n", indent(depth + 1), location, value);
    out += indent(depth) + "</transition>\n";
}

void add_transitions(std::string& out, const Table& table, const StateRow& state, int depth) {
    for (const auto& t : table.transitions)
        if (t.from == state.name) add_transition(out, t, depth);
}

void add_state(std::string& out, const Table& table, const StateRow& state, int depth) {
    out += fmt::format("{}<state id=\"{}\">\n", indent(depth), identifier(state.name));
    add_transitions(out, table, state, depth + 1);
    for (const auto* inner : inside(table, state.name)) add_state(out, table, *inner, depth + 1);
    out += fmt::format("{}</state>\n", indent(depth));
}

void add_region(std::string& out, const Table& table, std::string_view region, std::string_view initial) {
    out += fmt::format("    <state id=\"{}\" initial=\"{}\">\n", region, initial);
    for (const auto* state : inside(table, "open", region)) add_state(out, table, *state, 3);
    out += "    </state>\n";
}

}  // namespace

std::string scxml(const Table& table) {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" datamodel=\"ecmascript\" "
        "initial=\"unlogged\" name=\"case\">\n"
        "  <datamodel>\n"
        "    <data id=\"desk\" expr=\"''\"/>\n"
        "    <data id=\"came_from\" expr=\"[]\"/>\n"
        "    <data id=\"offered_to\" expr=\"''\"/>\n"
        "    <data id=\"proposed_by\" expr=\"''\"/>\n"
        "    <data id=\"help\" expr=\"false\"/>\n"
        "  </datamodel>\n";
    for (const auto* state : inside(table, "")) {
        if (state->name != "open") {
            add_state(out, table, *state, 1);
            continue;
        }
        out += "  <parallel id=\"open\">\n";
        add_transitions(out, table, *state, 2);
        add_region(out, table, "custody", "with_advisor");
        add_region(out, table, "counsel", "alone");
        out += "  </parallel>\n";
    }
    return out + "</scxml>\n";
}

}  // namespace sodan::chain
