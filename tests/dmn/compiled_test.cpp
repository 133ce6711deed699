#include "dmn/compiled.h"
#include "dmn/evaluate.h"
#include "model_text.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace sodan;
using namespace sodan::dmn;

namespace {

using Cells = std::vector<std::string>;
const Cells number_cells{"-",      "1",     "> 3",  "<= 3", "[1..5)", "(2..7]",
                         "not(3)", "<1,>6", "null", "2.5",  "not(>4)"};
const Cells text_cells{"-", R"("x")", R"("x","y")", R"(not("x"))", R"(> "x")", "null", R"(["w".."y"])"};
const Cells truth_cells{"-", "true", "false", "not(true)", "null"};
const Cells outputs{R"("p")", R"("q")", R"("r")"};
const std::vector<std::string> policies{"UNIQUE",     "ANY",          "PRIORITY", "FIRST",
                                        "RULE ORDER", "OUTPUT ORDER", "COLLECT"};

const std::vector<Value> values{Value(),  true, false, 0,   1,   2,      Decimal::parse("2.5").value(),
                                3,        4,    5,     6,   7,   8,      "",
                                "w",      "x",  "xa",  "y", "z", Date{}, List{},
                                Context{}};

std::string any_table() {
    std::vector<Cells> rules;
    const int count = *rc::gen::inRange(0, 12);
    for (int i = 0; i < count; ++i)
        rules.push_back({*rc::gen::elementOf(number_cells), *rc::gen::elementOf(text_cells),
                         *rc::gen::elementOf(truth_cells), *rc::gen::elementOf(outputs)});
    const bool limited = *rc::gen::arbitrary<bool>();
    // Without a type any value may come, also one that the cells were not written for.
    return testing::table("hitPolicy=\"" + *rc::gen::elementOf(policies) + "\"",
                          {{"n", "", limited ? "[0..6],2.5,null" : ""}, {"s", ""}, {"t", ""}},
                          {{"out", "string", R"("q","p","r")"}}, rules);
}

}  // namespace

TEST_CASE("the compiled table says of any values exactly what the table says") {
    const bool same = rc::check([] {
        const auto model = Model::load(any_table(), "any.dmn");
        RC_PRE(static_cast<bool>(model));
        const Table& table = *model->decision("d")->table();
        const auto compiled = CompiledTable::compile(table);
        RC_ASSERT(compiled.has_value());
        for (int i = 0; i < 20; ++i) {
            const Value n = *rc::gen::elementOf(values), s = *rc::gen::elementOf(values),
                        t = *rc::gen::elementOf(values);
            const auto verdict = evaluate(table, Context{{{"n", n}, {"s", s}, {"t", t}}});
            const std::array classes{compiled->classify(0, n), compiled->classify(1, s),
                                     compiled->classify(2, t)};
            const auto hits = compiled->hits(classes);
            std::vector<std::size_t> rules;
            for (auto place = hits.next(0); place < RuleSet::capacity; place = hits.next(place + 1))
                rules.push_back(compiled->rule_at(place));
            RC_ASSERT(rules == verdict.hits);
            const bool one = table.hit_policy == HitPolicy::unique || table.hit_policy == HitPolicy::any ||
                             table.hit_policy == HitPolicy::first || table.hit_policy == HitPolicy::priority;
            if (!one) continue;
            const auto rule = compiled->decisive(hits);
            RC_ASSERT(verdict.value == (rule ? compiled->output(*rule, 0) : Value()));
        }
    });
    CHECK(same);
}

TEST_CASE("a table whose cells name inputs is not compiled") {
    const auto model = Model::load(
        testing::table("", {{"n", "number"}, {"m", "number"}}, {{"o", "number"}}, {{"> m", "-", "1"}}),
        "t.dmn");
    REQUIRE(model);
    CHECK_FALSE(CompiledTable::compile(*model->decision("d")->table()));
}

TEST_CASE("rule sets are walked across the borders of their words") {
    RuleSet set;
    for (const std::size_t place : {0U, 63U, 64U, 200U, 255U, 2047U}) set.insert(place);
    std::vector<std::size_t> walked;
    for (auto place = set.next(0); place < RuleSet::capacity; place = set.next(place + 1))
        walked.push_back(place);
    CHECK(walked == std::vector<std::size_t>{0, 63, 64, 200, 255, 2047});
    CHECK(set.size() == 6);
}

TEST_CASE("a table of 2,000 rules is compiled, and decides as it does the general way") {
    std::vector<Cells> rules;
    for (int i = 0; i < 2000; ++i)
        rules.push_back({"[" + std::to_string(i) + ".." + std::to_string(i + 1) + ")", "-",
                         i % 2 ? R"("odd")" : R"("even")"});
    const auto model = Model::load(
        testing::table("", {{"n", "number"}, {"s", "string"}}, {{"o", "string"}}, rules), "t.dmn");
    REQUIRE(model);
    const Table& table = *model->decision("d")->table();
    const auto compiled = CompiledTable::compile(table);
    REQUIRE(compiled);
    for (const int n : {-1, 0, 63, 64, 1999, 2000}) {
        const std::array classes{compiled->classify(0, n), compiled->classify(1, "any")};
        const auto rule = compiled->decisive(compiled->hits(classes));
        const auto verdict = evaluate(table, Context{{{"n", n}, {"s", "any"}}});
        CHECK(verdict.value == (rule ? compiled->output(*rule, 0) : Value()));
    }
}

TEST_CASE("sets of rules are equal by the rules in them") {
    RuleSet one, other;
    one.insert(3);
    other.insert(3);
    CHECK(one == other);
    other.insert(700);
    CHECK_FALSE(one == other);
    const RuleSet copied(other);
    CHECK(copied == other);
    CHECK(copied.contains(700));
    CHECK_FALSE(one.contains(700));
}
