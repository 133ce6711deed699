// The machine's table in the formats of others: SCXML for tools, Mermaid for the eye, Promela for the model
// checker, JSON for all else.

#include "base/described.h"
#include "chain/export.h"
#include "chain/mermaid.h"

#include <boost/json/serialize.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sodan::chain {

BOOST_DESCRIBE_STRUCT(StateRow, (), (name, parent, region, initial, resting))
BOOST_DESCRIBE_STRUCT(TransitionRow, (), (from, event, to, desk, when))
BOOST_DESCRIBE_STRUCT(Table, (), (states, transitions, events))

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

// ---- SCXML 1.0 (W3C): the two regions are the children of a <parallel>

void scxml_transitions(std::string& out, const Table& table, const StateRow& state, int depth) {
    for (const auto& t : table.transitions) {
        if (t.from != state.name) continue;
        const auto condition =
            t.desk.empty() ? "" : fmt::format(" cond=\"_event.data.link == '{}'\"", t.desk);
        const auto target = t.to == t.from ? "" : fmt::format(" target=\"{}\"", identifier(t.to));
        out += fmt::format("{}<transition event=\"{}\"{}{}/>\n", indent(depth), t.event, condition, target);
    }
}

void scxml_state(std::string& out, const Table& table, const StateRow& state, int depth) {
    out += fmt::format("{}<state id=\"{}\">\n", indent(depth), identifier(state.name));
    scxml_transitions(out, table, state, depth + 1);
    for (const auto* inner : inside(table, state.name)) scxml_state(out, table, *inner, depth + 1);
    out += fmt::format("{}</state>\n", indent(depth));
}

void scxml_region(std::string& out, const Table& table, std::string_view region, std::string_view initial) {
    out += fmt::format("    <state id=\"{}\" initial=\"{}\">\n", region, initial);
    for (const auto* state : inside(table, "open", region)) scxml_state(out, table, *state, 3);
    out += "    </state>\n";
}

std::string scxml(const Table& table) {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" datamodel=\"ecmascript\" "
        "initial=\"unlogged\" name=\"case\">\n";
    for (const auto* state : inside(table, "")) {
        if (state->name != "open") {
            scxml_state(out, table, *state, 1);
            continue;
        }
        out += "  <parallel id=\"open\">\n";
        scxml_transitions(out, table, *state, 2);
        scxml_region(out, table, "custody", "with_advisor");
        scxml_region(out, table, "counsel", "alone");
        out += "  </parallel>\n";
    }
    return out + "</scxml>\n";
}

// ---- Promela: custody and counsel as variables, each event a guarded step; what a state takes its outer
// states' steps too

std::vector<std::string> with_outer(const Table& table, const std::string& name) {
    std::vector<std::string> out{name};
    for (const auto& state : table.states)
        if (state.name == name && !state.parent.empty())
            for (auto& outer : with_outer(table, state.parent)) out.push_back(outer);
    return out;
}

void promela_step(std::string& out, const StateRow& state, const TransitionRow& t, bool of_counsel) {
    const auto* variable = of_counsel ? "counsel" : "custody";
    const bool ends_counsel = t.to == "monitoring" || t.to == "closed";
    const auto rest = ends_counsel && !of_counsel ? "; counsel = alone" : "";
    const auto open =
        of_counsel ? " && custody != unlogged && custody != monitoring && custody != closed" : "";
    out += fmt::format("  :: atomic {{ {} == {}{} -> /* {} */ {} = {}{} }}\n", variable,
                       identifier(state.name), open, t.event, variable, identifier(t.to), rest);
}

void promela_steps(std::string& out, const Table& table, const StateRow& state) {
    const bool of_counsel = state.region == "counsel";
    const auto names = of_counsel ? std::vector{state.name} : with_outer(table, state.name);
    for (const auto& t : table.transitions)
        if (t.from != t.to && std::ranges::find(names, t.from) != names.end())
            promela_step(out, state, t, of_counsel);
}

std::string promela(const Table& table) {
    std::vector<std::string> names;
    for (const auto& state : table.states)
        if (state.resting) names.push_back(identifier(state.name));
    auto out = fmt::format(
        "/* The chain of a case. Desks and people are left out: every step that some of them allow can be "
        "taken. */\n"
        "mtype = {{ {} }}\nmtype custody = unlogged;\nmtype counsel = alone;\n\nactive proctype Case() {{\n  "
        "do\n",
        fmt::join(names, ", "));
    for (const auto& state : table.states)
        if (state.resting) promela_steps(out, table, state);
    return out +
           "  od\n}\n\n/* A case that is closed asks nobody. */\nltl closed_is_quiet { [] (custody == closed "
           "-> counsel == alone) }\n";
}

}  // namespace

std::optional<std::string> exported_as(std::string_view format) {
    if (format == "scxml") return scxml(table());
    if (format == "mermaid") return mermaid(table());
    if (format == "promela") return promela(table());
    if (format == "json") return boost::json::serialize(written(table())) + "\n";
    return {};
}

}  // namespace sodan::chain
