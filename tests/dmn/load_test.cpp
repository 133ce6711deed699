#include "base/catalogue.h"
#include "dmn/evaluate.h"
#include "model_text.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace sodan;
using namespace sodan::dmn;

namespace {

std::string value_of(const Message& message, const std::string& name) {
    for (const auto& [key, value] : message.values)
        if (key == name) return value;
    return "";
}

Message refused(const std::string& xml) {
    const auto model = Model::load(xml, "office.dmn");
    REQUIRE_FALSE(model);
    CHECK(model.refusal().why == Refusal::Why::rules_not_loaded);
    CHECK(value_of(model.refusal().message, "file") == "office.dmn");
    return model.refusal().message;
}

std::string one_rule(const std::vector<std::string>& cells, const std::string& attributes = "") {
    return testing::table(attributes, {{"n", "number"}, {"kind", "string", R"("x","y")"}},
                          {{"out", "string", R"("p","q")"}}, {cells});
}

std::string required(const std::string& decision, const std::string& other) {
    return "<decision id=\"" + decision + "\" name=\"" + decision +
           "\"><variable name=\"v\"/><informationRequirement><requiredDecision href=\"#" + other +
           "\"/></informationRequirement><literalExpression><text>1</text></literalExpression></decision>";
}

}  // namespace

TEST_CASE("a cell that cannot be read is refused with file, table, rule and column") {
    const auto message = refused(one_rule({"> 1", "\"x", R"("p")"}));
    CHECK(message.key == "dmn.not_loaded.syntax");
    CHECK(value_of(message, "table") == "d");
    CHECK(value_of(message, "rule") == "r1");
    CHECK(value_of(message, "column") == "kind");
}

TEST_CASE("a value that its input does not allow is refused") {
    const auto message = refused(one_rule({"-", R"("z")", R"("p")"}));
    CHECK(message.key == "dmn.not_loaded.not_allowed");
    CHECK(value_of(message, "given") == R"("z")");
    CHECK(value_of(message, "column") == "kind");
}

TEST_CASE("an output that is not allowed, or of another type, is refused") {
    CHECK(refused(one_rule({"-", "-", R"("r")"})).key == "dmn.not_loaded.not_allowed");
    CHECK(refused(one_rule({"-", "-", "5"})).key == "dmn.not_loaded.wrong_type");
}

TEST_CASE("a test of another type than its input is refused") {
    CHECK(refused(one_rule({R"("text")", "-", R"("p")"})).key == "dmn.not_loaded.wrong_type");
}

TEST_CASE("a rule with too few or too many cells is refused") {
    CHECK(refused(one_rule({"-", "-"})).key == "dmn.not_loaded.too_few_cells");
    CHECK(refused(one_rule({"-", "-", R"("p")", R"("p")"})).key == "dmn.not_loaded.too_many_cells");
}

TEST_CASE("an unknown hit policy, aggregation, type, name or requirement is refused") {
    CHECK(refused(one_rule({"-", "-", R"("p")"}, R"(hitPolicy="BEST")")).key == "dmn.not_loaded.hit_policy");
    CHECK(refused(one_rule({"-", "-", R"("p")"}, R"(aggregation="SUM")")).key ==
          "dmn.not_loaded.aggregation");
    CHECK(refused(testing::literal("1", "nothing")).key == "dmn.not_loaded.unknown_type");
    CHECK(refused(testing::literal("c + 1")).key == "dmn.not_loaded.unknown_name");
    CHECK(refused(testing::document(required("a", "b"))).key == "dmn.not_loaded.unknown_requirement");
}

TEST_CASE("a table by priority needs its output values") {
    const auto xml =
        testing::table(R"(hitPolicy="PRIORITY")", {{"n", "number"}}, {{"out", "string"}}, {{"-", R"("p")"}});
    CHECK(refused(xml).key == "dmn.not_loaded.no_priorities");
}

TEST_CASE("decisions that need each other in a circle are refused") {
    CHECK(refused(testing::document(required("a", "b") + required("b", "a"))).key == "dmn.not_loaded.cycle");
}

TEST_CASE("an id or a name that is there twice is refused") {
    CHECK(refused(testing::document(testing::input_data("a", "") + testing::input_data("a", ""))).key ==
          "dmn.not_loaded.duplicate_id");
}

TEST_CASE("what is not DMN is refused, and so are entities that would grow") {
    CHECK(refused("no xml").key == "dmn.not_loaded.not_xml");
    CHECK(refused("<definitions xmlns='urn:other'/>").key == "dmn.not_loaded.not_dmn");
    const auto bomb =
        R"(<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>)" + testing::literal("1");
    CHECK(refused(bomb).key == "dmn.not_loaded.document_type");
}

TEST_CASE("elements within elements without end are refused") {
    std::string nested;
    for (int i = 0; i < 50'000; ++i) nested += "<x>";
    for (int i = 0; i < 50'000; ++i) nested += "</x>";
    CHECK(refused(testing::document(nested)).key == "dmn.not_loaded.too_deep");
    std::string types;
    for (int i = 0; i < 100; ++i) types += "<itemComponent name=\"c\">";
    for (int i = 0; i < 100; ++i) types += "</itemComponent>";
    CHECK(refused(testing::document("<itemDefinition name=\"t\">" + types + "</itemDefinition>")).key ==
          "dmn.not_loaded.too_deep");
}

TEST_CASE("types without end are refused at once") {
    const auto chain = [](int length) {
        std::string out = "<itemDefinition name=\"t0\"><typeRef>string</typeRef></itemDefinition>";
        for (int i = 1; i < length; ++i)
            out += "<itemDefinition name=\"t" + std::to_string(i) + "\"><typeRef>t" + std::to_string(i - 1) +
                   "</typeRef></itemDefinition>";
        return testing::document(out);
    };
    CHECK(refused(chain(100)).key == "dmn.not_loaded.too_deep");
    CHECK(refused(chain(40'000)).key == "dmn.not_loaded.too_many");
    CHECK(refused(testing::document("<itemDefinition name=\"a\"><typeRef>b</typeRef></itemDefinition>"
                                    "<itemDefinition name=\"b\"><typeRef>a</typeRef></itemDefinition>"))
              .key == "dmn.not_loaded.cycle");
}

TEST_CASE("the rule in which an id stands twice is named, and a text that breaks off is said to") {
    auto xml = testing::table("", {{"n", "number"}}, {{"o", "number"}}, {{"1", "1"}, {"2", "2"}});
    xml.replace(xml.find("id=\"r2\""), 7, "id=\"r1\"");
    CHECK(value_of(refused(xml), "rule") == "r1");
    CHECK(refused(testing::literal("")).key == "dmn.not_loaded.ends_early");
    CHECK(refused(testing::literal("1 +")).key == "dmn.not_loaded.ends_early");
}

TEST_CASE("every version of DMN from 1.1 to 1.5 is read, with or without a prefix") {
    for (const char* space :
         {"http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
          "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
          "https://www.omg.org/spec/DMN/20230324/MODEL/"}) {
        const auto xml =
            std::string("<p:definitions xmlns:p=\"") + space +
            "\"><p:decision id=\"d\" name=\"d\"><p:variable name=\"d\"/><p:literalExpression><p:text>1 + 1"
            "</p:text></p:literalExpression></p:decision></p:definitions>";
        const auto model = Model::load(xml, "v.dmn");
        REQUIRE(model);
        CHECK(evaluate(*model, "d", {}).value == Value(2));
    }
}

TEST_CASE("a value of another type than its input counts as null and is reported") {
    const auto model =
        Model::load(testing::table("", {{"n", "number"}}, {{"o", "number"}}, {{"> 1", "1"}}), "t.dmn");
    REQUIRE(model);
    const auto out = evaluate(*model, "d", Context{{{"n", "text"}}});
    CHECK(out.value.is_null());
    REQUIRE_FALSE(out.problems.empty());
    CHECK(out.problems[0].message.key == "dmn.problem.wrong_type");
}

TEST_CASE("the rules of the office load, and every text of a refusal is there in both languages") {
    const std::filesystem::path root = SODAN_ROOT;
    for (const auto& entry : std::filesystem::directory_iterator(root / "rules")) {
        if (entry.path().extension() != ".dmn") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string xml{std::istreambuf_iterator<char>(in), {}};
        const auto model = Model::load(xml, entry.path().filename().string());
        CHECK_MESSAGE(model, entry.path().string());
    }
    std::map<std::string, std::vector<std::string>> texts;
    for (const char* language : {"en", "ja"}) {
        std::ifstream in(root / "rules/texts" / language / "dmn.json");
        texts[language].emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    const auto catalogue = Catalogue::from_json(texts);
    REQUIRE(catalogue);
    const auto text = catalogue->text(refused(one_rule({"> 1", "\"x", R"("p")"})), "en");
    CHECK(text == "office.dmn, table d, rule r1, column kind: it cannot be read as FEEL from here on: \"x");
    CHECK(catalogue->text(refused("no xml"), "en") ==
          "office.dmn: it is not well-formed XML from byte 6 on.");
}
