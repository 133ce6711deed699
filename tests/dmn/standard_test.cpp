#include "dmn/evaluate.h"
#include "dmn/parse.h"
#include "model_text.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace sodan;
using namespace sodan::dmn;
using testing::document, testing::escaped, testing::input_data;

namespace {

std::string input_of(const std::string& name) {
    return "<informationRequirement><requiredInput href=\"#i_" + name + "\"/></informationRequirement>";
}

std::string decision_of(const std::string& other) {
    return "<informationRequirement><requiredDecision href=\"#" + other + "\"/></informationRequirement>";
}

std::string knowledge_of(const std::string& name) {
    return "<knowledgeRequirement><requiredKnowledge href=\"#" + name + "\"/></knowledgeRequirement>";
}

std::string text(const std::string& feel) {
    return "<literalExpression><text>" + escaped(feel) + "</text></literalExpression>";
}

std::string decision(const std::string& name, const std::string& needs, const std::string& logic,
                     const std::string& type = "") {
    return "<decision id=\"" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\" typeRef=\"" +
           type + "\"/>" + needs + logic + "</decision>";
}

std::string knowledge(const std::string& name, const std::vector<std::string>& parameters,
                      const std::string& logic, const std::string& needs = "", const std::string& type = "") {
    std::string out = "<businessKnowledgeModel id=\"" + name + "\" name=\"" + name + "\"><variable name=\"" +
                      name + "\" typeRef=\"" + type + "\"/>";
    out += "<encapsulatedLogic>";
    for (const auto& one : parameters) out += "<formalParameter name=\"" + one + "\" typeRef=\"number\"/>";
    return out + logic + "</encapsulatedLogic>" + needs + "</businessKnowledgeModel>";
}

std::string refusal(const std::string& inside) {
    const auto model = Model::load(document(inside), "m.dmn");
    return model ? "loaded" : model.refusal().message.key.substr(std::string("dmn.not_loaded.").size());
}

Model loaded(const std::string& inside) {
    auto model = Model::load(document(inside), "m.dmn");
    REQUIRE_MESSAGE(model, refusal(inside));
    return *std::move(model);
}

std::string said(const Model& model, const std::string& name, const Context& inputs = {}) {
    return to_string(evaluate(model, name, inputs).value);
}

std::string one(const std::string& feel, const Context& inputs = {}) {
    std::string data, needs;
    for (const auto& [name, value] : inputs.entries) {
        data += input_data(name, "");
        needs += input_of(name);
    }
    return said(loaded(data + decision("d", needs, text(feel))), "d", inputs);
}

const std::string instalment =
    knowledge("PMT", {"p", "r", "n"}, text("p * r / 12 / (1 - (1 + r / 12) ** -n)"));

}  // namespace

TEST_CASE("a business knowledge model is called by position and by name") {
    const auto model =
        loaded(instalment + decision("a", knowledge_of("PMT"), text("decimal(PMT(600000, 0.0375, 360), 4)")) +
               decision("b", knowledge_of("PMT"), text("decimal(PMT(n: 360, p: 600000, r: 0.0375), 4) + 1")));
    CHECK(said(model, "a") == "2778.6935");
    CHECK(said(model, "b") == "2779.6935");
}

TEST_CASE("a boxed invocation binds the parameters of what it calls") {
    const auto bound = [](const std::string& name, const std::string& feel) {
        return "<binding><parameter name=\"" + name + "\"/>" + text(feel) + "</binding>";
    };
    const auto boxed = "<invocation>" + text("PMT") + bound("r", "0.0375") + bound("n", "360") +
                       bound("p", "600000") + "</invocation>";
    CHECK(said(loaded(instalment + decision("d", knowledge_of("PMT"), boxed)), "d")
              .starts_with("2778.69354943"));
    const auto of_another = "<invocation>" + text("PMT") + bound("x", "1") + "</invocation>";
    CHECK(refusal(instalment + decision("d", knowledge_of("PMT"), of_another)) == "arguments");
}

TEST_CASE("a business knowledge model may be a table, and call others, but never itself") {
    const std::string table =
        "<decisionTable "
        "hitPolicy=\"FIRST\"><input><inputExpression><text>x</text></inputExpression></input><output/>"
        "<rule><inputEntry><text>&lt; "
        "10</text></inputEntry><outputEntry><text>twice(x)</text></outputEntry></rule>"
        "<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>0</text></outputEntry></rule>"
        "</decisionTable>";
    const auto both =
        knowledge("small", {"x"}, table, knowledge_of("twice")) + knowledge("twice", {"x"}, text("2 * x"));
    const auto model =
        loaded(both + decision("d", knowledge_of("small"), text("[small(4), small(50), small(null)]")));
    CHECK(said(model, "d") == "[8, 0, 0]");
    CHECK(refusal(knowledge("f", {"x"}, text("f(x)"), knowledge_of("f"))) == "cycle");
    CHECK(refusal(knowledge("f", {"x"}, text("g(x)"), knowledge_of("g")) +
                  knowledge("g", {"x"}, text("f(x)"), knowledge_of("f"))) == "cycle");
}

TEST_CASE("what is called must be required, and be given what it asks for") {
    CHECK(refusal(instalment + decision("d", "", text("PMT(1, 2, 3)"))) == "unknown_function");
    CHECK(refusal(instalment + decision("d", knowledge_of("PMT"), text("PMT(1, 2)"))) == "arguments");
    CHECK(refusal(instalment + decision("d", knowledge_of("PMT"), text("PMT(p: 1, r: 2, x: 3)"))) !=
          "loaded");
    CHECK(refusal(decision("d", knowledge_of("nothing"), text("1"))) == "unknown_requirement");
}

TEST_CASE("parameters and results of another type are null") {
    const auto model = loaded(knowledge("f", {"x"}, text("if x = null then \"none\" else \"one\"")) +
                              knowledge("g", {"x"}, text("\"text\""), "", "number") +
                              decision("d", knowledge_of("f"), text("f(\"text\")")) +
                              decision("e", knowledge_of("g"), text("g(1)")) +
                              decision("n", "", text("\"text\""), "number"));
    CHECK(said(model, "d") == "\"none\"");
    CHECK(said(model, "e") == "null");
    CHECK(said(model, "n") == "null");
}

TEST_CASE("names may hold signs, apostrophes, keywords and other scripts, and the longest is meant") {
    const Context inputs{{{"a", 7},
                          {"b", 2},
                          {"a-b", 100},
                          {"Applicant's age", 30},
                          {"rate+fee", 5},
                          {"true north", 1},
                          {"相談 件数", 4},
                          {"if wet", 8},
                          {"date", 9}}};
    std::string data, needs;
    for (const auto& [name, value] : inputs.entries) {
        const auto id = std::to_string(std::hash<std::string>{}(name));
        data += "<inputData id=\"i" + id + "\" name=\"" + name + "\"><variable name=\"" + name +
                "\" typeRef=\"number\"/></inputData>";
        needs += "<informationRequirement><requiredInput href=\"#i" + id + "\"/></informationRequirement>";
    }
    const auto value = [&](const std::string& feel) {
        return said(loaded(data + decision("d", needs, text(feel))), "d", inputs);
    };
    CHECK(value("a-b") == "100");
    CHECK(value("a - b") == "5");
    CHECK(value("Applicant's  age + 1") == "31");
    CHECK(value("rate+fee*2") == "10");
    CHECK(value("true north + if wet") == "9");
    CHECK(value("相談　件数 * 2") == "8");
    CHECK(value("date + date(2026, 11, 23).day") == "32");
    CHECK(value("true and a > b") == "true");
}

TEST_CASE("parts of structures, of results of decisions, of lists and of times are reached by a point") {
    const std::string types =
        "<itemDefinition name=\"tLoan\"><itemComponent "
        "name=\"amount\"><typeRef>feel:number</typeRef></itemComponent>"
        "<itemComponent name=\"net rate\"><typeRef>number</typeRef></itemComponent></itemDefinition>";
    const std::string table =
        "<decisionTable><input><inputExpression><text>loan.amount</text></inputExpression></input>"
        "<output name=\"level\"/><output name=\"fee\"/><rule><inputEntry><text>&gt; 10</text></inputEntry>"
        "<outputEntry><text>\"high\"</text></outputEntry><outputEntry><text>loan.amount * loan.net "
        "rate</text>"
        "</outputEntry></rule></decisionTable>";
    const auto model =
        loaded(types + input_data("loan", "tLoan") + decision("risk", input_of("loan"), table) +
               decision("d", decision_of("risk"), text("risk.level + string(risk.fee)")));
    const Context loan{{{"loan", Context{{{"amount", 20}, {"net rate", 2}}}}}};
    CHECK(said(model, "risk", loan) == "{level: \"high\", fee: 40}");
    CHECK(said(model, "d", loan) == "\"high40\"");
    CHECK(one("a.x", Context{{{"a", List{{Context{{{"x", 1}}}, Context{{{"x", 2}}}}}}}}) == "[1, 2]");
    CHECK(one("date(\"2026-11-23\").year") == "2026");
    CHECK(one("@\"2026-11-23T10:20:30\".minute") == "20");
    CHECK(one("duration(\"P3Y2M\").months") == "2");
}

TEST_CASE("logic with null and with what is no truth value has three answers") {
    CHECK(one("not(null)") == "null");
    CHECK(one("not(1)") == "null");
    CHECK(one("not(1 > 2)") == "true");
    CHECK(one("false and 1") == "false");
    CHECK(one("true and \"x\"") == "null");
    CHECK(one("1 or true") == "true");
    CHECK(one("1 = \"1\"") == "null");
    CHECK(one("1 != null") == "true");
}

TEST_CASE("powers bind before products, from the left, and may be negative or broken") {
    CHECK(one("2 ** 3 ** 2") == "64");
    CHECK(one("2 * 3 ** 2") == "18");
    CHECK(one("-2 ** 2") == "4");
    CHECK(one("2 ** -2") == "0.25");
    CHECK(one("9 ** 0.5") == "3");
    CHECK(one("(-8) ** 0.5") == "null");
}

TEST_CASE("in and between test a value as a cell does") {
    CHECK(one("5 in [1..5]") == "true");
    CHECK(one("5 in (1..5)") == "false");
    CHECK(one("5 in (1, > 4)") == "true");
    CHECK(one("\"b\" in [\"a\", \"b\"]") == "true");
    CHECK(one("3 between 1 and 5 and 2 in > 1") == "true");
}

TEST_CASE("the built-in functions give what FEEL says of them") {
    CHECK(one("substring(\"foobar\", 3)") == "\"obar\"");
    CHECK(one("substring(\"foobar\", -2, 1)") == "\"a\"");
    CHECK(one("substring(string: \"相談窓口\", start position: 3)") == "\"窓口\"");
    CHECK(one("upper case(\"aBc4\") + lower case(\"aBc4\")") == "\"ABC4abc4\"");
    CHECK(one("substring before(\"foobar\", \"bar\")") == "\"foo\"");
    CHECK(one("substring after(\"foobar\", \"ob\")") == "\"ar\"");
    CHECK(one("contains(\"foobar\", \"of\")") == "false");
    CHECK(one("string length(\"相談\")") == "2");
    CHECK(one("decimal(1/3, 2)") == "0.33");
    CHECK(one("decimal(2.5, 0)") == "2");
    CHECK(one("[floor(-1.5), ceiling(-1.5), round half up(-1.5, 0), round half down(1.5, 0), round up(1.1, "
              "0)]") == "[-2, -1, -2, 1, 2]");
    CHECK(one("[modulo(12, 5), modulo(-12, 5), abs(-3), sqrt(16)]") == "[2, 3, 3, 4]");
    CHECK(one("[min([1, 2]), max(1, 2), sum([1, 2]), mean(1, 2), count([1, 2, 3]), median(3, 1, 2)]") ==
          "[1, 2, 3, 1.5, 3, 2]");
    CHECK(one("number(\"1,000.5\", \",\", \".\")") == "1000.5");
    CHECK(one("string(date(\"2026-11-23\"))") == "\"2026-11-23\"");
    CHECK(one("distinct values([1, 2, 1])") == "[1, 2]");
    CHECK(one("sublist([1, 2, 3], 2)") == "[2, 3]");
    CHECK(one("years and months duration(date(\"2011-12-22\"), date(\"2013-08-24\"))") ==
          "duration(\"P1Y8M\")");
    CHECK(one("date and time(date(2026, 11, 23), time(10, 20, 0))") ==
          "date and time(\"2026-11-23T10:20:00\")");
    CHECK(one("abs(\"x\")") == "null");
}

TEST_CASE("durations are scaled, and times subtracted") {
    CHECK(one("duration(\"PT2H\") * 1.5") == "duration(\"PT3H\")");
    CHECK(one("duration(\"P1Y\") / 2") == "duration(\"P6M\")");
    CHECK(one("duration(\"P1D\") / duration(\"PT6H\")") == "4");
    CHECK(one("@\"2026-11-23T10:00:00\" - @\"2026-11-22T09:00:00\"") == "duration(\"P1DT1H\")");
    CHECK(one("@\"2026-01-31T10:00:00\" + @\"P1M\"") == "date and time(\"2026-02-28T10:00:00\")");
    CHECK(one("@\"23:30:00\" + @\"PT1H\"") == "time(\"00:30:00\")");
}

TEST_CASE("texts keep their white space and their escapes, and comments count as space") {
    CHECK(one("\"a  b\"") == "\"a  b\"");
    CHECK(one("\"\\u76f8\\uD83D\\uDE00\"") == "\"相😀\"");
    CHECK(one("1 /* one */ + // and\n 2") == "3");
}

TEST_CASE("a cell may ask in its own words what it is given, and name what else is there") {
    const Scope scope{{"limit", "names"}, {}};
    const Context names{{{"limit", 5}, {"names", List{{"x", "y"}}}}};
    const auto cell = [&](const std::string& feel, const Value& value) {
        const auto read = parse_cell(feel, scope);
        REQUIRE_MESSAGE(std::holds_alternative<Cell>(read), feel);
        return passes(std::get<Cell>(read), value, names);
    };
    const Value list = List{{1, 2}};
    CHECK(cell("? > limit", 6) == true);
    CHECK(cell("list contains(?, 2)", list) == true);
    CHECK(cell("count(?) > 2", list) == false);
    CHECK(cell("< limit", 4) == true);
    CHECK(cell("limit + 1", 6) == true);
    CHECK(cell("[1..limit)", 5) == false);
    CHECK(cell("names", "x") == true);
    CHECK(cell("not(names)", "x") == false);
    CHECK(cell("not(names)", "z") == true);
    CHECK(cell("[1, 2]", 2) == true);
    CHECK(cell("[1, 2]", list) == true);
    CHECK(cell("[2, 1]", list) == false);
    CHECK(cell("not(?) or true", 1) == true);
}

TEST_CASE("what lies beyond the scope is refused and named") {
    for (const auto* feel :
         {"{a: 1}", "for x in [1] return x", "some x in [1] satisfies x > 0",
          "every x in [1] satisfies x > 0", "[1, 2][1]", "function(x) x", "1 instance of number", "[1..5]"})
        CHECK_MESSAGE(refusal(decision("d", "", text(feel))) == "unsupported", feel);
    CHECK(refusal(decision("d", "", "<context/>")) == "beyond_scope");
    CHECK(refusal("<import namespace=\"other\"/>" + decision("d", "", text("1"))) == "unsupported");
    CHECK(refusal(decision("d", "",
                           "<literalExpression expressionLanguage=\"javascript\"><text>1</text>"
                           "</literalExpression>")) == "unsupported");
    CHECK(refusal(decision("d", "", text("frobnicate(1)"))) == "unknown_function");
}

TEST_CASE("what is only for people or for drawing is passed over") {
    CHECK(refusal(
              "<knowledgeSource id=\"k\" name=\"k\"/><textAnnotation id=\"t\"><text>x</text></textAnnotation>"
              "<association id=\"s\"/><decisionService id=\"v\" name=\"v\"/>" +
              decision("d", "<authorityRequirement><requiredAuthority href=\"#k\"/></authorityRequirement>",
                       text("1"))) == "loaded");
    const std::string service = "<decisionService id=\"v\" name=\"v\"/>";
    CHECK(refusal(service + decision("d", knowledge_of("v"), text("v()"))) == "unsupported");
}

TEST_CASE("types are inherited with their allowed values, and collections are checked item by item") {
    const std::string types =
        "<itemDefinition "
        "name=\"tLevel\"><typeRef>string</typeRef><allowedValues><text>\"low\",\"high\"</text>"
        "</allowedValues></itemDefinition><itemDefinition "
        "name=\"tOther\"><typeRef>tLevel</typeRef></itemDefinition>"
        "<itemDefinition name=\"tList\" isCollection=\"true\"><typeRef>tOther</typeRef></itemDefinition>";
    const auto model =
        loaded(types + input_data("one", "tOther") + input_data("many", "tList") +
               decision("a", input_of("one"), text("one")) + decision("b", input_of("many"), text("many")));
    CHECK(said(model, "a", Context{{{"one", "low"}}}) == "\"low\"");
    CHECK(said(model, "a", Context{{{"one", "none"}}}) == "null");
    CHECK(said(model, "b", Context{{{"many", List{{"low", "high"}}}}}) == "[\"low\", \"high\"]");
    CHECK(said(model, "b", Context{{{"many", List{{"low", "none"}}}}}) == "null");
}

TEST_CASE("a constraint on a type holds for each value, and for a collection as a whole") {
    const std::string types =
        "<itemDefinition name=\"tAge\"><typeRef>number</typeRef><typeConstraint><text>[0..150]</text>"
        "</typeConstraint></itemDefinition><itemDefinition name=\"tPair\" isCollection=\"true\">"
        "<typeRef>number</typeRef><typeConstraint><text>count(?) = 2</text></typeConstraint>"
        "</itemDefinition>";
    const auto model =
        loaded(types + input_data("age", "tAge") + input_data("pair", "tPair") +
               decision("a", input_of("age"), text("age")) + decision("b", input_of("pair"), text("pair")));
    CHECK(said(model, "a", Context{{{"age", 30}}}) == "30");
    CHECK(said(model, "a", Context{{{"age", 151}}}) == "null");
    CHECK(said(model, "b", Context{{{"pair", List{{1, 2}}}}}) == "[1, 2]");
    CHECK(said(model, "b", Context{{{"pair", List{{1, 2, 3}}}}}) == "null");
}

TEST_CASE("an output without values of its own has the priorities of its part of the type") {
    const std::string types =
        "<itemDefinition name=\"tBoth\"><itemComponent name=\"level\"><typeRef>string</typeRef>"
        "<allowedValues><text>\"high\", \"low\"</text></allowedValues></itemComponent>"
        "<itemComponent name=\"fee\"><typeRef>number</typeRef></itemComponent></itemDefinition>";
    const auto rule = [](const std::string& level, const std::string& fee) {
        return "<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>\"" + level +
               "\"</text></outputEntry><outputEntry><text>" + fee + "</text></outputEntry></rule>";
    };
    const auto model =
        loaded(types + input_data("n", "number") +
               decision("d", input_of("n"),
                        "<decisionTable hitPolicy=\"PRIORITY\"><input><inputExpression><text>n</text>"
                        "</inputExpression></input><output name=\"level\"/><output name=\"fee\"/>" +
                            rule("low", "1") + rule("high", "2") + "</decisionTable>",
                        "tBoth"));
    CHECK(said(model, "d") == "{level: \"high\", fee: 2}");
}

TEST_CASE("seconds keep their fraction, in texts, comparisons and sums") {
    CHECK(one("time(\"10:00:00.250Z\")") == "time(\"10:00:00.25Z\")");
    CHECK(one("@\"2026-11-23T10:00:00.000Z\" = @\"2026-11-23T10:00:00Z\"") == "true");
    CHECK(one("time(\"10:00:00.1\") < time(\"10:00:00.2\")") == "true");
    CHECK(one("duration(\"PT0.5S\") + duration(\"PT1M1.75S\")") == "duration(\"PT1M2.25S\")");
    CHECK(one("duration(\"-PT1.5S\")") == "duration(\"-PT1.5S\")");
    CHECK(one("duration(\"PT3S\") / 2") == "duration(\"PT1.5S\")");
    CHECK(one("time(10, 20, 30.5)") == "time(\"10:20:30.5\")");
    CHECK(one("time(\"10:00:00.\")") == "null");
    CHECK(one("duration(\"PT.S\")") == "null");
}

TEST_CASE("times and durations beyond all calendars are null") {
    CHECK(one("duration(\"P999999999D\")") == "null");
    CHECK(one("@\"9999-12-31T23:00:00\" + @\"PT2H\"") == "null");
    CHECK(one("duration(\"P7000000D\") + duration(\"P7000000D\")") == "null");
    CHECK(one("duration(\"P1D\") * 999999999999") == "null");
}

TEST_CASE("an error in one decision leaves the others alone") {
    const auto model =
        loaded(decision("a", "", text("1 / 0")) + decision("b", decision_of("a"), text("a + 1")) +
               decision("c", "", text("date(\"2026-02-30\")")) + decision("d", "", text("1")));
    const auto answers = evaluate_all(model, {});
    REQUIRE(answers.size() == 4);
    CHECK(answers[0].value.is_null());
    CHECK(answers[1].value.is_null());
    CHECK(answers[2].value.is_null());
    CHECK(answers[3].value == Value(1));
    CHECK_FALSE(answers[0].problems.empty());
    CHECK(answers[3].problems.empty());
}

TEST_CASE("a model that would compute without end is given up, and says so") {
    std::string inside = knowledge("f0", {"x"}, text("[x, x]"));
    for (int i = 1; i < 40; ++i)
        inside += knowledge("f" + std::to_string(i), {"x"},
                            text("[f" + std::to_string(i - 1) + "(x), f" + std::to_string(i - 1) + "(x)]"),
                            knowledge_of("f" + std::to_string(i - 1)));
    const auto model = loaded(inside + decision("d", knowledge_of("f25"), text("f25(1)")));
    const auto out = evaluate(model, "d", {});
    CHECK(std::ranges::any_of(out.problems,
                              [](const Problem& one) { return one.message.key == "dmn.problem.too_much"; }));
}
