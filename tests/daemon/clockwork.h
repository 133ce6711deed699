#pragma once
// The clock of a daemon with a real store, and a time that the test sets: what is asked of it comes due in
// fractions of a second.

#include "daemon/alarm_clock.h"
#include "daemon/desk_watch.h"
#include "office/office_file.h"
#include "office/use_cases.h"
#include "store/sqlite_store.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <future>
#include <optional>
#include <thread>

namespace sodan::daemon {

struct SetClock final : Clock {
    std::atomic<Instant> time = *parse_instant("2026-11-02T10:00:00+09:00");
    Instant now() const override { return time; }
};

class Clockwork {
public:
    explicit Clockwork(const char* from = "2026-11-02T10:00:00+09:00") {
        clock.time = *parse_instant(from);
        rules_.take_up(*routing::Rules::load(SODAN_ROOT "/rules"));
        open();
    }
    ~Clockwork() {
        store_.reset();
        std::filesystem::remove_all(folder_);
    }

    // As after a stop of the daemon, however long it was.
    void start_again() {
        alarm_.reset(), desks_.reset(), store_.reset();
        open();
    }

    // One round of the daemon's loop, and all that came of it.
    void tick() {
        desks_->tick();
        alarm_->tick();
        while (!alarm_->resting() || !desks_->resting()) std::this_thread::yield();
    }

    bool has_more() const { return alarm_->has_more(); }

    Outcome<office::Answer> run(
        const std::string& person,
        const std::function<Outcome<office::Written>(const office::Acting&)>& decide) {
        std::promise<Outcome<office::Answer>> answer;
        const auto unit = [&](office::Reading& reading) -> Outcome<office::Written> {
            const auto people = reading.office();
            return decide({reading, *rules_.now(), clock.now(), *people->person(person), {}, [this] {
                               return ++references_ * 0x9E3779B97F4A7C15ULL;
                           }});
        };
        store_->submit({{}, unit, [&](Outcome<office::Answer> done, const std::exception_ptr& failed) {
                            if (failed)
                                answer.set_exception(failed);
                            else
                                answer.set_value(std::move(done));
                        }});
        return answer.get_future().get();
    }

    domain::CaseRef log(domain::Danger danger, const std::string& host = "37") {
        office::LogInquiry said;
        said.raised_by = domain::RaisedBy::participant;
        said.language = "en";
        said.host = host;
        said.topics = {domain::Topic::W2};
        said.danger = danger;
        said.text = "The contract says twenty days.";
        const auto answer =
            run("pc-a", [&](const office::Acting& a) { return office::log_inquiry(a, said); });
        REQUIRE(answer);
        return answer->ref;
    }
    void does(const std::string& person, domain::CaseRef ref, const office::CaseCommand& asked) {
        REQUIRE(run(person, [&](const office::Acting& a) { return office::command(a, ref, asked); }));
    }
    void changes(const std::string& person, const office::PersonCommand& asked) {
        REQUIRE(run("pc-a", [&](const office::Acting& a) { return office::command(a, person, asked); }));
    }

    template <class Read> auto read(Read read) {
        std::promise<decltype(read(std::declval<office::Reading&>()))> out;
        store_->read([&](office::Reading& reading) { out.set_value(read(reading)); });
        return out.get_future().get();
    }
    std::vector<office::EntryRow> journal(domain::CaseRef ref) {
        return read([&](office::Reading& reading) { return reading.entries_of(ref); });
    }
    // What the clock did to a case by itself, in order.
    std::vector<office::EntryRow> strokes(domain::CaseRef ref) {
        auto out = journal(ref);
        // What is disclosed by a step is of that step, and no step of its own.
        std::erase_if(out, [](const auto& one) {
            return one.actor != "clock" || one.event == "redated" || one.event == "disclosed";
        });
        return out;
    }
    std::string desk(domain::CaseRef ref) {
        return read([&](office::Reading& reading) { return reading.find_case(ref)->desk; });
    }

    // A timer of a kind that this program does not know.
    void break_timer(domain::CaseRef ref) {
        REQUIRE(run("pc-a", [&](const office::Acting& acting) -> Outcome<office::Written> {
            office::Written out;
            out.changes.timers.push_back({ref, "act", {}});
            out.changes.timers.push_back({ref, "nonsense", acting.reading.find_case(ref)->due});
            return out;
        }));
    }
    std::chrono::milliseconds late() const { return alarm_->late(); }

    SetClock clock;

private:
    static std::filesystem::path a_folder() {
        std::string name = std::filesystem::temp_directory_path() / "sodan-clock-XXXXXX";
        return ::mkdtemp(name.data());
    }
    void open() {
        store::Options options;
        options.office = *office::load_office(SODAN_ROOT "/rules/office");
        options.now = clock.now();
        options.sealing.keys = std::make_shared<seal::KeyRing>(folder_ / "keys", clock.now(), true);
        store_ = store::SqliteStore::open(folder_ / "sodan.db", SODAN_ROOT "/schema", std::move(options));
        const AlarmClock::Parts parts{*store_, rules_, clock, log_, [] {}, [](const std::exception_ptr&) {}};
        alarm_.emplace(parts);
        desks_.emplace(parts);
    }

    std::filesystem::path folder_ = a_folder();
    http::Log log_{http::Level::error, "/dev/null"};
    Rulebook rules_{SODAN_ROOT "/rules"};
    std::unique_ptr<office::Store> store_{};
    std::optional<AlarmClock> alarm_{};
    std::optional<DeskWatch> desks_{};
    std::uint64_t references_ = 0;
};

}  // namespace sodan::daemon
