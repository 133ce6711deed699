// Fills a data folder with so many cases, through the use case and the store that the daemon runs. From the
// top of the checkout.
//   fill DATA CASES

#include "base/text.h"
#include "office/office_file.h"
#include "office/use_cases.h"
#include "routing/routing.h"
#include "store/sqlite_store.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <semaphore>

namespace {

using namespace sodan;

constexpr std::array hosts{"01", "08", "13", "20", "26", "27", "34100", "37", "40", "47"};
constexpr std::array topics{domain::Topic::W1, domain::Topic::W3, domain::Topic::L1, domain::Topic::P2};
constexpr int under_way = 2048;  // units that wait at once

office::LogInquiry inquiry(int number, Instant now) {
    const auto n = static_cast<std::size_t>(number);
    office::LogInquiry out;
    out.received_at = now;
    out.raised_by = domain::RaisedBy::participant;
    out.language = "en";
    out.host = hosts[n % hosts.size()];
    out.job = domain::Job::ALT;
    out.topics = {topics[n % topics.size()]};
    out.danger = domain::Danger::none;
    out.tried_supervisor = domain::TriedSupervisor::yes;
    out.text = fmt::format(
        "A made-up inquiry of a usual length, number {}: the office counts my leave in another way.", number);
    return out;
}

void fill(const std::filesystem::path& data, int cases) {
    std::filesystem::create_directories(data);
    const auto rules = *routing::Rules::load("rules");
    const SystemClock clock;
    store::Options options;
    options.office = *office::load_office("rules/office");
    options.now = clock.now();
    options.sealing.keys = std::make_shared<seal::KeyRing>(data.string() + "-keys", clock.now(), true);
    const auto store = store::SqliteStore::open(data / "sodan.db", "schema", std::move(options));
    std::counting_semaphore<> room(under_way);
    for (int i = 0; i < cases; ++i) {
        room.acquire();
        // All are due in the future, so that the clock finds nothing to do while others measure.
        const auto decide = [&, i](office::Reading& reading) {
            const auto now = clock.now();
            const auto office = reading.office();
            const office::Acting acting{reading, *rules, now, *office->person("pc-a"), {}, random_bits};
            return office::log_inquiry(acting, inquiry(i, now));
        };
        store->submit({{}, decide, [&](Outcome<office::Answer> answer, std::exception_ptr failed) {
                           if (failed || !answer) std::abort();
                           room.release();
                       }});
    }
    for (int i = 0; i < under_way; ++i) room.acquire();
}

}  // namespace

int main(int count, char** words) {
    if (count != 3) return fmt::print(stderr, "usage: fill DATA CASES\n"), 2;
    fill(words[1], std::atoi(words[2]));
}
