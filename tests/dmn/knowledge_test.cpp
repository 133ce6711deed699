#include "dmn/evaluate.h"

#include <doctest/doctest.h>

#include <string>

using namespace sodan;
using namespace sodan::dmn;

namespace {

const std::string head = R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m">
<inputData id="i" name="loan amount"><variable name="loan amount" typeRef="number"/></inputData>)";

const std::string doubling =
    R"(<businessKnowledgeModel id="k" name="instalment of"><variable name="instalment of"/>
<encapsulatedLogic><formalParameter name="sum" typeRef="number"/><formalParameter name="months" typeRef="number"/>
<literalExpression><text>sum / months</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>)";

std::string decision(const std::string& text, const std::string& logic = "") {
    return R"(<decision id="d" name="d"><variable name="d" typeRef="number"/><informationRequirement>
<requiredInput href="#i"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="#k"/>
</knowledgeRequirement>)" +
           (logic.empty() ? "<literalExpression><text>" + text + "</text></literalExpression>" : logic) +
           "</decision></definitions>";
}

Value decided(const std::string& xml) {
    const auto model = Model::load(xml, "m.dmn");
    REQUIRE_MESSAGE(model, model.refusal().message.key);
    return evaluate(*model, "d", Context{{{"loan amount", 1200}}}).value;
}

std::string refused(const std::string& xml) {
    const auto model = Model::load(xml, "m.dmn");
    REQUIRE_FALSE(model);
    return model.refusal().message.key;
}

}  // namespace

TEST_CASE("knowledge is called as a function, by place or by the names of its parameters") {
    CHECK(decided(head + doubling + decision("instalment of(loan amount, 12) + 5")) == Value(105));
    CHECK(decided(head + doubling + decision("instalment of(months: 6, sum: loan amount)")) == Value(200));
}

TEST_CASE("knowledge is invoked with bindings, and what is not bound is null") {
    const std::string open = "<invocation><literalExpression><text>instalment of</text></literalExpression>";
    const std::string sum = R"(<binding><parameter name="sum"/><literalExpression><text>loan amount</text>
</literalExpression></binding>)";
    const std::string months = R"(<binding><parameter name="months"/><literalExpression><text>4</text>
</literalExpression></binding>)";
    CHECK(decided(head + doubling + decision("", open + months + sum + "</invocation>")) == Value(300));
    CHECK(decided(head + doubling + decision("", open + sum + "</invocation>")).is_null());
}

TEST_CASE("knowledge may be a table, and may require other knowledge") {
    const std::string table = R"(<businessKnowledgeModel id="k" name="grade"><encapsulatedLogic>
<formalParameter name="sum" typeRef="number"/><decisionTable id="t"><input id="a"><inputExpression typeRef="number">
<text>sum</text></inputExpression></input><output id="b" name="b" typeRef="number"/>
<rule id="r1"><inputEntry><text>&lt; 1000</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
<rule id="r2"><inputEntry><text>&gt;= 1000</text></inputEntry><outputEntry><text>2</text></outputEntry></rule>
</decisionTable></encapsulatedLogic></businessKnowledgeModel>)";
    CHECK(decided(head + table + decision("grade(loan amount)")) == Value(2));
    const std::string upper = R"(<businessKnowledgeModel id="k" name="twice"><knowledgeRequirement>
<requiredKnowledge href="#k2"/></knowledgeRequirement><encapsulatedLogic><formalParameter name="n"/>
<literalExpression><text>once(n) * 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>)";
    const std::string lower = R"(<businessKnowledgeModel id="k2" name="once"><encapsulatedLogic>
<formalParameter name="n" typeRef="number"/><literalExpression><text>n + 1</text></literalExpression>
</encapsulatedLogic></businessKnowledgeModel>)";
    CHECK(decided(head + upper + lower + decision("twice(loan amount)")) == Value(2402));
}

TEST_CASE("an argument of another type is null inside") {
    CHECK(decided(head + doubling + decision("instalment of(\"many\", 12)")).is_null());
}

TEST_CASE("knowledge that is not required, wrong arguments and circles are refused") {
    auto without = head + doubling + decision("instalment of(loan amount, 12)");
    const auto from = without.find("<knowledgeRequirement>"), to = without.find("</knowledgeRequirement>");
    without.erase(from, to + 23 - from);
    CHECK(refused(without) == "dmn.not_loaded.unknown_name");
    CHECK(refused(head + doubling + decision("instalment of(1)")) == "dmn.not_loaded.arguments");
    CHECK(refused(head + doubling + decision("instalment of(1, 2, 3)")) == "dmn.not_loaded.arguments");
    CHECK(refused(head + doubling + decision("instalment of(1, sum: 2)")) == "dmn.not_loaded.arguments");
    CHECK(refused(head + decision("1")) == "dmn.not_loaded.unknown_requirement");
    const std::string circle = R"(<businessKnowledgeModel id="k" name="round"><knowledgeRequirement>
<requiredKnowledge href="#k"/></knowledgeRequirement><encapsulatedLogic><literalExpression><text>1</text>
</literalExpression></encapsulatedLogic></businessKnowledgeModel>)";
    CHECK(refused(head + circle + decision("round()")) == "dmn.not_loaded.cycle");
}

TEST_CASE("a cell may name the value that it tests") {
    const std::string table =
        R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m">
<itemDefinition id="l" name="names" isCollection="true"><typeRef>string</typeRef></itemDefinition>
<inputData id="i" name="given"><variable name="given" typeRef="names"/></inputData>
<decision id="d" name="d"><variable name="d" typeRef="string"/><informationRequirement><requiredInput href="#i"/>
</informationRequirement><decisionTable id="t"><input id="a"><inputExpression typeRef="names"><text>given</text>
</inputExpression></input><output id="b" name="b" typeRef="string"/><rule id="r"><inputEntry>
<text>list contains(?, "ja")</text></inputEntry><outputEntry><text>"yes"</text></outputEntry></rule>
</decisionTable></decision></definitions>)";
    const auto model = Model::load(table, "m.dmn");
    REQUIRE(model);
    const auto of = [&](List given) {
        return evaluate(*model, "d", Context{{{"given", Value(std::move(given))}}}).value;
    };
    CHECK(of({{"en", "ja"}}) == Value("yes"));
    CHECK(of({{"en"}}).is_null());
}

TEST_CASE("a boxed expression beyond the scope is refused by its name") {
    CHECK(refused(head + doubling + decision("", "<context/>")) == "dmn.not_loaded.beyond_scope");
}
