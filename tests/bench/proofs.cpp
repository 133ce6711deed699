// What it costs to prove a table and to ask it, by its shape. Run by tools/bench.

#include "dmn/compiled.h"
#include "dmn/prove.h"

#include <benchmark/benchmark.h>

#include <functional>
#include <numeric>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace sodan;
using namespace sodan::dmn;

constexpr std::size_t inputs = 8, values = 6;

using Area = std::vector<std::vector<std::size_t>>;  // by input, the values that fit

Cell cell_of(const std::vector<std::size_t>& fitting, std::size_t all) {
    Cell out;
    if (fitting.size() == all) return out;
    for (const auto value : fitting)
        out.tests.push_back(Comparison{Operator::equal, {Literal{"v" + std::to_string(value)}}});
    return out;
}

Table table_of(HitPolicy policy, const std::vector<Area>& areas, std::size_t all = values) {
    std::vector<std::size_t> every(all);
    std::iota(every.begin(), every.end(), std::size_t{0});
    Table out{"t", policy};
    for (std::size_t i = 0; i < inputs; ++i) {
        Input input{"i" + std::to_string(i), "", "input" + std::to_string(i), {}, "string"};
        input.allowed = cell_of(every, 0);
        out.inputs.push_back(std::move(input));
    }
    out.outputs.push_back({"o", "o", "", "string", {}, {"a", "b", "c"}});
    for (const auto& area : areas) {
        Rule rule{"r" + std::to_string(out.rules.size())};
        for (const auto& fitting : area) rule.when.push_back(cell_of(fitting, all));
        const auto* says = out.rules.size() % 3 == 0 ? "a" : out.rules.size() % 3 == 1 ? "b" : "c";
        rule.then.push_back({Expression{Literal{says}}});
        out.rules.push_back(std::move(rule));
    }
    return out;
}

Area whole() {
    std::vector<std::size_t> every(values);
    std::iota(every.begin(), every.end(), std::size_t{0});
    return Area(inputs, every);
}

// A part is cut in two along any input until there are as many parts as rules: complete, and none overlap.
std::vector<Area> tree(std::size_t rules, std::mt19937& random) {
    std::vector<Area> out{whole()};
    while (out.size() < rules) {
        auto& part = out[random() % out.size()];
        const auto input = random() % inputs;
        if (part[input].size() < 2) continue;
        auto rest = part;
        const auto cut = static_cast<std::ptrdiff_t>(1 + random() % (part[input].size() - 1));
        rest[input].erase(rest[input].begin(), rest[input].begin() + cut);
        part[input].resize(static_cast<std::size_t>(cut));
        out.push_back(std::move(rest));
    }
    std::ranges::shuffle(out, random);
    return out;
}

// Each rule tests some inputs for one to three values each.
std::vector<Area> at_random(std::size_t rules, std::size_t tested, std::mt19937& random) {
    std::vector<Area> out;
    while (out.size() < rules) {
        auto& area = out.emplace_back(whole());
        for (std::size_t i = 0; i < tested; ++i) {
            auto& fitting = area[random() % inputs];
            std::ranges::shuffle(fitting, random);
            fitting.resize(std::min(fitting.size(), 1 + random() % 3));
        }
    }
    return out;
}

Table complete(std::size_t rules, std::mt19937& random) {
    return table_of(HitPolicy::unique, tree(rules, random));
}
Table with_one_gap(std::size_t rules, std::mt19937& random) {
    auto areas = tree(rules + 1, random);
    areas.pop_back();
    return table_of(HitPolicy::unique, areas);
}
Table with_a_dead_rule(std::size_t rules, std::mt19937& random) {
    auto areas = tree(rules - 1, random);
    areas.push_back(whole());
    return table_of(HitPolicy::first, areas);
}
Table few_tests(std::size_t rules, std::mt19937& random) {
    return table_of(HitPolicy::first, at_random(rules, 3, random));
}
Table by_priority(std::size_t rules, std::mt19937& random) {
    auto areas = at_random(rules - 1, 5, random);
    areas.push_back(whole());
    return table_of(HitPolicy::priority, areas);
}
Table many_overlaps(std::size_t rules, std::mt19937& random) {
    return table_of(HitPolicy::unique, at_random(rules, 4, random));
}
Table many_gaps(std::size_t rules, std::mt19937& random) {
    return table_of(HitPolicy::first, at_random(rules, 8, random));
}

// Rules that test the inputs two by two, so that no input comes first by itself.
Table in_pairs(std::size_t rules, std::mt19937& random) {
    std::vector<Area> areas;
    for (std::size_t rule = 0; rule < rules; ++rule) {
        auto& area = areas.emplace_back(whole());
        const auto first = rule % (inputs / 2) * 2;
        area[first] = {random() % values};
        area[first + 1] = {random() % values};
    }
    return table_of(HitPolicy::first, areas);
}

// Numbers, cut wherever a rule begins or ends.
Table of_numbers(std::size_t rules, std::mt19937& random) {
    auto out = table_of(HitPolicy::first, at_random(rules - 1, 3, random));
    for (auto& input : out.inputs) input.type = "number", input.allowed = {};
    for (auto& rule : out.rules)
        for (auto& cell : rule.when) {
            if (cell.any()) continue;
            const int low = static_cast<int>(random() % 1000), length = static_cast<int>(random() % 700);
            cell.tests = {Interval{{Literal{low}}, {Literal{low + length}}, true, false}};
        }
    return out;
}

void prove_it(benchmark::State& run, const Table& table, bool compares) {
    std::size_t given_up = 0, refuted = 0;
    for (auto _ : run) {
        given_up = refuted = 0;
        const std::vector<Monotone> declared{{"input0", {"v0", "v1", "v2"}, "o", {"a", "b", "c"}}};
        for (const auto& claim : prove(table, "bench", {}, compares ? declared : std::vector<Monotone>{})) {
            given_up += claim.verdict == ClaimVerdict::unknown;
            refuted += claim.verdict == ClaimVerdict::refuted;
        }
    }
    run.counters["refuted"] = static_cast<double>(refuted);
    run.counters["given_up"] = static_cast<double>(given_up);
}

// A decision of a table whose inputs come as texts, other ones each time.
void decide_it(benchmark::State& run, const Table& table) {
    const auto compiled = CompiledTable::compile(table);
    std::mt19937 random(2);
    std::vector<std::vector<Value>> asked(256);
    for (auto& texts : asked)
        for (std::size_t i = 0; i < inputs; ++i) texts.emplace_back("v" + std::to_string(random() % values));
    std::size_t next = 0;
    for (auto _ : run) {
        const auto& texts = asked[next++ % asked.size()];
        std::array<CompiledTable::Class, inputs> classes;
        for (std::size_t i = 0; i < inputs; ++i) classes[i] = compiled->classify(i, texts[i]);
        benchmark::DoNotOptimize(compiled->decisive(compiled->hits(classes)));
    }
}

using Shape = Table (*)(std::size_t, std::mt19937&);
const std::vector<std::pair<std::string, Shape>> shapes{{"complete, no two overlap", complete},
                                                        {"one gap", with_one_gap},
                                                        {"one rule dead under all others", with_a_dead_rule},
                                                        {"three tests a rule, first one decides", few_tests},
                                                        {"five tests a rule, by priority", by_priority},
                                                        {"many overlaps", many_overlaps},
                                                        {"many gaps", many_gaps},
                                                        {"inputs tested in pairs", in_pairs},
                                                        {"numbers with a thousand cuts", of_numbers}};

}  // namespace

int main(int count, char** words) {
    for (const std::size_t rules : {60U, 1500U})
        for (const auto& [name, shape] : shapes) {
            std::mt19937 random(1);
            const auto title = "proofs: " + std::to_string(rules) + " rules, 8 inputs, " + name;
            benchmark::RegisterBenchmark(title.c_str(), [table =
                                                             shape(rules, random)](benchmark::State& run) {
                prove_it(run, table, false);
            })->Unit(benchmark::kMillisecond);
        }
    for (const std::size_t rules : {60U, 1500U}) {
        std::mt19937 random(1);
        const auto title =
            "proofs: " + std::to_string(rules) + " rules, 8 inputs, by priority, more never means less";
        benchmark::RegisterBenchmark(title.c_str(), [table =
                                                         by_priority(rules, random)](benchmark::State& run) {
            prove_it(run, table, true);
        })->Unit(benchmark::kMillisecond);
    }
    for (const auto& [name, shape] : {shapes[0], shapes[3], shapes[4]}) {
        std::mt19937 random(1);
        const auto title = "decisions: 60 rules, 8 inputs as texts, " + name;
        benchmark::RegisterBenchmark(
            title.c_str(), [table = shape(60, random)](benchmark::State& run) { decide_it(run, table); });
    }
    benchmark::Initialize(&count, words);
    benchmark::RunSpecifiedBenchmarks();
}
