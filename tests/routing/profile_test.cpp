// What stands outside the profile is refused whole, with its place and a sentence.

#include "example.h"
#include "routing/rule_files.h"

#include <regex>

namespace sodan::routing::example {

namespace {

RuleFiles delivered() { return *read_rule_files(root() / "rules"); }
const Catalogue& texts() {
    static const auto out = *Catalogue::load(root() / "rules/texts");
    return out;
}

RuleFiles with(const std::string& file, const std::string& old_text, const std::string& new_text) {
    auto out = delivered();
    auto& bytes = out.at(file);
    const auto found = bytes.find(old_text);
    REQUIRE_MESSAGE(found != std::string::npos, old_text);
    bytes.replace(found, old_text.size(), new_text);
    return out;
}

Message refusal_of(const RuleFiles& files) {
    const auto loaded = Rules::from(files, texts());
    REQUIRE_FALSE(loaded);
    return loaded.refusal().message;
}

std::string value(const Message& message, std::string_view name) {
    for (const auto& [key, text] : message.values)
        if (key == name) return text;
    return "";
}

void check_refused(const RuleFiles& files, const std::string& why, std::vector<std::string> places) {
    const auto message = refusal_of(files);
    CHECK(message.key == "rules_not_loaded." + why);
    for (const auto& place : places) CHECK_FALSE(value(message, place).empty());
    for (const char* language : {"en", "ja"}) {
        const auto said = texts().text(message, language);
        CHECK_MESSAGE((said != message.key && said.find("{file}") == std::string::npos), said);
    }
}

const std::string disaster = "A disaster is urgent.";

}  // namespace

TEST_CASE("a rule without a reason is refused, in either language") {
    check_refused(with("urgency.dmn", disaster, ""), "rule_without_reason",
                  {"file", "table", "rule", "column"});
    CHECK(value(refusal_of(with("urgency.dmn", disaster, " ")), "rule") == "disaster");
    CHECK(value(refusal_of(with("urgency.dmn", disaster, "")), "column") == "reason_en");
    check_refused(with("urgency.dmn", "<annotation name=\"reason_ja\"/>", "<annotation name=\"remark\"/>"),
                  "rule_without_reason", {"file", "table", "rule", "column"});
}

TEST_CASE("a reason that cannot be put into words, or names what nobody knows, is refused") {
    for (const char* broken : {"A {disaster", "A disaster on {weather}.", "{person, select}"})
        check_refused(with("urgency.dmn", disaster, broken), "reason_broken",
                      {"file", "table", "rule", "column", "given"});
}

TEST_CASE("a default answer and an else-row are refused") {
    check_refused(
        with("desks.dmn", "typeRef=\"string\">",
             "typeRef=\"string\"><defaultOutputEntry><text>\"to_clair\"</text></defaultOutputEntry>"),
        "default_output", {"file", "table", "column"});
    auto files = delivered();
    auto& desks = files.at("desks.dmn");
    const auto rule = desks.find("<rule id=\"to-clair\">");
    const auto end = desks.find("</rule>", rule);
    const auto cells = std::regex_replace(desks.substr(rule, end - rule),
                                          std::regex("(<inputEntry id=\"[^\"]+\"><text>)[^<]+"), "$1-");
    desks.replace(rule, end - rule, cells);
    check_refused(files, "else_row", {"file", "table", "rule"});
}

TEST_CASE("null is no answer and no value of a fact") {
    const std::string cell = "id=\"danger-now-1\"><text>\"immediate\"</text>";
    check_refused(with("urgency.dmn", cell, "id=\"danger-now-1\"><text>null</text>"), "null_cell",
                  {"file", "table", "rule", "column"});
}

TEST_CASE("a cell that holds more than values is refused") {
    const std::string cell = "id=\"danger-now-1\"><text>\"immediate\"</text>";
    check_refused(with("urgency.dmn", cell, "id=\"danger-now-1\"><text>? = \"immediate\"</text>"),
                  "not_literal", {"file", "table", "rule", "column", "given"});
    const std::string answer = "id=\"danger-now-6\"><text>\"immediate\"</text>";
    check_refused(with("urgency.dmn", answer, "id=\"danger-now-6\"><text>danger</text>"), "not_literal",
                  {"file", "table", "rule", "column", "given"});
}

TEST_CASE("two columns that ask for the same are refused") {
    check_refused(with("deadlines.dmn", "<text>window</text>", "<text>urgency</text>"), "column_twice",
                  {"file", "table", "column"});
}

TEST_CASE("a dash is no reason") {
    for (const char* nothing : {"-", "...", "1."})
        check_refused(with("urgency.dmn", disaster, nothing), "rule_without_reason",
                      {"file", "table", "rule", "column"});
}

TEST_CASE("what is no decision table is refused, and so is another edition of the standard") {
    check_refused(with("urgency.dmn", "<dmndi:DMNDI>",
                       "<decision id=\"more\" name=\"more\"><variable name=\"more\"/>"
                       "<literalExpression><text>1</text></literalExpression></decision><dmndi:DMNDI>"),
                  "not_drawn", {"file", "given"});
    check_refused(with("urgency.dmn", "DMN/20191111/MODEL/", "DMN/20211108/MODEL/"), "not_dmn_13", {"file"});
}

TEST_CASE("what does not stand in the diagram would not be seen in an editor, and is refused") {
    check_refused(with("urgency.dmn", "dmnElementRef=\"urgency\"", "dmnElementRef=\"elsewhere\""),
                  "not_drawn", {"file", "given"});
    check_refused(with("urgency.dmn", "dmnElementRef=\"urgency-needs-danger\"", "dmnElementRef=\"x\""),
                  "not_drawn", {"file", "given"});
}

TEST_CASE("a table of more rules than can be proved is refused, and says how many there may be") {
    auto files = delivered();
    auto& bytes = files.at("urgency.dmn");
    const auto rule = bytes.find("<rule id=\"danger-now\">");
    std::string many;
    for (int i = 0; i < 10'000; ++i)
        many +=
            "<rule id=\"copy" + std::to_string(i) +
            "\"><inputEntry><text>\"immediate\"</text></inputEntry><inputEntry><text>-</text></inputEntry>"
            "<inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry><inputEntry>"
            "<text>-</text></inputEntry><outputEntry><text>\"immediate\"</text></outputEntry></rule>";
    bytes.insert(rule, many);
    check_refused(files, "too_many_rules", {"file", "table", "known", "given"});
}

TEST_CASE("what goes without saying is left out of the explanation, and has its reason all the same") {
    const auto& shipped = rules();
    CHECK_FALSE(shipped.texts().text({"rule.way.to-clair"}, "en").empty());
    Decision decision{.fired = {{"way", "to-clair"}, {"urgency", "disaster"}}};
    const auto said = shipped.sentences(decision, office(), "en");
    CHECK(std::ranges::count(said, disaster) == 1);
    CHECK(std::ranges::count(said, shipped.texts().text({"rule.way.to-clair"}, "en")) == 0);
}

}  // namespace sodan::routing::example
