// Clocks that jump, and a daemon that was stopped: no step is left out, none comes twice, and no alarm falls
// silent.

#include "clockwork.h"

#include "office/views.h"

#include <algorithm>
#include <iostream>
#include <map>

using namespace sodan;
using namespace sodan::daemon;
using namespace std::chrono_literals;
using domain::CaseRef, domain::Danger;

namespace {

std::vector<std::string> names(const std::vector<office::EntryRow>& entries) {
    std::vector<std::string> out;
    for (const auto& entry : entries) out.push_back(entry.event);
    return out;
}

struct Jump {
    const char* what;
    const char* from;  // where the clock stands when the case is logged
    std::chrono::milliseconds by;
};

// A case on which nobody acts any more, and what the clock does with it when nothing jumps.
struct Kind {
    const char* what;
    std::function<CaseRef(Clockwork&)> begin;
    std::vector<std::string> strokes;
    std::chrono::minutes longest_silence;  // that the rules allow, and two rounds of the clock
};

CaseRef held(Clockwork& office) {
    const auto ref = office.log(Danger::urgent);
    office.does("pa-37-a", ref, office::Claim{});
    return ref;
}

CaseRef offered(Clockwork& office) {
    const auto ref = held(office);
    office.does("pa-37-a", ref, office::Offer{"coordinator", {}, "It is too hard for me.", true});
    return ref;
}

std::vector<Kind> kinds() {
    return {{"nobody takes it",
             [](Clockwork& office) { return office.log(Danger::urgent); },
             {"escalated", "alarm_raised", "alarm_raised", "alarm_raised"},
             70min},
            {"somebody holds it and is silent",
             held,
             {"alarm_raised", "escalated", "alarm_raised", "alarm_raised"},
             250min},
            {"an offer is not answered", offered, {"offer_expired", "alarm_raised", "escalated"}, 130min}};
}

// Nobody acts for some hours; after half an hour the clock jumps. Between two strokes no more time passes
// than the rules give, by a watch that does not jump.
struct Life {
    std::vector<std::string> events;
    int untold = 0;  // strokes of which nobody was told
    std::chrono::minutes longest_silence{0};
    int entries_ahead = 0;  // dated later than the clock showed at the end
};

Life lived(const Kind& kind, const Jump& jump) {
    Clockwork office(jump.from);
    const auto ref = kind.begin(office);
    Life out;
    std::size_t strokes = 0;
    std::chrono::minutes watch{0}, last{0};
    while (strokes < kind.strokes.size() && watch < 900min) {
        if (watch == 30min) office.clock.time = office.clock.now() + jump.by;
        office.tick();
        const auto now = office.strokes(ref).size();
        if (now > strokes) {
            out.longest_silence = std::max(out.longest_silence, watch - last);
            last = watch;
            strokes = now;
        }
        watch += 5min;
        office.clock.time = office.clock.now() + 5min;
    }
    const auto told = office.read([&](office::Reading& reading) { return reading.messages_of(ref); });
    for (const auto& stroke : office.strokes(ref)) {
        out.events.push_back(stroke.event);
        out.untold += std::ranges::none_of(
            told, [&](const auto& message) { return message.created_at == stroke.written_at; });
    }
    return out;
}

}  // namespace

TEST_CASE("whatever the clock does, every step comes, once, and none later than the rules allow") {
    const std::vector<Jump> jumps{
        {"an hour forward", "2026-11-02T10:00:00+09:00", 1h},
        {"a day forward", "2026-11-02T10:00:00+09:00", 24h},
        {"a year forward", "2026-11-02T10:00:00+09:00", 365 * 24h},
        {"a second back", "2026-11-02T10:00:00+09:00", -1s},
        {"an hour back", "2026-11-02T10:00:00+09:00", -1h},
        {"a day back", "2026-11-02T10:00:00+09:00", -24h},
        {"a year back", "2026-11-02T10:00:00+09:00", -365 * 24h},
        {"into a leap day", "2028-02-28T23:00:00+09:00", 24h},
        {"out of a leap day, back", "2028-02-29T00:10:00+09:00", -24h},
        {"over the end of a leap year", "2028-12-31T23:20:00+09:00", 1h},
        {"half a leap second, smeared", "2026-12-31T08:30:00+09:00", -500ms},
    };
    for (const auto& kind : kinds()) {
        CAPTURE(kind.what);
        CHECK(lived(kind, {"steady", "2026-11-02T10:00:00+09:00", 0s}).events == kind.strokes);
        for (const auto& jump : jumps) {
            CAPTURE(jump.what);
            const auto life = lived(kind, jump);
            CHECK(life.events == kind.strokes);
            CHECK(life.longest_silence <= kind.longest_silence);
            CHECK(life.untold == 0);
        }
    }
    std::cout << "clock jumps tried: " << jumps.size() << ", with " << kinds().size() << " kinds of case\n";
}

TEST_CASE("an emergency is asked about four times an hour whatever the clock does") {
    for (const auto by : {1h, 24h, -1h, -24h, -365 * 24h}) {
        CAPTURE(by.count());
        Clockwork office;
        const auto ref = office.log(Danger::immediate);
        office.does("pc-a", ref, office::Claim{});
        std::chrono::minutes last{0};
        const auto asked = [&] { return std::ranges::count(names(office.strokes(ref)), "help_awaited"); };
        auto before = asked();
        for (std::chrono::minutes watch{0}; watch < 120min; watch += 5min) {
            if (watch == 30min) office.clock.time = office.clock.now() + by;
            office.tick();
            if (asked() > before) before = asked(), last = watch;
            CHECK(watch - last <= 20min);
            office.clock.time = office.clock.now() + 5min;
        }
    }
}

TEST_CASE("a clock that was a year ahead and is put right leaves no date in that year") {
    Clockwork office;
    office.clock.time = office.clock.now() + 365 * 24h;
    const auto ref = office.log(Danger::urgent);
    office.tick();
    office.clock.time = office.clock.now() - 365 * 24h;
    office.tick();
    CHECK(office.journal(ref).back().event == "redated");
    const auto due = office.read([&](office::Reading& reading) { return *reading.next_timer(); });
    CHECK(due > office.clock.now());
    CHECK(due <= office.clock.now() + 1h);
}

TEST_CASE("a clock that was put back while the daemon was stopped is noticed at its start") {
    Clockwork office;
    const auto ref = office.log(Danger::urgent);
    office.clock.time = office.clock.now() - 24h;
    office.start_again();
    office.tick();
    CHECK(office.journal(ref).back().event == "redated");
    office.clock.time = office.clock.now() + 61min;
    office.tick();
    CHECK(office.strokes(ref).size() == 1);
}

TEST_CASE("a date that a person set stays where it is, whatever the clock does") {
    Clockwork office;
    const auto ref = office.log(Danger::none);
    office.does("pa-37-a", ref, office::Claim{});
    const auto until = office.clock.now() + 72h;
    office.does("pa-37-a", ref, office::Wait{domain::WaitingFor::caller, until, {}});
    office.tick();
    office.clock.time = office.clock.now() - 24h;
    office.tick();
    CHECK(office.read([&](office::Reading& reading) { return reading.find_case(ref)->due; }) == until);
}

namespace {

// Cases of every urgency, logged a minute apart.
std::vector<CaseRef> some_cases(Clockwork& office) {
    std::vector<CaseRef> out;
    for (int i = 0; i < 9; ++i) {
        out.push_back(office.log(i % 3 == 0   ? Danger::immediate
                                 : i % 3 == 1 ? Danger::urgent
                                              : Danger::none,
                                 i % 2 == 0 ? "37" : "02"));
        office.clock.time = office.clock.now() + 1min;
    }
    return out;
}

std::vector<office::DueTimer> overdue(Clockwork& office) {
    return office.read([&](office::Reading& r) { return r.due_timers(office.clock.now(), 1'000); });
}

}  // namespace

TEST_CASE("what came due during a stop of a second to a week is caught up with in order, a step a minute") {
    int tried = 0;
    for (const auto stop : {1000ms, 60'000ms, 3'600'000ms, 86'400'000ms, 259'200'000ms, 604'800'000ms}) {
        Clockwork office;
        const auto cases = some_cases(office);
        office.clock.time = office.clock.now() + stop;
        office.start_again();
        const auto due = overdue(office);
        const auto before = office.read([](office::Reading& r) { return r.last_seq(); });
        std::map<std::string, Instant> last_stroke;
        for (int second = 0; second < 180; second += 10) {
            office.tick();
            office.clock.time = office.clock.now() + 10s;
        }
        auto written = office.read([&](office::Reading& r) { return r.entries_after(before, 100'000); });
        std::erase_if(written, [](const auto& one) { return one.actor != "clock"; });
        // The first stroke on each case that was overdue, in the order in which they came due.
        std::vector<CaseRef> wanted, first;
        for (const auto& timer : due)
            if (std::ranges::find(wanted, timer.ref) == wanted.end()) wanted.push_back(timer.ref);
        for (const auto& one : written)
            if (std::ranges::find(first, one.ref) == first.end()) first.push_back(one.ref);
        REQUIRE(first.size() >= wanted.size());
        first.resize(wanted.size());
        CHECK(first == wanted);
        for (const auto& one : written) {
            const auto ref = to_string(one.ref);
            const auto last = last_stroke.find(ref);
            if (last != last_stroke.end() && last->second != one.written_at)
                CHECK(one.written_at - last->second >= 1min);
            last_stroke[ref] = one.written_at;
        }
        ++tried;
    }
    std::cout << "stops tried: " << tried << "\n";
}

TEST_CASE("a weekend's stop does not carry a case through all desks in a moment") {
    Clockwork office;
    const auto ref = office.log(Danger::immediate);
    office.clock.time = office.clock.now() + 72h;
    office.start_again();
    office.tick();
    office.tick();
    const auto first = office.strokes(ref).size();
    CHECK(first == 1);
    for (int second = 0; second < 59; ++second) {
        office.clock.time = office.clock.now() + 1s;
        office.tick();
    }
    CHECK(office.strokes(ref).size() == first);
}

TEST_CASE("a timer that cannot be taken hinders no other, stands on the board, and is seen in the figures") {
    Clockwork office;
    const auto broken = office.log(Danger::urgent), whole = office.log(Danger::urgent);
    office.break_timer(broken);
    for (int minute = 0; minute < 70; ++minute, office.clock.time = office.clock.now() + 1min) {
        office.tick();
        if (minute == 30) CHECK(office.late() <= 1min);
    }
    CHECK(office.strokes(whole).size() == 1);
    CHECK(office.strokes(broken).empty());
    CHECK(office.late() > 2min);
    const auto rules = *routing::Rules::load(SODAN_ROOT "/rules");
    const auto board = office.read([&](office::Reading& reading) {
        const auto people = reading.office();
        return *office::view_alarms({reading, *rules, office.clock.now(), *people->person("pc-a")});
    });
    CHECK(board.at("by_why").at("overdue").as_int64() == 1);
}

TEST_CASE("when the clock is put back, an urgent letter that waits is not silent until then") {
    Clockwork office;
    const auto ahead = office.clock.now() + 72h;
    office.clock.time = ahead;
    office.log(Danger::urgent);
    REQUIRE(office.run("pc-a", [&](const office::Acting&) -> Outcome<office::Written> {
        office::Written out;
        out.changes.spread_to = 1'000;
        out.changes.letters.push_back({.key = "one",
                                       .person = "pa-37-a",
                                       .to = "pa-37-a@example.org",
                                       .urgent = true,
                                       .bytes = "Subject: one",
                                       .made_at = ahead,
                                       .state = office::LetterState::deferred,
                                       .attempts = 3,
                                       .next_at = ahead + 2min});
        return out;
    }));
    office.clock.time = ahead - 72h;
    office.start_again();
    office.tick();
    const auto due = office.read([&](office::Reading& r) {
        return r.letters().due_letters(domain::Way::email, office.clock.now(), 10);
    });
    CHECK(due.size() == 1);
    office.clock.time = office.clock.now() + 11min;
    const auto oldest = office.read([](office::Reading& r) { return *r.letters().figures().oldest_urgent; });
    CHECK(office.clock.now() - oldest >= 11min);
}

TEST_CASE("while something is due the clock looks again at once, and then it rests") {
    Clockwork office;
    office.log(Danger::urgent);
    office.tick();
    CHECK_FALSE(office.has_more());
    office.clock.time = office.clock.now() + 2h;
    office.tick();
    CHECK(office.has_more());
    office.tick();
    CHECK_FALSE(office.has_more());
}
