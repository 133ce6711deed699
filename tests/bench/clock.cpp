// How late timers are taken: so many open cases, whose first deadlines come due within so many seconds, and
// the daemon's own clock. From the top of the checkout; DATA must not exist.
//   clock DATA TIMERS SECONDS

#include "base/text.h"
#include "daemon/alarm_clock.h"
#include "office/office_file.h"
#include "office/use_cases.h"
#include "store/sqlite_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <semaphore>
#include <set>
#include <thread>

namespace {

using namespace sodan;
using namespace std::chrono;

constexpr int under_way = 2048;  // units that wait at once

// Shows the machine's time, moved.
struct MovedClock final : Clock {
    std::atomic<milliseconds> by{0ms};
    Instant now() const override { return SystemClock().now() + by.load(); }
};

office::LogInquiry urgent_inquiry() {
    office::LogInquiry out;
    out.raised_by = domain::RaisedBy::participant;
    out.language = "en";
    out.host = "37";
    out.topics = {domain::Topic::W2};
    out.danger = domain::Danger::urgent;
    out.text = "A made-up inquiry.";
    return out;
}

class Office {
public:
    explicit Office(const std::filesystem::path& data) {
        std::filesystem::create_directories(data);
        rules_.take_up(*routing::Rules::load("rules"));
        store::Options options;
        options.office = *office::load_office("rules/office");
        options.now = clock.now();
        options.sealing.keys = std::make_shared<seal::KeyRing>(data / "keys", clock.now(), true);
        store_ = store::SqliteStore::open(data / "sodan.db", "schema", std::move(options));
    }

    void fill(int timers, seconds within, Instant from) {
        std::counting_semaphore<> room(under_way);
        for (int i = 0; i < timers; ++i) {
            room.acquire();
            const auto at = from + duration_cast<milliseconds>(within) * i / timers;
            const auto decide = [this, at](office::Reading& reading) {
                const auto people = reading.office();
                return office::log_inquiry(
                    {reading, *rules_.now(), at, *people->person("pc-a"), {}, random_bits}, urgent_inquiry());
            };
            store_->submit(
                {{}, decide, [&](const Outcome<office::Answer>& answer, const std::exception_ptr&) {
                     if (!answer) std::abort();
                     room.release();
                 }});
        }
        for (int i = 0; i < under_way; ++i) room.acquire();
    }

    // As the daemon's loop does, until all have been taken.
    void keep_time(int timers) {
        daemon::AlarmClock alarm(
            {*store_, rules_, clock, log_, [] {}, [](const std::exception_ptr&) { std::abort(); }});
        while (alarm.lapsed() < timers) {
            alarm.tick();
            std::this_thread::sleep_for(alarm.has_more() ? 10ms : 1000ms);
        }
        while (!alarm.resting()) std::this_thread::sleep_for(1ms);
    }

    // How late each was taken, in order.
    std::vector<std::int64_t> lateness(milliseconds allowed) {
        std::promise<std::vector<std::int64_t>> out;
        store_->read([&](office::Reading& reading) {
            std::vector<std::int64_t> late;
            std::set<std::int64_t> taken;  // a step is told by more entries than one
            std::int64_t seq = 0;
            for (auto page = reading.entries_after(seq, 5'000); !page.empty();
                 page = reading.entries_after(seq, 5'000))
                for (const auto& entry : page) {
                    seq = entry.seq;
                    if (entry.actor != "clock" || !taken.insert(entry.ref.bits()).second) continue;
                    const auto logged = reading.entries_of(entry.ref).front().written_at;
                    late.push_back((entry.written_at - (logged + allowed)).count());
                }
            std::ranges::sort(late);
            out.set_value(std::move(late));
        });
        return out.get_future().get();
    }

    MovedClock clock;

private:
    http::Log log_{http::Level::error, "/dev/null"};
    daemon::Rulebook rules_{"rules"};
    std::unique_ptr<office::Store> store_;
};

void measure(const std::filesystem::path& data, int timers, seconds within) {
    constexpr auto allowed = 1h;  // the pick-up of an urgent case, by the rules that ship
    Office office(data);
    const auto from = office.clock.now();
    office.fill(timers, within, from);
    // The first comes due in a second.
    office.clock.by = from + allowed - 1s - SystemClock().now();
    const auto began = steady_clock::now();
    office.keep_time(timers);
    const auto took = duration<double>(steady_clock::now() - began).count();
    const auto late = office.lateness(allowed);
    const auto at = [&](double part) {
        return static_cast<double>(
                   late[static_cast<std::size_t>(part * static_cast<double>(late.size() - 1))]) /
               1000;
    };
    fmt::print(
        "{{\"timers\": {}, \"within_s\": {}, \"took_s\": {:.1f}, \"p50_s\": {:.2f}, \"p99_s\": {:.2f}, "
        "\"max_s\": "
        "{:.2f}}}\n",
        late.size(), within.count(), took, at(0.5), at(0.99), at(1));
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) return fmt::print(stderr, "usage: clock DATA TIMERS SECONDS\n"), 2;
    measure(words[1], std::atoi(words[2]), seconds(std::atoi(words[3])));
}
