#include "chain/export.h"

#include "base/described.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>
#include <pugixml.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

using namespace sodan::chain;

namespace {

constexpr auto page_path = SODAN_ROOT "/docs/chain.md";

std::string file(const std::string& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// The page with the diagram that the machine prints now between its marks.
std::string with_present_diagram(const std::string& page) {
    const std::string begin = "<!-- printed by the machine: begin -->\n",
                      end = "<!-- printed by the machine: end -->";
    const auto from = page.find(begin), to = page.find(end);
    REQUIRE(from != std::string::npos);
    REQUIRE(to != std::string::npos);
    return page.substr(0, from + begin.size()) + "```mermaid\n" + *exported_as("mermaid") + "```\n" +
           page.substr(to);
}

}  // namespace

TEST_CASE("the diagram in the docs is the chain that runs (SODAN_UPDATE_DOCS=1 writes it anew)") {
    const auto page = file(page_path);
    const auto present = with_present_diagram(page);
    if (std::getenv("SODAN_UPDATE_DOCS"))
        std::ofstream(page_path) << present;
    else
        CHECK(page == present);
}

TEST_CASE("the table names states that exist, and every event leads somewhere") {
    std::set<std::string> states, events;
    for (const auto& state : table().states) CHECK(states.insert(state.name).second);
    for (const auto& t : table().transitions) {
        CHECK(states.contains(t.from));
        CHECK(states.contains(t.to));
        events.insert(t.event);
    }
    CHECK(events == std::set(table().events.begin(), table().events.end()));
}

TEST_CASE("SCXML is well formed, with the two regions in parallel and every target a state") {
    pugi::xml_document document;
    REQUIRE(document.load_string(exported_as("scxml")->c_str()));
    CHECK(document.select_nodes("//parallel[@id='open']/state").size() == 2);
    for (const auto& node : document.select_nodes("//transition[@target]")) {
        const auto target = std::string("//*[@id='") + node.node().attribute("target").value() + "']";
        CHECK_MESSAGE(document.select_node(target.c_str()), target);
    }
}

TEST_CASE("the diagram shows every event that leads to another state") {
    const auto diagram = *exported_as("mermaid");
    for (const auto& t : table().transitions)
        if (t.from != t.to) CHECK_MESSAGE(diagram.find(t.event) != std::string::npos, t.event);
    CHECK(diagram.find("supervisor --> advisor : escalated") != std::string::npos);
    CHECK(diagram.find(" coordinator --> ") == std::string::npos);
}

TEST_CASE("JSON tells the whole table, and an unknown format is none") {
    const auto json = boost::json::parse(*exported_as("json"));
    CHECK(json.at("states").as_array().size() == table().states.size());
    CHECK(json.at("transitions").as_array().size() == table().transitions.size());
    CHECK_FALSE(exported_as("visio"));
}

TEST_CASE("the Promela model has people who log and close, and a clock that climbs") {
    const auto model = *exported_as("promela");
    CHECK(model.find("custody == unlogged -> /* logged */ custody = advisor_queued") != std::string::npos);
    CHECK(model.find("-> /* closed */ custody = closed") != std::string::npos);
    CHECK(model.find("custody == advisor_queued -> /* escalated */ custody = coordinator_queued; rings = "
                     "false; human = false") != std::string::npos);
}
