// Small tables of every policy, held to what trying all their combinations shows.

#include "dmn/evaluate.h"
#include "dmn/prove.h"
#include "dmn/prove_boxes.h"
#include "model_text.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

using namespace sodan;
using namespace sodan::dmn;

namespace {

using Cells = std::vector<std::string>;
const Cells number_cells{"-",      "1",       "> 2",      "<= 2", "[1..3)", "(1..3]",
                         "not(2)", "< 1,> 3", "not(> 2)", "2,3",  "(2..2)"};
const Cells text_cells{"-", R"("x")", R"("x","y")", R"(not("x"))", R"("z")", R"(> "x")"};
const Cells truth_cells{"-", "true", "false", "not(true)"};
const Cells output_cells{R"("p")", R"("q")", R"("r")"};

const std::vector<Value> all_numbers{-1,
                                     0,
                                     *Decimal::parse("0.5"),
                                     1,
                                     *Decimal::parse("1.5"),
                                     2,
                                     *Decimal::parse("2.5"),
                                     3,
                                     *Decimal::parse("3.5"),
                                     4,
                                     5};
const std::vector<Value> all_texts{"x", "y", "z"};
const std::vector<Value> all_truths{true, false};

struct Sample {  // a table, and all combinations that can tell something about it
    Model model;
    std::vector<Context> combinations{};
    const Table& table() const { return *model.decision("d")->table(); }
};

Sample sample(const std::vector<std::string>& policies) {
    std::vector<Cells> rules;
    const int rule_count = *rc::gen::inRange(1, 9);
    for (int i = 0; i < rule_count; ++i)
        rules.push_back({*rc::gen::elementOf(number_cells), *rc::gen::elementOf(text_cells),
                         *rc::gen::elementOf(truth_cells), *rc::gen::elementOf(output_cells)});
    const bool limited = *rc::gen::arbitrary<bool>();
    auto model = Model::load(
        testing::table(
            "hitPolicy=\"" + *rc::gen::elementOf(policies) + "\"",
            {{"n", "number", limited ? "[0..4]" : ""}, {"s", "string", R"("x","y","z")"}, {"t", "boolean"}},
            {{"out", "string", R"("q","p","r")"}}, rules),
        "any.dmn");
    RC_ASSERT(static_cast<bool>(model));
    Sample out{*std::move(model)};
    for (const auto& n : all_numbers)
        for (const auto& s : all_texts)
            for (const auto& t : all_truths)
                if (passes(out.table().inputs[0].allowed, n, {}) == true)
                    out.combinations.push_back(Context{{{"n", n}, {"s", s}, {"t", t}}});
    return out;
}

Claim claim(const Sample& from, const std::string& name, const std::vector<Monotone>& declared = {}) {
    const auto claims = prove(from.table(), "d", {.witnesses = 1000}, declared);
    const auto at = std::ranges::find(claims, name, &Claim::name);
    RC_ASSERT(at != claims.end());
    return *at;
}

// As a person would give it to an evaluation again.
Context read_back(const std::map<std::string, std::string>& given) {
    return {{{"n", *Decimal::parse(given.at("n"))}, {"s", given.at("s")}, {"t", given.at("t") == "true"}}};
}

std::size_t rule_named(const Table& table, const std::string& id) {
    return static_cast<std::size_t>(std::ranges::find(table.rules, id, &Rule::id) - table.rules.begin());
}

std::size_t found(const Claim& of) {
    for (const auto& [name, value] : of.figures)
        if (name == "found") return std::stoul(value);
    return 0;
}

const Value& said(const Table& table, std::size_t rule) {
    return *table.rules[rule].then[0].expression.constant();
}

bool contains(const std::vector<std::size_t>& hits, std::size_t rule) {
    return std::ranges::find(hits, rule) != hits.end();
}

// Every box of classes there is: each column any set of its classes but the empty one.
std::vector<Box> all_boxes(const Regions& regions) {
    std::vector<Box> out{{}};
    for (const auto& column : regions.columns) {
        std::vector<Box> wider;
        for (const auto& box : out)
            for (Word set = 1; set < Word{1} << column.classes.size(); ++set) {
                wider.push_back(box);
                wider.back().push_back({set});
            }
        out = std::move(wider);
    }
    return out;
}

bool is_open(const Regions& regions, const Box& box) { return is_empty(regions.touching(box)); }

bool is_widest(const Regions& regions, const Box& box) {
    for (std::size_t c = 0; c < box.size(); ++c)
        for (std::size_t k = 0; k < regions.columns[c].classes.size(); ++k) {
            if (holds(box[c], k)) continue;
            auto wider = box;
            put(wider[c], k);
            if (is_open(regions, wider)) return false;
        }
    return true;
}

const std::vector<std::string> deciding{"UNIQUE", "ANY", "PRIORITY", "FIRST"};
const std::vector<std::string> all_policies{"UNIQUE",     "ANY",          "PRIORITY", "FIRST",
                                            "RULE ORDER", "OUTPUT ORDER", "COLLECT"};

}  // namespace

TEST_CASE("a gap is found exactly when some combination has no rule, and each that is shown has none") {
    CHECK(rc::check([] {
        const auto from = sample(deciding);
        const auto gaps = claim(from, "no_gaps");
        const bool is_missing = std::ranges::any_of(from.combinations, [&](const Context& names) {
            return evaluate(from.table(), names).hits.empty();
        });
        RC_ASSERT((gaps.verdict == ClaimVerdict::refuted) == is_missing);
        for (const auto& witness : gaps.witnesses)
            RC_ASSERT(evaluate(from.table(), read_back(witness.given)).hits.empty());
    }));
}

TEST_CASE("the areas that are missing are exactly those that cannot be widened, the largest first") {
    CHECK(rc::check([] {
        const auto from = sample(deciding);
        const auto regions = Regions::of(from.table(), *columns_of(from.table()));
        RC_ASSERT(regions.has_value());
        Budget budget{100'000};
        const auto shown =
            largest(*regions, cover(*regions, regions->whole(), regions->all_rules(), 1000, budget), budget);
        std::set<Box> widest;
        std::size_t boxes = 1;
        for (const auto& column : regions->columns) boxes *= std::size_t{1} << column.classes.size();
        RC_PRE(boxes < 100'000);
        for (const auto& box : all_boxes(*regions))
            if (is_open(*regions, box) && is_widest(*regions, box)) widest.insert(box);
        RC_ASSERT(shown.is_complete);
        RC_ASSERT(std::set<Box>(shown.all.begin(), shown.all.end()) == widest);
        RC_ASSERT(std::ranges::is_sorted(shown.all, std::greater{},
                                         [&](const Box& box) { return regions->size(box); }));
    }));
}

TEST_CASE("with too many missing parts to join them all, those that are shown still cannot be widened") {
    CHECK(rc::check([] {
        const auto from = sample(deciding);
        const auto regions = Regions::of(from.table(), *columns_of(from.table()));
        RC_ASSERT(regions.has_value());
        Budget budget{100'000};
        const auto few = cover(*regions, regions->whole(), regions->all_rules(), 2, budget);
        for (const auto& box : largest(*regions, few, budget).all) {
            RC_ASSERT(is_open(*regions, box));
            RC_ASSERT(is_widest(*regions, box));
        }
    }));
}

TEST_CASE("two rules overlap exactly when some combination shows it, and each that is shown does") {
    CHECK(rc::check([] {
        const auto from = sample({"UNIQUE", "ANY"});
        const auto& table = from.table();
        const bool may_agree = table.hit_policy == HitPolicy::any;
        std::set<std::pair<std::size_t, std::size_t>> pairs;
        for (const auto& names : from.combinations) {
            const auto hits = evaluate(table, names).hits;
            for (const auto a : hits)
                for (const auto b : hits)
                    if (a < b && !(may_agree && said(table, a) == said(table, b))) pairs.emplace(a, b);
        }
        const auto overlaps = claim(from, "no_overlaps");
        RC_ASSERT(found(overlaps) == pairs.size());
        RC_ASSERT((overlaps.verdict == ClaimVerdict::refuted) == !pairs.empty());
        for (const auto& witness : overlaps.witnesses) {
            const auto verdict = evaluate(table, read_back(witness.given));
            for (const auto& id : witness.rules) RC_ASSERT(contains(verdict.hits, rule_named(table, id)));
            RC_ASSERT(verdict.value.is_null());
        }
    }));
}

TEST_CASE("a rule is dead exactly when it decides for no combination, and those named leave it none") {
    CHECK(rc::check([] {
        const auto from = sample({"PRIORITY", "FIRST"});
        const auto& table = from.table();
        std::set<std::string> living, dead;
        for (const auto& names : from.combinations)
            if (const auto hits = evaluate(table, names).hits; !hits.empty())
                living.insert(table.rules[hits.front()].id);
        for (const auto& witness : claim(from, "no_dead_rules").witnesses) {
            dead.insert(witness.rules.front());
            for (const auto& names : from.combinations) {
                const auto hits = evaluate(table, names).hits;
                if (!contains(hits, rule_named(table, witness.rules.front()))) continue;
                RC_ASSERT(std::any_of(witness.rules.begin() + 1, witness.rules.end(),
                                      [&](const auto& id) { return contains(hits, rule_named(table, id)); }));
            }
        }
        for (const auto& rule : table.rules) RC_ASSERT(living.contains(rule.id) != dead.contains(rule.id));
    }));
}

TEST_CASE("where no rule beats another, dead are those that never fit and those that say the same again") {
    CHECK(rc::check([] {
        const auto from = sample({"UNIQUE", "ANY", "RULE ORDER", "OUTPUT ORDER", "COLLECT"});
        const auto& table = from.table();
        std::map<std::size_t, std::set<std::size_t>> fits;
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < from.combinations.size(); ++i)
            for (const auto rule : evaluate(table, from.combinations[i]).hits) fits[rule].insert(i);
        std::set<std::string> expected, dead;
        for (std::size_t rule = 0; rule < table.rules.size(); ++rule) {
            bool again = fits[rule].empty();
            for (std::size_t other = 0; other < rule && table.hit_policy != HitPolicy::unique; ++other)
                again = again || (fits[other] == fits[rule] && said(table, other) == said(table, rule));
            if (again) expected.insert(table.rules[rule].id);
        }
        for (const auto& witness : claim(from, "no_dead_rules").witnesses) dead.insert(witness.rules.front());
        RC_ASSERT(dead == expected);
    }));
}

TEST_CASE("an answer is unused exactly when no combination gives it") {
    CHECK(rc::check([] {
        const auto from = sample({"PRIORITY", "FIRST", "COLLECT"});
        const auto& table = from.table();
        const bool all_count = table.hit_policy == HitPolicy::collect;
        std::set<std::string> given;
        for (const auto& names : from.combinations) {
            const auto hits = evaluate(table, names).hits;
            for (std::size_t i = 0; i < hits.size() && (all_count || i == 0); ++i)
                given.insert(to_string(said(table, hits[i])));
        }
        RC_ASSERT(found(claim(from, "outputs_used")) == 3 - given.size());
    }));
}

TEST_CASE("more of an input means less exactly when two combinations show it, and those that are shown do") {
    CHECK(rc::check([] {
        const auto from = sample(deciding);
        const auto& table = from.table();
        const std::vector<Value> texts{"y", "x", "z"}, answers{"p", "r", "q"};
        const std::string input = *rc::gen::elementOf(std::vector<std::string>{"n", "s"});
        const auto& values = input == "n" ? all_numbers : texts;
        const auto rank = [&](const Context& names) {
            return std::ranges::find(answers, evaluate(table, names).value) - answers.begin();
        };
        const auto with = [&](Context names, const Value& value) {
            std::ranges::find(names.entries, input, &Entry::name)->value = value;
            return names;
        };
        bool falls = false;
        for (const auto& names : from.combinations)
            for (auto low = values.begin(); low != values.end(); ++low)
                for (auto high = low + 1; high != values.end(); ++high) {
                    const auto of_low = rank(with(names, *low)), of_high = rank(with(names, *high));
                    falls = falls || (of_low < 3 && of_high < of_low);
                }
        const auto one =
            claim(from, "monotone", {{input, input == "s" ? texts : std::vector<Value>{}, "out", answers}});
        RC_ASSERT((one.verdict == ClaimVerdict::refuted) == falls);
        for (std::size_t i = 0; i + 1 < one.witnesses.size(); i += 2) {
            const auto low = read_back(one.witnesses[i].given), high = read_back(one.witnesses[i + 1].given);
            RC_ASSERT(with(low, *high.find(input)) == high);
            RC_ASSERT(rank(high) < rank(low));
            for (const auto& [names, id] : {std::pair(low, one.witnesses[i].rules.front()),
                                            std::pair(high, one.witnesses[i + 1].rules.front())})
                RC_ASSERT(evaluate(table, names).hits.front() == rule_named(table, id));
        }
    }));
}

TEST_CASE("the same table gives the same claims, word for word") {
    CHECK(rc::check([] {
        const auto from = sample(all_policies);
        const auto once = prove(from.table(), "d"), again = prove(from.table(), "d");
        RC_ASSERT(once.size() == again.size());
        for (std::size_t i = 0; i < once.size(); ++i) {
            RC_ASSERT(once[i].figures == again[i].figures);
            RC_ASSERT(once[i].witnesses.size() == again[i].witnesses.size());
            for (std::size_t w = 0; w < once[i].witnesses.size(); ++w)
                RC_ASSERT(once[i].witnesses[w].message == again[i].witnesses[w].message);
        }
    }));
}
