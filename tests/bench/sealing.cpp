// What sealing and the record cost: one value, one key, one link of the chain, and a search over what was
// said. From the top of the checkout.

#include "base/text.h"
#include "office/findable.h"
#include "office/office_file.h"
#include "office/search.h"
#include "office/use_cases.h"
#include "store/journal_chain.h"
#include "store/sqlite_store.h"

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <memory>

namespace {

using namespace sodan;

constexpr std::size_t usual_size = 2048;
constexpr seal::Cell place{"journal", "detail", 4711, 123456789};

void seal_a_value(benchmark::State& state) {
    const auto key = seal::Key::random();
    const std::string text(usual_size, 'x');
    for (auto _ : state) benchmark::DoNotOptimize(seal::sealed(key, place, text));
}

void open_a_value(benchmark::State& state) {
    const auto key = seal::Key::random();
    const auto sealed = seal::sealed(key, place, std::string(usual_size, 'x'));
    for (auto _ : state) benchmark::DoNotOptimize(seal::opened(key, place, sealed));
}

// What keeping the key that was unwrapped last saves for each further entry of a history.
void unwrap_a_key(benchmark::State& state) {
    const auto wrapping = seal::Key::random(), data = seal::Key::random();
    const auto wrapped = seal::sealed(wrapping, place, data.bytes());
    for (auto _ : state) benchmark::DoNotOptimize(seal::opened_key(wrapping, place, wrapped));
}

void link_an_entry(benchmark::State& state) {
    const store::ChainedEntry entry{1,
                                    2,
                                    1,
                                    4,
                                    5,
                                    "pa-37-a",
                                    "logged",
                                    std::string(200, 'b'),
                                    std::string(2730, 'd'),
                                    std::string(2000, 'q'),
                                    std::string(64, 's')};
    for (auto _ : state) benchmark::DoNotOptimize(store::link({}, entry));
}

// All that sealing and the record do for one logged inquiry: a key made and wrapped, what was said and the
// answer sealed, the row digested, three entries linked.
void all_for_an_inquiry(benchmark::State& state) {
    const auto wrapping = seal::Key::random();
    const std::string said(500, 's'), answer(2500, 'a'), row(1200, 'r'), decision(2500, 'q');
    for (auto _ : state) {
        const auto key = seal::Key::random();
        benchmark::DoNotOptimize(seal::sealed(wrapping, place, key.bytes()));
        const auto detail = seal::sealed(key, place, said);
        benchmark::DoNotOptimize(seal::sealed(key, place, answer));
        const auto digest = store::state_digest(std::tuple(store::Int{1}, row));
        const store::ChainedEntry first{1,      2,        1, 4, 5, "pa-37-a", "logged", std::string(100, 'b'),
                                        detail, decision, ""};
        const store::ChainedEntry other{
            2, 2, 2, 4, 5, "pa-37-a", "consent_recorded", std::string(50, 'b'), "", "", digest};
        auto last = store::link({}, first);
        for (int i = 0; i < 2; ++i) last = store::link(last, other);
        benchmark::DoNotOptimize(last);
    }
}

void fold_a_note(benchmark::State& state) {
    const std::string note = "敷金が戻らないと大家に言われた。アパートの契約書には書いていない。";
    for (auto _ : state) benchmark::DoNotOptimize(office::findable(note));
}

// An office; with notes, 500 cases of one desk have a hundred each.
class Office {
public:
    Office() {
        auto name = (std::filesystem::temp_directory_path() / "sodan-notes-XXXXXX").string();
        if (!::mkdtemp(name.data())) std::abort();
        folder_ = name;
        store::Options options;
        options.office = *office::load_office("rules/office");
        options.now = now_;
        options.sealing.keys = std::make_shared<seal::KeyRing>(folder_ / "keys", now_, true);
        store_ = store::SqliteStore::open(folder_ / "sodan.db", "schema", std::move(options));
    }
    // Inquiries that are logged while others wait, as under load.
    void log_many(int count) {
        std::promise<void> all;
        std::atomic<int> left = count;
        for (int i = 0; i < count; ++i) {
            const auto decide = [this](office::Reading& reading) {
                const auto office = reading.office();
                return office::log_inquiry(
                    {reading, *rules_, now_, *office->person("pa-37-a"), {}, random_bits}, an_inquiry());
            };
            store_->submit({{}, decide, [&](const auto& answer, const auto& failed) {
                                if (failed || !answer) std::abort();
                                if (--left == 0) all.set_value();
                            }});
        }
        all.get_future().wait();
    }
    void write_notes() {
        for (int i = 0; i < cases; ++i) live(i);
    }
    ~Office() {
        store_.reset();
        std::filesystem::remove_all(folder_);
    }
    boost::json::object search(const std::string& words) {
        std::promise<boost::json::object> out;
        store_->read([&](office::Reading& reading) {
            const auto office = reading.office();
            out.set_value(
                *office::search_cases({reading, *rules_, now_, *office->person("pa-37-a")}, {words}, {}));
        });
        return out.get_future().get();
    }
    static constexpr int cases = 500, notes = 100;

private:
    template <class Decide> office::Answer decided(Decide decide) {
        std::promise<office::Answer> out;
        const auto wanted = [&](office::Reading& reading) -> Outcome<office::Written> {
            const auto office = reading.office();
            return decide(
                office::Acting{reading, *rules_, now_, *office->person("pa-37-a"), {}, random_bits});
        };
        store_->submit({{}, wanted, [&](Outcome<office::Answer> answer, std::exception_ptr failed) {
                            if (failed || !answer) std::abort();
                            out.set_value(*answer);
                        }});
        return out.get_future().get();
    }
    static office::LogInquiry an_inquiry() {
        office::LogInquiry inquiry;
        inquiry.raised_by = domain::RaisedBy::participant;
        inquiry.language = "en";
        inquiry.host = "37";
        inquiry.topics = {domain::Topic::W2};
        inquiry.danger = domain::Danger::none;
        inquiry.text =
            "A made-up inquiry of a usual length: the office counts my leave in another way than my "
            "contract.";
        return inquiry;
    }
    void live(int i) {
        const auto ref =
            decided([&](const auto& acting) { return office::log_inquiry(acting, an_inquiry()); }).ref;
        for (int n = 1; n < notes; ++n)
            decided([&](const auto& acting) {
                return office::command(acting, ref, office::Note{words(i, n), {}});
            });
    }
    static std::string words(int i, int n) {
        return n % 2 == 0 ? fmt::format(
                                "Note {} of case {}: she called again about the leave that the office counts "
                                "in another way than her contract does, and will write.",
                                n, i)
                          : fmt::format(
                                "{}件目の{}回目。休暇の数え方が契約書と違うとのことで、もう一度電話があった。"
                                "アパートの敷金についても尋ねられた。",
                                i, n);
    }

    Instant now_ = SystemClock().now();
    std::filesystem::path folder_;
    std::shared_ptr<const routing::Rules> rules_ = *routing::Rules::load("rules");
    std::unique_ptr<store::SqliteStore> store_;
};

void search_everything(benchmark::State& state) {
    Office notes;
    notes.write_notes();
    boost::json::object found;
    for (auto _ : state) found = notes.search("火星人");
    if (found.at("looked_through").as_int64() != Office::cases * Office::notes)
        state.SkipWithError("not all was looked through");
}

void log_an_inquiry(benchmark::State& state) {
    constexpr int at_once = 2000;
    Office office;
    for (auto _ : state) office.log_many(at_once);
    state.counters["each"] = benchmark::Counter(
        at_once, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

}  // namespace

BENCHMARK(seal_a_value)->Name("sealing: 2 KB");
BENCHMARK(open_a_value)->Name("sealing: 2 KB opened");
BENCHMARK(unwrap_a_key)->Name("sealing: a case's key unwrapped");
BENCHMARK(link_an_entry)->Name("record: an entry of 5 KB linked");
BENCHMARK(all_for_an_inquiry)->Name("sealing and record: all that an inquiry needs of them");
BENCHMARK(log_an_inquiry)->Name("an inquiry through use case and store")->UseRealTime()->Iterations(5);
BENCHMARK(fold_a_note)->Name("search: a Japanese note of 100 bytes folded");
BENCHMARK(search_everything)
    ->Name("search: 50,000 notes, nothing found")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(5);

BENCHMARK_MAIN();
