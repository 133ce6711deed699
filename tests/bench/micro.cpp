// What one event of the chain and one decision cost. Run by tools/bench, from the top of the checkout.

#include "chain/chain.h"
#include "dmn/compiled.h"
#include "office/office_file.h"
#include "office/passes.h"
#include "routing/routing.h"

#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

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

// The table that tells by which way an inquiry comes, and the facts of the example's inquiry as its inputs.
struct WayTable {
    ExampleOffice example;
    dmn::Model model = *dmn::Model::load(file("rules/desks.dmn"), "desks.dmn");
    const dmn::Table& table = std::get<dmn::Table>(model.decision("way")->logic);
    dmn::CompiledTable compiled = *dmn::CompiledTable::compile(table);
    std::vector<dmn::Value> inputs;

    WayTable() {
        const auto facts = example.rules->first_route(example.intake, "", example.moment).facts;
        for (const auto& input : table.inputs) inputs.emplace_back(facts.at(input.text));
    }
    static std::string file(const char* path) {
        std::ifstream in(path);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }
    std::vector<dmn::CompiledTable::Class> classes() const {
        std::vector<dmn::CompiledTable::Class> out;
        for (std::size_t slot = 0; slot < inputs.size(); ++slot)
            out.push_back(compiled.classify(slot, inputs[slot]));
        return out;
    }
};

void decision(benchmark::State& run) {
    const WayTable desk;
    const auto classes = desk.classes();
    for (auto _ : run) benchmark::DoNotOptimize(desk.compiled.decisive(desk.compiled.hits(classes)));
}
BENCHMARK(decision)->Name("rules: one decision (table way, 4 inputs), as routing asks it");

void decision_from_values(benchmark::State& run) {
    const WayTable desk;
    for (auto _ : run) benchmark::DoNotOptimize(desk.compiled.decisive(desk.compiled.hits(desk.classes())));
}
BENCHMARK(decision_from_values)->Name("rules: one decision (table way, 4 inputs), from its values as text");

void first_route(benchmark::State& run) {
    const ExampleOffice example;
    constexpr std::string_view text = "My contract says 20 days of leave, the office says 12. Who is right?";
    for (auto _ : run)
        benchmark::DoNotOptimize(example.rules->first_route(example.intake, text, example.moment));
}
BENCHMARK(first_route)->Name("rules: a whole routing (all tables, every person of the desk, the text read)");

// Of three hundred people with a session and a token each.
void known_by_a_pass(benchmark::State& run) {
    constexpr int people = 300;
    office::PassBook book;
    std::string secret;
    for (int i = 0; i < people; ++i)
        for (const auto kind : {office::PassKind::session, office::PassKind::token}) {
            const auto made = office::new_pass(
                {kind, "pa-" + std::to_string(i), office::Scopes::every(), "", noon + std::chrono::hours{12}},
                noon);
            book.take(made.row);
            secret = made.secret;
        }
    for (auto _ : run) benchmark::DoNotOptimize(book.bearer(office::PassKind::token, secret, noon));
}
BENCHMARK(known_by_a_pass)->Name("accounts: who shows this token (SHA-256 and a look into memory)");

}  // namespace

BENCHMARK_MAIN();
