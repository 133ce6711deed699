#include "daemon/post.h"

#include "base/text.h"
#include "office/office_file.h"
#include "office/use_cases.h"
#include "store/sqlite_store.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <algorithm>
#include <future>
#include <map>
#include <thread>

using namespace sodan;
using namespace sodan::daemon;
using namespace std::chrono_literals;
using office::Carried, office::LetterRow;
using How = Carried::How;

namespace {

struct ASettableClock final : Clock {
    std::atomic<Instant> time = *parse_instant("2026-11-02T10:00:00+09:00");
    Instant now() const override { return time; }
};

// Takes every letter, and lets go of none that goes to `stuck` before it is told to, or is to stop.
struct FakeCarrier final : mail::Carrier {
    Carried carry(const LetterRow& letter, std::stop_token stop) override {
        std::unique_lock lock(mutex);
        ++attempts[letter.to];
        arrived.wait(lock, stop, [&] { return letter.to != stuck || released; });
        if (stop.stop_requested()) return {How::later, "curl_42"};
        if (bounces) return {How::never, "smtp_550"};
        if (refuses > 0) return --refuses, Carried{How::later, "smtp_450"};
        took.push_back(letter);
        return {How::sent, ""};
    }
    std::size_t count() {
        const std::lock_guard lock(mutex);
        return took.size();
    }
    int tries(const std::string& to) {
        const std::lock_guard lock(mutex);
        return attempts[to];
    }
    void release() {
        const std::lock_guard lock(mutex);
        released = true;
        arrived.notify_all();
    }

    std::mutex mutex;
    std::condition_variable_any arrived;
    std::string stuck{};
    bool released = false;
    int refuses = 0;
    std::atomic<bool> bounces = false;
    std::vector<LetterRow> took{};
    std::map<std::string, int> attempts{};
};

struct ADaemonsPost {
    static std::filesystem::path a_folder() {
        std::string name = std::filesystem::temp_directory_path() / "sodan-post-XXXXXX";
        return ::mkdtemp(name.data());
    }
    static std::unique_ptr<office::Store> opened(const std::filesystem::path& in, Instant now) {
        store::Options options;
        options.office = *office::load_office(SODAN_ROOT "/rules/office");
        options.now = now;
        options.sealing.keys = std::make_shared<seal::KeyRing>(in / "keys", now, true);
        return store::SqliteStore::open(in / "sodan.db", SODAN_ROOT "/schema", std::move(options));
    }
    ADaemonsPost() { rules.take_up(*routing::Rules::load(SODAN_ROOT "/rules")); }
    ~ADaemonsPost() {
        carrier.release();
        post.stop();
        store.reset();
        std::filesystem::remove_all(folder);
    }
    void log_urgent() {
        office::LogInquiry inquiry;
        inquiry.raised_by = domain::RaisedBy::participant;
        inquiry.language = "en";
        inquiry.host = "37";
        inquiry.topics = {domain::Topic::P3};
        inquiry.danger = domain::Danger::urgent;
        inquiry.text = "A made-up question.";
        std::promise<bool> kept;
        store->submit({{},
                       [&](office::Reading& reading) {
                           const auto people = reading.office();
                           return office::log_inquiry(
                               {reading, *rules.now(), clock.now(), *people->person("pc-a"), {}, random_bits},
                               inquiry);
                       },
                       [&](const Outcome<office::Answer>& answer, const std::exception_ptr&) {
                           kept.set_value(static_cast<bool>(answer));
                       }});
        REQUIRE(kept.get_future().get());
    }
    // Its row can be listed, and not opened.
    void break_newest_case() {
        std::promise<bool> kept;
        store->submit({{},
                       [&](office::Reading& reading) -> Outcome<office::Written> {
                           auto row = *reading.find_case(reading.cases_after({}, 1).front());
                           row.snapshot = "{}";
                           ++row.version;
                           office::Written out;
                           out.changes.cases.push_back(row);
                           out.changes.entries.push_back({.ref = row.ref,
                                                          .version = row.version,
                                                          .happened_at = clock.now(),
                                                          .written_at = clock.now(),
                                                          .actor = "pc-a",
                                                          .event = "noted",
                                                          .body = "{}"});
                           return out;
                       },
                       [&](const Outcome<office::Answer>& answer, const std::exception_ptr& failed) {
                           kept.set_value(answer && !failed);
                       }});
        REQUIRE(kept.get_future().get());
    }
    std::size_t unanswered() {
        std::promise<std::size_t> out;
        store->read([&](office::Reading& r) { out.set_value(r.letters().unreached(1'000).size()); });
        return out.get_future().get();
    }
    static bool soon(const std::function<bool()>& holds) {
        for (int i = 0; i < 600; ++i, std::this_thread::sleep_for(50ms))
            if (holds()) return true;
        return false;
    }

    std::filesystem::path folder = a_folder();
    ASettableClock clock;
    http::Log lines{http::Level::error, "/dev/null"};
    Rulebook rules{SODAN_ROOT "/rules"};
    std::unique_ptr<office::Store> store = opened(folder, clock.now());
    FakeCarrier carrier;
    mail::NoCarrier none;
    Post post{{.store = *store,
               .rules = rules,
               .clock = clock,
               .log = lines,
               .office = {},
               .sender = {"sodan@office.example.org", "https://sodan.example.org"},
               .email = {carrier, 2},
               .webhooks = {none, 1},
               .changed = [] {}}};
};

}  // namespace

TEST_CASE_FIXTURE(ADaemonsPost, "one address that never answers delays no other") {
    carrier.stuck = "pa-37-b@example.org";
    post.start();
    for (int i = 0; i < 5; ++i) log_urgent();
    CHECK(soon([&] { return carrier.count() >= 10; }));
    CHECK(carrier.tries("pa-37-b@example.org") == 1);
    carrier.release();
    CHECK(soon([&] { return carrier.tries("pa-37-b@example.org") >= 5; }));
    CHECK(soon([&] { return post.figures().queued == 0; }));
}

TEST_CASE_FIXTURE(ADaemonsPost,
                  "what is refused for now is tried again after its pause, and the figures tell") {
    carrier.refuses = 1;
    post.start();
    log_urgent();
    CHECK(soon([&] { return post.figures().deferred == 1; }));
    CHECK(post.figures().oldest_urgent.has_value());
    const auto before = carrier.count();
    clock.time = clock.now() + 1min;
    CHECK(soon([&] { return carrier.count() == before + 1; }));
    CHECK(soon([&] { return post.figures().deferred == 0 && !post.figures().oldest; }));
    CHECK(static_cast<std::size_t>(post.sent()) == carrier.count());
}

TEST_CASE_FIXTURE(ADaemonsPost, "a stop waits for what is under way and begins nothing more") {
    post.start();
    log_urgent();
    CHECK(soon([&] { return carrier.count() > 0; }));
    post.stop();
    const auto before = carrier.count();
    log_urgent();
    std::this_thread::sleep_for(600ms);
    CHECK(carrier.count() == before);
}

TEST_CASE_FIXTURE(ADaemonsPost,
                  "a letter that is cut by a stop goes again later, and its failure is not told") {
    carrier.stuck = "pa-37-b@example.org";
    post.start();
    log_urgent();
    REQUIRE(soon([&] { return carrier.tries("pa-37-b@example.org") == 1; }));
    post.stop();
    std::promise<std::vector<LetterRow>> waiting;
    store->read([&](office::Reading& from) {
        waiting.set_value(from.letters().due_letters(domain::Way::email, clock.now() + 1h, 10));
    });
    const auto left = waiting.get_future().get();
    CHECK(std::ranges::any_of(left, [&](const auto& one) { return one.to == carrier.stuck; }));
    CHECK(post.figures().deferred == 0);
}

TEST_CASE_FIXTURE(ADaemonsPost,
                  "a case that cannot be opened is left behind, and delays none of the others") {
    log_urgent();
    break_newest_case();
    carrier.bounces = true;
    post.start();
    CHECK(soon([&] { return post.figures().failed > 0 && post.figures().queued == 0; }));
    CHECK(soon([&] { return unanswered() == 0; }));
    CHECK(soon([&] { return post.figures().reached_nobody > 0; }));
}
