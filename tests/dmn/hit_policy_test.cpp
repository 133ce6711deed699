#include "dmn/evaluate.h"
#include "model_text.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::dmn;

namespace {

// Rules for n: >0 -> "low" 1, >10 -> "high" 2, >100 -> "low" 4.
Evaluation with_policy(const std::string& policy, int n, const std::string& otherwise = "",
                       const std::string& values = R"("high","low")") {
    const auto xml =
        testing::table(policy, {{"n", "number"}}, {{"out", "string", values}},
                       {{"> 0", R"("low")"}, {"> 10", R"("high")"}, {"> 100", R"("low")"}}, otherwise);
    const auto model = Model::load(xml, "t.dmn");
    REQUIRE(model);
    return evaluate(*model, "d", Context{{{"n", n}}});
}

Evaluation collecting(const std::string& aggregation, int n) {
    const auto xml = testing::table(R"(hitPolicy="COLLECT")" + aggregation, {{"n", "number"}},
                                    {{"out", "number"}}, {{"> 0", "1.1"}, {"> 10", "2.2"}, {"> 100", "2.2"}});
    const auto model = Model::load(xml, "t.dmn");
    REQUIRE(model);
    return evaluate(*model, "d", Context{{{"n", n}}});
}

std::string shown(const Evaluation& evaluation) { return to_string(evaluation.value); }
using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("U gives the one rule that fits") {
    const auto one = with_policy("", 5);
    CHECK(shown(one) == R"("low")");
    CHECK(one.tables.at(0).rules == Ids{"r1"});
    CHECK(one.tables.at(0).table == "t");
    CHECK(one.problems.empty());
}

TEST_CASE("U with two rules that fit gives null, says so and names both") {
    const auto two = with_policy(R"(hitPolicy="UNIQUE")", 50);
    CHECK(two.value.is_null());
    CHECK(two.tables.at(0).rules == Ids{"r1", "r2"});
    REQUIRE(two.problems.size() == 1);
    CHECK(two.problems[0].message.key == "dmn.problem.not_unique");
    CHECK(two.problems[0].decision == "d");
}

TEST_CASE("A gives what all rules that fit agree on, and null when they differ") {
    CHECK(shown(with_policy(R"(hitPolicy="ANY")", 5)) == R"("low")");
    const auto differing = with_policy(R"(hitPolicy="ANY")", 50);
    CHECK(differing.value.is_null());
    CHECK(differing.problems.at(0).message.key == "dmn.problem.any_differs");
}

TEST_CASE("P gives the value that stands first among the output values") {
    const auto out = with_policy(R"(hitPolicy="PRIORITY")", 500);
    CHECK(shown(out) == R"("high")");
    CHECK(out.tables.at(0).rules == Ids{"r2", "r1", "r3"});
}

TEST_CASE("F gives the first rule in the table") {
    CHECK(shown(with_policy(R"(hitPolicy="FIRST")", 500)) == R"("low")");
}

TEST_CASE("R gives all in the order of the table") {
    CHECK(shown(with_policy(R"(hitPolicy="RULE ORDER")", 500)) == R"(["low", "high", "low"])");
}

TEST_CASE("O gives all in the order of priority") {
    CHECK(shown(with_policy(R"(hitPolicy="OUTPUT ORDER")", 500)) == R"(["high", "low", "low"])");
}

TEST_CASE("C gives all, and with an aggregation their sum, count, least or greatest") {
    CHECK(shown(collecting("", 500)) == "[1.1, 2.2, 2.2]");
    CHECK(shown(collecting(R"( aggregation="SUM")", 500)) == "5.5");
    CHECK(shown(collecting(R"( aggregation="COUNT")", 500)) == "3");
    CHECK(shown(collecting(R"( aggregation="MIN")", 500)) == "1.1");
    CHECK(shown(collecting(R"( aggregation="MAX")", 500)) == "2.2");
    CHECK(shown(collecting(R"( aggregation="COUNT")", 0)) == "0");
    CHECK(shown(collecting(R"( aggregation="SUM")", 0)) == "null");
}

TEST_CASE("what collects gives an empty list when no rule fits, and every other policy null") {
    CHECK(shown(collecting("", 0)) == "[]");
    for (const char* policy : {"UNIQUE", "ANY", "PRIORITY", "FIRST", "RULE ORDER", "OUTPUT ORDER"})
        CHECK_MESSAGE(shown(with_policy("hitPolicy=\"" + std::string(policy) + "\"", 0)) == "null", policy);
}

TEST_CASE("a table that gives all its hits may be declared with the type of one, as editors write it") {
    auto xml = testing::table(R"(hitPolicy="COLLECT")", {{"n", "number"}}, {{"out", "string"}},
                              {{"> 0", R"("low")"}, {"> 10", R"("high")"}});
    const std::string untyped = "<variable name=\"d\"/>";
    xml.replace(xml.find(untyped), untyped.size(), "<variable name=\"d\" typeRef=\"string\"/>");
    const auto model = Model::load(xml, "t.dmn");
    REQUIRE(model);
    CHECK(shown(evaluate(*model, "d", Context{{{"n", 50}}})) == R"(["low", "high"])");
    CHECK(shown(evaluate(*model, "d", Context{{{"n", 5}}})) == R"(["low"])");
    CHECK(shown(evaluate(*model, "d", Context{{{"n", 0}}})) == "[]");
}

TEST_CASE("an answer that is computed and not listed counts as null and is reported") {
    const auto model = Model::load(
        testing::table("", {{"n", "string"}}, {{"out", "string", R"("x","y")"}}, {{"-", "n"}}), "t.dmn");
    REQUIRE(model);
    CHECK(shown(evaluate(*model, "d", Context{{{"n", "y"}}})) == R"("y")");
    const auto other = evaluate(*model, "d", Context{{{"n", "z"}}});
    CHECK(other.value.is_null());
    CHECK(other.problems.at(0).message.key == "dmn.problem.answer_not_allowed");
}

TEST_CASE("when no rule fits the default serves, and without one the answer is null") {
    const auto served = with_policy("", 0, R"("low")");
    CHECK(shown(served) == R"("low")");
    CHECK(served.tables.at(0).rules.empty());
    CHECK(with_policy("", 0).value.is_null());
}

TEST_CASE("several outputs come as one context") {
    const auto xml = testing::table("", {{"n", "number"}}, {{"desk", "string"}, {"days", "number"}},
                                    {{"-", R"("advisor")", "3"}});
    const auto model = Model::load(xml, "t.dmn");
    REQUIRE(model);
    CHECK(to_string(evaluate(*model, "d", {}).value) == R"({desk: "advisor", days: 3})");
}

TEST_CASE("each aggregation and policy has its sign") {
    const auto sign_of = [](const std::string& attributes) {
        const auto model = Model::load(
            testing::table(attributes, {{"n", "number"}}, {{"o", "number", "1,2"}}, {{"-", "1"}}), "t.dmn");
        REQUIRE(model);
        return std::string(sign(*model->decision("d")->table()));
    };
    CHECK(sign_of("") == "U");
    CHECK(sign_of(R"(hitPolicy="OUTPUT ORDER")") == "O");
    CHECK(sign_of(R"(hitPolicy="COLLECT" aggregation="SUM")") == "C+");
    CHECK(sign_of(R"(hitPolicy="COLLECT" aggregation="MIN")") == "C<");
}
