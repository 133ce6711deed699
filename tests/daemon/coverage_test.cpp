#include "daemon/coverage.h"

#include "office/office_file.h"
#include "office/use_cases.h"
#include "store/sqlite_store.h"

#include <doctest/doctest.h>
#include <stdlib.h>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <future>
#include <thread>

using namespace sodan;
using namespace sodan::daemon;
namespace json = boost::json;

namespace {

struct FixedClock final : Clock {
    std::atomic<Instant> time = *parse_instant("2026-11-02T10:00:00+09:00");
    Instant now() const override { return time; }
};

// A proof that takes the office at its word: whoever of host 37 is away is missed.
std::vector<Claim> everybody_of_37_is_needed(const routing::Rules&, const domain::Office& office,
                                             Instant now) {
    Claim claim{.part = "staff", .name = "covered", .about = ""};
    for (const auto& person : office.people())
        if (person.of == "37" && !is_available(person, now))
            claim.witnesses.push_back({.message = {"missed " + person.place}, .given = {{"host", "37"}}});
    if (!claim.witnesses.empty()) claim.verdict = ClaimVerdict::refuted;
    return {claim};
}

struct Watched {
    static std::filesystem::path a_folder() {
        std::string name = std::filesystem::temp_directory_path() / "sodan-coverage-XXXXXX";
        return ::mkdtemp(name.data());
    }
    static std::unique_ptr<office::Store> opened(const std::filesystem::path& in, Instant now) {
        store::Options options;
        options.office = *office::load_office(SODAN_ROOT "/rules/office");
        options.now = now;
        options.sealing.keys = std::make_shared<seal::KeyRing>(in / "keys", now, true);
        return store::SqliteStore::open(in / "sodan.db", SODAN_ROOT "/schema", std::move(options));
    }
    Watched() { rules.take_up(*routing::Rules::load(SODAN_ROOT "/rules")); }
    ~Watched() {
        side.stop();
        store.reset();
        std::filesystem::remove_all(folder);
    }
    // Ticks, and waits until the look that it asked for has ended and what it wrote is kept.
    void look() {
        coverage_->tick();
        std::promise<void> done;
        while (!side.add([&] { done.set_value(); })) std::this_thread::yield();
        done.get_future().wait();
        std::promise<void> kept;
        store->submit({{},
                       [](office::Reading&) -> Outcome<office::Written> { return office::Written{}; },
                       [&](const Outcome<office::Answer>&, const std::exception_ptr&) { kept.set_value(); }});
        kept.get_future().wait();
    }
    void changes(const std::string& person, const office::PersonCommand& command) {
        std::promise<bool> kept;
        store->submit({{},
                       [&](office::Reading& reading) {
                           const auto people = reading.office();
                           return office::command(
                               {reading, *rules.now(), clock.now(), *people->person("pc-a")}, person,
                               command);
                       },
                       [&](const Outcome<office::Answer>& answer, const std::exception_ptr&) {
                           kept.set_value(static_cast<bool>(answer));
                       }});
        REQUIRE(kept.get_future().get());
    }
    template <class Read> auto read(Read read) {
        std::promise<decltype(read(std::declval<office::Reading&>()))> out;
        store->read([&](office::Reading& reading) { out.set_value(read(reading)); });
        return out.get_future().get();
    }
    std::vector<office::EntryRow> losses() {
        auto entries = read([](office::Reading& reading) { return reading.entries_after(0, 100'000); });
        std::erase_if(entries, [](const auto& entry) { return entry.event != "coverage_lost"; });
        return entries;
    }
    std::vector<std::string> uncovered() const {
        std::vector<std::string> out;
        const auto seen = coverage_->view();
        for (const auto& gap : seen.at("uncovered").as_array())
            out.emplace_back(gap.at("says").at("en").as_string());
        return out;
    }

    std::filesystem::path folder = a_folder();
    FixedClock clock;
    http::Log log{http::Level::error, "/dev/null"};
    Rulebook rules{SODAN_ROOT "/rules"};
    std::unique_ptr<office::Store> store = opened(folder, clock.now());
    SideWork side;
    std::vector<Message> ahead{};  // what is warned of
    std::optional<Coverage> coverage_{std::in_place, parts()};

    Coverage::Parts parts() {
        return {*store,
                rules,
                clock,
                log,
                side,
                everybody_of_37_is_needed,
                [this](const domain::Office&, Instant) { return ahead; }};
    }
    void start_again() { coverage_.emplace(parts()); }
};

}  // namespace

TEST_CASE_FIXTURE(Watched, "who goes and what nobody covers any more is told to the coordinators, once") {
    CHECK_FALSE(coverage_->view().contains("at"));
    look();
    CHECK(coverage_->view().contains("at"));
    CHECK(uncovered().empty());
    changes("pa-37-a", office::Absent{});
    look();
    CHECK(uncovered() == std::vector<std::string>{"missed PA-A of 37"});
    look();
    REQUIRE(losses().size() == 1);
    const auto body = json::parse(losses()[0].body);
    CHECK(body.at("gone").at(0) == "PA-A of 37");
    CHECK(body.at("count") == 1);
    const auto messages = read([](office::Reading& reading) { return reading.messages_of({}); });
    REQUIRE(messages.size() == 1);
    CHECK(messages[0].recipient == "desk:coordinator");
    CHECK(messages[0].kind == "coverage");
}

TEST_CASE_FIXTURE(Watched, "who is back is covered for again, and nobody is told") {
    look();
    changes("pa-37-a", office::Absent{});
    look();
    changes("pa-37-a", office::Present{});
    look();
    CHECK(uncovered().empty());
    CHECK(coverage_->uncovered() == 0);
    CHECK(losses().size() == 1);
}

TEST_CASE_FIXTURE(Watched,
                  "an absence that begins later is noticed when it begins, without a change of the roster") {
    using namespace std::chrono_literals;
    look();
    changes("pa-37-b", office::Absent{.from = clock.now() + 1h, .until = clock.now() + 2h, .substitute = {}});
    look();
    CHECK(uncovered().empty());
    clock.time = clock.now() + 90min;
    look();
    CHECK(uncovered().size() == 1);
    clock.time = clock.now() + 60min;
    look();
    CHECK(uncovered().empty());
}

TEST_CASE_FIXTURE(Watched, "what was uncovered before the daemon started is shown, and not told anew") {
    changes("pa-37-a", office::Absent{});
    look();
    CHECK(uncovered().size() == 1);
    CHECK(losses().empty());
    changes("pa-37-b", office::Absent{});
    look();
    CHECK(losses().size() == 1);
    CHECK(json::parse(losses()[0].body).at("count") == 1);
}

TEST_CASE_FIXTURE(Watched,
                  "what lies ahead is told once when it comes into sight, and time alone brings it there") {
    using namespace std::chrono_literals;
    look();
    ahead = {
        {"duty.hole.weekly", {{"part", "first"}, {"day", "sun"}, {"from", "22:00"}, {"until", "08:00"}}}};
    look();
    CHECK(uncovered().empty());
    clock.time = clock.now() + 1h;
    look();
    REQUIRE(uncovered().size() == 1);
    CHECK(uncovered()[0].find("Sundays from 22:00 until 08:00") != std::string::npos);
    clock.time = clock.now() + 1h;
    look();
    CHECK(losses().size() == 1);
}

TEST_CASE_FIXTURE(Watched, "what is lost during a stop is told at the start, with who is away") {
    using namespace std::chrono_literals;
    changes("pa-37-b", office::Absent{});
    look();
    changes("pa-37-a", office::Absent{.from = clock.now() + 1h, .until = {}, .substitute = {}});
    look();
    CHECK(losses().empty());
    clock.time = clock.now() + 3h;
    start_again();
    look();
    REQUIRE(losses().size() == 1);
    const auto body = json::parse(losses()[0].body);
    CHECK(body.at("gone").at(0) == "PA-A of 37");
    CHECK(body.at("count") == 1);
    start_again();
    look();
    CHECK(losses().size() == 1);
}
