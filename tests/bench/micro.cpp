// What one event of the chain and one decision cost. Run by tools/bench, from the top of the checkout.

#include "chain/chain.h"
#include "office/office_file.h"
#include "routing/routing.h"

#include <benchmark/benchmark.h>

#include <stdexcept>

namespace {

using namespace sodan;

const Instant noon = *parse_instant("2026-10-05T12:00:00+09:00");

chain::Snapshot held_case() {
    chain::Chain chain;
    (void)chain.apply(chain::Logged{"advisor/37", domain::Urgency::prompt, noon});
    (void)chain.apply(chain::Claimed{"pa-37-a", noon});
    return chain.snapshot();
}

void one_event_on_a_stored_case(benchmark::State& run) {
    const auto stored = held_case();
    const chain::Event event = chain::Waited{domain::WaitingFor::caller, noon};
    for (auto _ : run) {
        chain::Chain chain(stored);
        benchmark::DoNotOptimize(chain.apply(event));
        benchmark::DoNotOptimize(chain.snapshot());
    }
}
BENCHMARK(one_event_on_a_stored_case)->Name("chain: enter a stored case, one event, read it");

void events_in_a_row(benchmark::State& run) {
    chain::Chain chain(held_case());
    const chain::Event wait = chain::Waited{domain::WaitingFor::caller, noon}, resume = chain::Resumed{noon};
    bool waiting = false;
    for (auto _ : run) {
        benchmark::DoNotOptimize(chain.apply(waiting ? resume : wait));
        waiting = !waiting;
    }
}
BENCHMARK(events_in_a_row)->Name("chain: one event");

struct ExampleOffice {
    std::shared_ptr<const routing::Rules> rules = *routing::Rules::load("rules");
    domain::Office office = *office::load_office("rules/office");
    routing::Moment moment{office, noon, [](const domain::PersonId&) { return 0; }};
    domain::Intake intake{.received_at = noon,
                          .raised_by = domain::RaisedBy::participant,
                          .language = "en",
                          .host = "37",
                          .job = domain::Job::ALT,
                          .topics = {domain::Topic::W2},
                          .danger = domain::Danger::none};
};

void deadline(benchmark::State& run) {
    const ExampleOffice example;
    for (auto _ : run)
        benchmark::DoNotOptimize(example.rules->deadline(domain::Urgency::urgent, domain::DeskKind::advisor,
                                                         routing::Window::action, noon));
}
BENCHMARK(deadline)->Name("rules: one decision (table deadlines), with its instant");

void first_route(benchmark::State& run) {
    const ExampleOffice example;
    constexpr std::string_view text = "My contract says 20 days of leave, the office says 12. Who is right?";
    for (auto _ : run)
        benchmark::DoNotOptimize(example.rules->first_route(example.intake, text, example.moment));
}
BENCHMARK(first_route)->Name("rules: a whole routing (all tables, every person of the desk, the text read)");

}  // namespace

BENCHMARK_MAIN();
