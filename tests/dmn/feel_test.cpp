#include "dmn/evaluate.h"
#include "dmn/parse.h"
#include "model_text.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::dmn;

namespace {

const Scope scope{{"a", "b", "Years of Service", "Years"}, {"rate", "net price"}};

std::string said(const std::string& text, const Context& names = {}) {
    const auto read = parse_expression(text, scope);
    if (const auto* misread = std::get_if<Misread>(&read)) return misread->reason;
    std::vector<Message> problems;
    return to_string(evaluate(std::get<Expression>(read), names, problems));
}

std::optional<bool> cell(const std::string& text, const Value& value, const Context& names = {}) {
    const auto read = parse_cell(text, scope);
    REQUIRE(std::holds_alternative<Cell>(read));
    return passes(std::get<Cell>(read), value, names);
}

std::string misread(const std::string& text) {
    const auto read = parse_cell(text, scope);
    const auto* reason = std::get_if<Misread>(&read);
    return reason ? reason->reason : "read";
}

}  // namespace

TEST_CASE("arithmetic binds as mathematics does, and a minus before a number binds closest") {
    CHECK(said("5+2**5+3") == "40");
    CHECK(said("5+2**(5+3)") == "261");
    CHECK(said("10**-5") == "0.00001");
    CHECK(said("10--5") == "15");
    CHECK(said("0.1 + 0.2 = 0.3") == "true");
}

TEST_CASE("what cannot be calculated is null and is reported") {
    const auto read = parse_expression("a / 0", scope);
    std::vector<Message> problems;
    CHECK(evaluate(std::get<Expression>(read), Context{{{"a", 1}}}, problems).is_null());
    REQUIRE(problems.size() == 1);
    CHECK(problems[0] == Message{"dmn.problem.cannot_calculate", {{"what", "/"}}});
    CHECK(said("null + 10") == "null");
    CHECK(said("1 + \"a\"") == "null");
}

TEST_CASE("logic has three values") {
    CHECK(said("false and null") == "false");
    CHECK(said("true and null") == "null");
    CHECK(said("true or null") == "true");
    CHECK(said("false or null") == "null");
}

TEST_CASE("names may hold spaces, and the longest that fits is meant") {
    const Context names{{{"Years", 1}, {"Years of Service", 30}}};
    CHECK(said("Years   of\n Service + 1", names) == "31");
    CHECK(said("Years + 1", names) == "2");
}

TEST_CASE("parts of a context are reached by a point") {
    const Context names{{{"a", Context{{{"rate", Decimal(2)}, {"net price", Decimal(5)}}}}}};
    CHECK(said("a.rate * a.net price", names) == "10");
    CHECK(said("b.rate", names) == "null");
}

TEST_CASE("functions work on arguments and on lists") {
    CHECK(said("max(1, 3, 2)") == "3");
    CHECK(said("min([4, 2])") == "2");
    CHECK(said("sum(a, 1)", Context{{{"a", 2}}}) == "3");
    CHECK(said("not(a)", Context{{{"a", true}}}) == "false");
    CHECK(said("max(1, \"x\")") == "null");
    CHECK(said("if a > 1 then \"many\" else \"one\"", Context{{{"a", 2}}}) == "\"many\"");
}

TEST_CASE("dates and durations are compared and moved") {
    CHECK(said("date(\"2016-10-01\") < date(\"2016-11-01\")") == "true");
    CHECK(said("date(\"2016-01-31\") + duration(\"P1M\")") == "date(\"2016-02-29\")");
    CHECK(said("date(\"2016-03-01\") - date(\"2016-02-28\")") == "duration(\"P2D\")");
    CHECK(said("date(\"2015-02-29\")") == "null");
    CHECK(said("duration(\"P1DT2H\") > duration(\"PT25H\")") == "true");
    CHECK(said("time(\"10:00:00+09:00\") = time(\"01:00:00Z\")") == "true");
}

TEST_CASE("a cell is a list of values, comparisons or intervals, any of which may pass") {
    CHECK(cell("-", Value()) == true);
    CHECK(cell(R"("x","y")", "y") == true);
    CHECK(cell(R"("x","y")", "z") == false);
    CHECK(cell("<18,>=60", 60) == true);
    CHECK(cell("<18,>=60", 18) == false);
    CHECK(cell("[15..30)", 15) == true);
    CHECK(cell("[15..30)", 30) == false);
    CHECK(cell("]15..30]", 15) == false);
    CHECK(cell("[a..b]", 3, Context{{{"a", 1}, {"b", 3}}}) == true);
    CHECK(cell("-5", -5) == true);
}

TEST_CASE("not turns a cell round") {
    CHECK(cell(R"(not("x","y"))", "z") == true);
    CHECK(cell(R"(not("x","y"))", "x") == false);
}

TEST_CASE("a test that does not go with the value does not pass, and its contrary does not either") {
    CHECK_FALSE(cell("> 5", "text").value_or(false));
    CHECK_FALSE(cell("not(> 5)", "text").value_or(false));
    CHECK_FALSE(cell("> 5", Value()).value_or(false));
    CHECK(cell("null", Value()) == true);
}

TEST_CASE("what is not FEEL is refused with where it begins") {
    CHECK(misread("> ") == "syntax");
    CHECK(misread("\"open") == "syntax");
    CHECK(misread("[1..2") == "syntax");
    CHECK(misread("1 2") == "syntax");
    CHECK(misread("nobody") == "unknown_name");
    CHECK(misread("") == "syntax");
}

TEST_CASE("a hostile text is refused and not followed") {
    const std::string deep(5'000, '(');
    CHECK(misread(deep + "1" + std::string(5'000, ')')) == "too_deep");
    CHECK(misread(std::string(5'000, '[')) == "too_deep");
    CHECK(misread(std::string(5'000, '-')) == "too_deep");
    std::string chain = "a";
    for (int i = 0; i < 5'000; ++i) chain += "+a";
    CHECK(misread(chain) == "too_deep");
    CHECK(misread(std::string(30'000, ' ')) == "too_long");
}

TEST_CASE("what is constant is folded when it is read") {
    const auto read = parse_cell("> 5 + 2", scope);
    const auto& test = std::get<Comparison>(std::get<Cell>(read).tests.at(0));
    REQUIRE(test.with.constant());
    CHECK(*test.with.constant() == Value(7));
}
