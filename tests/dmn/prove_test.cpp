#include "dmn/prove.h"

#include "base/catalogue.h"
#include "dmn/evaluate.h"
#include "model_text.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace sodan;
using namespace sodan::dmn;

namespace {

using Rows = std::vector<std::vector<std::string>>;
using Columns = std::vector<testing::Column>;

const std::string dangers = R"("none","unknown","urgent","immediate")";
const std::string topics = R"("W1","W2","W3","L1")";
const Columns urgency_column{{"urgency", "string", R"("high","low")"}};

Model model_of(const std::string& policy, const Columns& inputs, const Rows& rows,
               const Columns& outputs = urgency_column) {
    auto model = Model::load(testing::table("hitPolicy=\"" + policy + "\"", inputs, outputs, rows), "t.dmn");
    REQUIRE_MESSAGE(model, (model ? "" : model.refusal().message.key));
    return *std::move(model);
}

Model danger_and_topic(const std::string& policy, const Rows& rows) {
    return model_of(policy, {{"danger", "string", dangers}, {"topic", "string", topics}}, rows);
}

std::vector<Claim> claims_of(const Model& model, const std::vector<Monotone>& declared = {}) {
    return prove(*model.decision("d")->table(), "urgency", {}, declared);
}

Claim claim(const std::vector<Claim>& claims, const std::string& name) {
    const auto at = std::ranges::find(claims, name, &Claim::name);
    REQUIRE_MESSAGE(at != claims.end(), name);
    return *at;
}

const Catalogue& texts() {
    static const auto out = Catalogue::load(std::string(SODAN_ROOT) + "/rules/texts");
    REQUIRE(out);
    return *out;
}

std::vector<std::string> said(const Claim& of, const std::string& language = "en") {
    std::vector<std::string> out{texts().text(sentence_of(of), language)};
    for (const auto& witness : of.witnesses) out.push_back(texts().text(witness.message, language));
    return out;
}
using Sentences = std::vector<std::string>;

std::string figure(const Claim& of, const std::string& name) {
    for (const auto& [key, value] : of.figures)
        if (key == name) return value;
    return "";
}

using Given = std::map<std::string, std::string>;

}  // namespace

TEST_CASE("a table with a rule for everything is proved in every respect") {
    const auto model = danger_and_topic("UNIQUE", {{R"("immediate","urgent")", "-", R"("high")"},
                                                   {R"("none")", R"("L1")", R"("high")"},
                                                   {R"("none")", R"(not("L1"))", R"("low")"},
                                                   {R"("unknown")", "-", R"("low")"}});
    const auto claims = claims_of(model);
    CHECK(claims.size() == 7);
    for (const auto& one : claims) {
        CAPTURE(one.name);
        CHECK(one.verdict == ClaimVerdict::proved);
        CHECK(one.witnesses.empty());
        CHECK(one.part == "table");
        CHECK(one.about == "urgency");
        CHECK(figure(one, "combinations") == "16");
        CHECK(figure(one, "classes") == "6");
        CHECK(figure(one, "rules") == "4");
    }
    CHECK(figure(claim(claims, "no_gaps"), "boxes_left") == "0");
    CHECK(said(claim(claims, "no_gaps")) ==
          Sentences{"Table urgency: for each of 16 combinations there is a rule."});
}

TEST_CASE(
    "what is missing is said in the widest areas, the largest first, without the inputs that do not matter") {
    const auto model = model_of("UNIQUE",
                                {{"danger", "string", dangers},
                                 {"topic", "string", topics},
                                 {"language", "string", R"("ja","en","pt")"}},
                                {{R"("immediate","urgent")", "-", "-", R"("high")"},
                                 {R"("none")", R"("L1")", R"("ja","en")", R"("low")"},
                                 {R"("none","unknown")", R"("W1")", "-", R"("low")"}});
    const auto gaps = claim(claims_of(model), "no_gaps");
    CHECK(gaps.verdict == ClaimVerdict::refuted);
    CHECK(said(gaps) ==
          Sentences{"Table urgency: some of 48 combinations have no rule. Areas that are missing: 3.",
                    "No rule fits when danger is none / unknown and topic is W2 / W3.",
                    "No rule fits when danger is unknown and topic is not(W1).",
                    "No rule fits when danger is none / unknown, topic is not(W1) and language is pt."});
    CHECK(gaps.witnesses[0].given == Given{{"danger", "none"}, {"topic", "W2"}, {"language", "ja"}});
    CHECK(said(gaps, "ja")[1] ==
          "dangerがnone / unknown、topicがW2 / W3のとき、当てはまる規則がありません。");
}

TEST_CASE("a number or a date between those that are named is a counterexample") {
    const auto model = model_of("UNIQUE", {{"age", "number", "[0..120]"}, {"on", "date"}},
                                {{"[0..17]", "-", R"("low")"},
                                 {"[18..120]", R"(< date("2026-04-01"))", R"("low")"},
                                 {"[18..120]", R"(> date("2026-04-01"))", R"("high")"}});
    const auto gaps = claim(claims_of(model), "no_gaps");
    CHECK(said(gaps) ==
          Sentences{"Table urgency: some of 21 combinations have no rule. Areas that are missing: 2.",
                    "No rule fits when age is (17..120] and on is 2026-04-01.",
                    "No rule fits when age is (17..18)."});
    CHECK(gaps.witnesses[0].given == Given{{"age", "17.5"}, {"on", "2026-04-01"}});
    CHECK(gaps.witnesses[1].given == Given{{"age", "17.5"}, {"on", "2026-03-31"}});
}

TEST_CASE("a text that nobody named is a counterexample where an input has no list") {
    const auto model = model_of("UNIQUE", {{"prefecture", "string"}},
                                {{R"("Tokyo")", R"("low")"}, {R"("Osaka","Kyoto")", R"("high")"}});
    const auto claims = claims_of(model);
    const auto gaps = claim(claims, "no_gaps");
    CHECK(said(gaps)[1] == "No rule fits when prefecture is not(Kyoto, Osaka, Tokyo).");
    CHECK(gaps.witnesses[0].given == Given{{"prefecture", "other"}});
    CHECK(said(claim(claims, "domain"))[1] == "Column prefecture: it is not said which values it can have.");
}

TEST_CASE("U is refuted by two rules that both fit, with a combination to try") {
    const auto model = danger_and_topic(
        "UNIQUE", {{"-", R"("W1","W2")", R"("high")"}, {R"("none")", R"("W2","W3")", R"("high")"}});
    const auto overlaps = claim(claims_of(model), "no_overlaps");
    CHECK(overlaps.verdict == ClaimVerdict::refuted);
    CHECK(said(overlaps) == Sentences{"Table urgency: rules contradict each other. Pairs found: 1.",
                                      "Rules r1 and r2 both fit, but only one may: danger none, topic W2."});
    CHECK(overlaps.witnesses[0].rules == Sentences{"r1", "r2"});
}

TEST_CASE("A allows rules to overlap that say the same, and P, F and the collecting policies any") {
    const Rows same{{"-", R"("W1")", R"("high")"}, {R"("none")", "-", R"("high")"}};
    const Rows differing{{"-", R"("W1")", R"("high")"}, {R"("none")", "-", R"("low")"}};
    CHECK(claim(claims_of(danger_and_topic("ANY", same)), "no_overlaps").verdict == ClaimVerdict::proved);
    const auto refuted = claim(claims_of(danger_and_topic("ANY", differing)), "no_overlaps");
    CHECK(said(refuted)[1] == "Rules r1 and r2 both fit and say different things: danger none, topic W1.");
    for (const auto* policy : {"PRIORITY", "FIRST", "COLLECT", "RULE ORDER", "OUTPUT ORDER"}) {
        const auto claims = claims_of(danger_and_topic(policy, differing));
        CHECK(std::ranges::find(claims, "no_overlaps", &Claim::name) == claims.end());
    }
}

TEST_CASE("a rule is dead under the union of those before it, and the proof names just them") {
    const auto model =
        danger_and_topic("FIRST", {{R"("none")", "-", R"("low")"},
                                   {R"("immediate")", "-", R"("high")"},
                                   {"-", R"("W2","W3")", R"("low")"},
                                   {"-", R"("W1","W2")", R"("high")"},
                                   {R"("none","unknown","urgent")", R"("W1","W3")", R"("low")"},
                                   {"-", "-", R"("low")"}});
    const auto dead = claim(claims_of(model), "no_dead_rules");
    REQUIRE(dead.verdict == ClaimVerdict::refuted);
    CHECK(said(dead) ==
          Sentences{"Table urgency: rules that never decide anything: 1.",
                    "Rule r5 never decides: wherever it fits, one of these comes before it: r3, "
                    "r4. For instance danger none, topic W1."});
    CHECK(dead.witnesses[0].rules == Sentences{"r5", "r3", "r4"});
}

TEST_CASE("under P a rule dies by those of higher priority, wherever they stand") {
    const auto model = danger_and_topic("PRIORITY", {{R"("none")", "-", R"("low")"},
                                                     {R"("none")", R"("W1","W2")", R"("high")"},
                                                     {"-", R"(not("W1","W2"))", R"("high")"},
                                                     {"-", "-", R"("low")"}});
    const auto dead = claim(claims_of(model), "no_dead_rules");
    CHECK(dead.witnesses.at(0).rules == Sentences{"r1", "r2", "r3"});
}

TEST_CASE("a rule that can never match is dead under every policy, and so is one that says the same again") {
    const Columns age{{"age", "number", "[0..120]"}};
    const auto never = claim(claims_of(model_of("COLLECT", age, {{"> 200", R"("low")"}, {"-", R"("low")"}})),
                             "no_dead_rules");
    CHECK(said(never)[1] == "Rule r1 never fits: column age can have none of its values.");
    const auto again =
        claim(claims_of(model_of("COLLECT", age,
                                 {{"> 60", R"("low")"}, {"<= 60", R"("low")"}, {"> 60", R"("low")"}})),
              "no_dead_rules");
    CHECK(said(again)[1] ==
          "Rule r3 adds nothing: r1 fits the same and says the same. For instance age 120.");
}

TEST_CASE("an answer that is listed and never given is a warning") {
    const auto model = danger_and_topic("FIRST", {{"-", "-", R"("low")"}, {R"("none")", "-", R"("high")"}});
    const auto used = claim(claims_of(model), "outputs_used");
    CHECK(used.verdict == ClaimVerdict::refuted);
    CHECK_FALSE(stands_in_the_way(used));
    CHECK(said(used)[1] == "No rule that decides says high (column urgency).");
}

TEST_CASE("more danger never means less urgency, or the proof shows two cases side by side") {
    const std::vector<Monotone> declared{
        {"danger", {"none", "unknown", "urgent", "immediate"}, "urgency", {"low", "high"}}};
    const auto good = danger_and_topic("PRIORITY", {{R"("urgent","immediate")", "-", R"("high")"},
                                                    {"-", R"("L1")", R"("high")"},
                                                    {"-", "-", R"("low")"}});
    CHECK(claim(claims_of(good, declared), "monotone").verdict == ClaimVerdict::proved);
    const auto bad = danger_and_topic("FIRST", {{R"("urgent")", R"("L1")", R"("low")"},
                                                {R"("unknown","urgent","immediate")", "-", R"("high")"},
                                                {"-", "-", R"("low")"}});
    const auto refuted = claim(claims_of(bad, declared), "monotone");
    CHECK(
        said(refuted) ==
        Sentences{"Table urgency: a higher danger can lead to a lower answer.",
                  "danger unknown gives high, but danger urgent gives low. Rule r2 decides for danger "
                  "unknown, topic L1.",
                  "With danger urgent instead of unknown the answer is low instead of high. Rule r1 decides "
                  "for danger urgent, topic L1."});
    CHECK(refuted.witnesses[0].given == Given{{"danger", "unknown"}, {"topic", "L1"}});
    CHECK(refuted.witnesses[1].given == Given{{"danger", "urgent"}, {"topic", "L1"}});
}

TEST_CASE("a declared order that leaves out an answer of the table is not proved") {
    const auto model = danger_and_topic("FIRST", {{"-", "-", R"("low")"}});
    const auto one =
        claim(claims_of(model, {{"danger", {"none", "urgent"}, "urgency", {"high"}}}), "monotone");
    CHECK(one.verdict == ClaimVerdict::unknown);
    CHECK(one.witnesses.at(0).message.key == "witness.table.not_comparable");
}

TEST_CASE("cells that name inputs are told, and what follows from them is not claimed") {
    const auto model = model_of("UNIQUE", {{"n", "number"}, {"m", "number"}},
                                {{"> m", "-", R"("low")"}, {"<= m", "-", R"("high")"}});
    const auto claims = claims_of(model);
    const auto cells = claim(claims, "literal_cells");
    CHECK(cells.verdict == ClaimVerdict::refuted);
    CHECK(said(cells)[1] == "Rule r1, column n: “> m” is not a constant.");
    CHECK(claim(claims, "no_gaps").verdict == ClaimVerdict::unknown);
    CHECK(claim(claims, "no_dead_rules").verdict == ClaimVerdict::unknown);
    const auto order = claim(claims_of(model, {{"n", {}, "urgency", {"low", "high"}}}), "monotone");
    CHECK(said(order)[0] ==
          "Table urgency: whether a higher n can lead to a lower answer could not be told.");
}

TEST_CASE("a cell outside the values of its column is told") {
    const auto model = model_of("UNIQUE", {{"age", "number", "[0..120]"}},
                                {{"[0..120]", R"("low")"}, {"> 120", R"("high")"}});
    const auto outside = claim(claims_of(model), "domain");
    CHECK(said(outside)[1] ==
          "Rule r2, column age: “> 120” fits none of the values that the column can have.");
}

TEST_CASE("a value of another type is told where the type is known from the list") {
    const auto model =
        model_of("UNIQUE", {{"danger", "", dangers}}, {{R"("none")", R"("low")"}, {"< 5", R"("low")"}});
    const auto wrong = claim(claims_of(model), "types");
    CHECK(said(wrong)[1] == "Rule r2, column danger: “< 5” is not of the type of the column.");
}

TEST_CASE("a proof that would take too long is unknown, and says of which table") {
    const auto model = danger_and_topic("FIRST", {{R"("none")", R"("W1")", R"("low")"},
                                                  {R"("unknown")", R"("W2")", R"("low")"},
                                                  {"-", "-", R"("high")"}});
    const auto claims = prove(*model.decision("d")->table(), "urgency", Limits{.steps = 1});
    const auto dead = claim(claims, "no_dead_rules");
    CHECK(dead.verdict == ClaimVerdict::unknown);
    CHECK(stands_in_the_way(dead));
    CHECK(said(dead)[0] == "Table urgency: whether each rule decides something could not be told.");
    CHECK(dead.witnesses.at(0).message.key == "witness.table.too_long");
}

TEST_CASE("two columns that ask for the same input are looked at together") {
    const auto model = Model::load(
        testing::document(testing::input_data("age", "number") +
                          R"(<decision id="d" name="d"><variable name="d"/><informationRequirement>
        <requiredInput href="#i_age"/></informationRequirement><decisionTable id="t">
        <input><inputExpression typeRef="number"><text>age</text></inputExpression></input>
        <input><inputExpression typeRef="number"><text>age</text></inputExpression></input>
        <output name="o" typeRef="number"/>
        <rule id="a"><inputEntry><text>&gt;= 18</text></inputEntry><inputEntry><text>&lt; 60</text></inputEntry>
        <outputEntry><text>1</text></outputEntry></rule>
        <rule id="b"><inputEntry><text>-</text></inputEntry><inputEntry><text>&gt;= 60</text></inputEntry>
        <outputEntry><text>2</text></outputEntry></rule>
        </decisionTable></decision>)"),
        "t.dmn");
    REQUIRE(model);
    const auto gaps = claim(prove(*model->decision("d")->table(), "ages"), "no_gaps");
    CHECK(said(gaps)[1] == "No rule fits when age is < 18.");
    CHECK(gaps.witnesses[0].given == Given{{"age", "17"}});
}

TEST_CASE("a table far too large is not looked at, and the claims about it are unknown") {
    Table table{"t", HitPolicy::first};
    for (const auto* name : {"n", "m"}) table.inputs.push_back({name, "", name, {}, "number"});
    table.outputs.push_back({"o", "o", "", "number"});
    for (int i = 0; i < 10'000; ++i) {
        Rule rule{"r" + std::to_string(i)};
        for (const int shift : {0, 7})
            rule.when.push_back(
                {{Interval{{Literal{2 * i + shift}}, {Literal{2 * i + shift + 1}}, true, true}}});
        rule.then.push_back({Expression{Literal{i}}});
        table.rules.push_back(std::move(rule));
    }
    const auto claims = prove(table, "large");
    for (const auto* name : {"no_gaps", "no_dead_rules"}) {
        CHECK(claim(claims, name).verdict == ClaimVerdict::unknown);
        CHECK(claim(claims, name).witnesses.at(0).message.key == "witness.table.too_long");
    }
    CHECK(claim(claims, "types").verdict == ClaimVerdict::proved);
}
