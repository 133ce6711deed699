// How long the staff proof takes over the example office, which is of full size, and the whole certificate.

#include "office/office_file.h"
#include "proof/examine.h"
#include "routing/staff_proof.h"

#include <benchmark/benchmark.h>

using namespace sodan;

namespace {

const Instant morning = *parse_instant("2026-11-02T10:00:00+09:00");

void staff(benchmark::State& state) {
    const auto office = *office::load_office("rules/office");
    const auto rules = *routing::Rules::load("rules");
    for (auto _ : state)
        benchmark::DoNotOptimize(
            routing::prove_staff(*rules, office, morning, static_cast<int>(state.range(0))));
    state.SetLabel(std::to_string(office.hosts().size()) + " hosts, " +
                   std::to_string(office.people().size()) + " people");
}
BENCHMARK(staff)->Name("staff proof, absent")->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);

void everything(benchmark::State& state) {
    const auto office = *office::load_office("rules/office");
    const auto files = *routing::read_rule_files("rules");
    const auto texts = *Catalogue::load("rules/texts");
    for (auto _ : state)
        benchmark::DoNotOptimize(proof::examine(files, texts, office, morning, 1).certificate.claims.size());
}
BENCHMARK(everything)->Name("the whole certificate")->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
