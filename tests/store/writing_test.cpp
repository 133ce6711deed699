#include "store_fixture.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::store;

namespace {

const auto first = nth_ref(1), second = nth_ref(2);

auto to_write(CaseRef ref) {
    return [ref](Reading&) -> Outcome<Written> { return an_inquiry(ref); };
}

}  // namespace

TEST_CASE("what one unit writes is read again as it was") {
    StoreFixture store;
    auto row = a_case(first);
    row.holder = "pa-37-a";
    row.shared_with = {"person:sgl-fr-a", "leader/fr"};
    row.walls = {"pa-37-b"};
    store.keep(an_inquiry(row));
    store.read([&](Reading& reading) {
        CHECK(reading.find_case(first) == row);
        const auto entries = reading.entries_of(first);
        REQUIRE(entries.size() == 1);
        CHECK(entries[0].seq == reading.last_seq());
        CHECK(entries[0].detail == R"({"words":"on leave"})");
        CHECK(reading.timers_of(first) == std::vector<TimerRow>{{first, "act", at(60)}});
        CHECK(reading.messages_of(first).at(0).recipient == "desk:advisor/37");
        CHECK(!reading.messages_of(first).at(0).sent_at);
        return 0;
    });
}

TEST_CASE("everything is there again after the store was closed and opened") {
    StoreFixture store;
    store.keep(an_inquiry(first));
    const auto before = store.read([](Reading& reading) { return reading.last_seq(); });
    store.open();
    CHECK(store.read([](Reading& reading) { return reading.last_seq(); }) == before);
    CHECK(store.read([](Reading& reading) { return reading.find_case(first); }) == a_case(first));
}

TEST_CASE("a refused unit leaves no trace while its neighbours are kept") {
    StoreFixture store;
    std::promise<void> gate;
    auto opened = gate.get_future().share();
    auto blocking = store.submit([opened](Reading&) -> Outcome<Written> {
        opened.wait();
        return Written{};
    });
    auto kept = store.submit(to_write(first));
    auto refused = store.submit([](Reading&) -> Outcome<Written> {
        return Refusal{Refusal::Why::wrong_state, {"case.held_by_another"}};
    });
    auto thrown =
        store.submit([](Reading&) -> Outcome<Written> { throw std::runtime_error("should not happen"); });
    auto gap = store.submit([](Reading& reading) -> Outcome<Written> {
        return a_change(reading, first, [](CaseRow& row) {
            row.holder = "pa-37-a";
            row.version = 9;
        });
    });
    auto after = store.submit(to_write(second));
    gate.set_value();
    CHECK(kept.get().answer);
    CHECK(refused.get().refusal() == "case.held_by_another");
    CHECK(thrown.get().failure);
    CHECK(gap.get().failure);
    CHECK(after.get().answer);
    store.read([](Reading& reading) {
        CHECK(reading.find_case(first) == a_case(first));
        CHECK(reading.find_case(second).has_value());
        CHECK(reading.entries_of(first).size() == 1);
        CHECK(reading.open_cases_held_by("pa-37-a") == 0);
        CHECK(reading.entries_after(0, 100).back().seq == reading.last_seq());
        return 0;
    });
}

TEST_CASE("a unit sees what the units before it wrote") {
    StoreFixture store;
    auto one = store.submit(to_write(first));
    auto two = store.submit([](Reading& reading) -> Outcome<Written> {
        return a_change(reading, first, [](CaseRow& row) { row.holder = "pa-37-a"; });
    });
    std::int64_t held = 0;
    auto three = store.submit([&](Reading& reading) -> Outcome<Written> {
        held = reading.open_cases_held_by("pa-37-a");
        return Written{};
    });
    CHECK(two.get().answer->version == 2);
    CHECK(three.get().answer);
    CHECK(held == 1);
    CHECK(store.read([](Reading& reading) { return reading.open_cases_held_by("pa-37-a"); }) == 1);
}

TEST_CASE("an entry whose version does not follow the one before is a broken invariant") {
    StoreFixture store;
    store.keep(an_inquiry(first));
    auto again = an_inquiry(first);
    CHECK(store.write([&](Reading&) { return again; }).failure);
    again.changes.cases.clear();
    CHECK(store.write([&](Reading&) { return again; }).failure);
    CHECK(store.read([](Reading& reading) { return reading.entries_of(first).size(); }) == 1);
}

TEST_CASE("a message with a key that was used before is not kept a second time") {
    StoreFixture store;
    store.keep(an_inquiry(first));
    const auto done = store.write([](Reading& reading) -> Outcome<Written> {
        auto out = a_change(reading, first, [](CaseRow&) {});
        out.changes.messages[0].key = to_string(first) + ":1:1";
        return out;
    });
    CHECK(done.failure);
    CHECK(store.read([](Reading& reading) { return reading.messages_of(first).size(); }) == 1);
    CHECK(store.read([](Reading& reading) { return reading.find_case(first)->version; }) == 1);
}

TEST_CASE("a timer is moved by setting it again and cleared by leaving out its time") {
    StoreFixture store;
    store.keep(an_inquiry(first));
    store.keep(an_inquiry(second));
    const auto set = [&](std::optional<Instant> due) {
        Written out;
        out.changes.timers = {{first, "act", due}};
        store.keep(out);
    };
    set(at(5));
    CHECK(store.read([](Reading& reading) { return reading.next_timer(); }) == at(5));
    CHECK(store.read([](Reading& reading) { return reading.due_timers(at(59), 10).size(); }) == 1);
    set({});
    CHECK(store.read([](Reading& reading) { return reading.next_timer(); }) == at(60));
    CHECK(store.read([](Reading& reading) { return reading.timers_of(first).empty(); }));
}

TEST_CASE("who holds how many open cases is counted after a change of holder and a closing") {
    StoreFixture store;
    const auto change = [&](auto how) {
        store.write([&](Reading& reading) -> Outcome<Written> { return a_change(reading, first, how); });
    };
    const auto held = [&](const char* person) {
        std::int64_t counted = -1;
        store.write([&](Reading& reading) -> Outcome<Written> {
            counted = reading.open_cases_held_by(person);
            return Written{};
        });
        CHECK(counted == store.read([&](Reading& reading) { return reading.open_cases_held_by(person); }));
        return counted;
    };
    store.keep(an_inquiry(first));
    change([](CaseRow& row) { row.holder = "pa-37-a"; });
    CHECK(held("pa-37-a") == 1);
    change([](CaseRow& row) { row.holder = "pa-37-b"; });
    CHECK(held("pa-37-a") == 0);
    CHECK(held("pa-37-b") == 1);
    change([](CaseRow& row) { row.closed = true; });
    CHECK(held("pa-37-b") == 0);
    store.open();
    CHECK(held("pa-37-b") == 0);
}

TEST_CASE("the office that a unit leaves is seen by the units after it and by all after the commit") {
    StoreFixture store;
    const auto done = store.write([](Reading& reading) -> Outcome<Written> {
        Written out;
        auto person = *reading.office()->person("pa-37-a");
        person.name = "Another Name";
        out.changes.people = {person};
        out.changes.office = std::make_shared<const domain::Office>(reading.office()->with(person));
        out.changes.entries = {{.actor = "staff-a", .event = "person_changed"}};
        return out;
    });
    CHECK(done.answer);
    CHECK(store.store->office()->person("pa-37-a")->name == "Another Name");
    store.open();
    CHECK(store.store->office()->person("pa-37-a")->name == "Another Name");
    CHECK(store.store->office()->people().size() == 2);
}

TEST_CASE("an empty store takes over the people of the office that it is given, on record") {
    StoreFixture store;
    const auto entries = store.read([](Reading& reading) { return reading.entries_after(0, 10); });
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].actor == "import");
    CHECK(entries[0].event == "person_changed");
    CHECK(entries[0].ref.bits() == 0);
    store.given.office = {};
    store.open();
    CHECK(store.store->office()->people().size() == 2);
    CHECK(store.read([](Reading& reading) { return reading.last_seq(); }) == 2);
}

TEST_CASE("more units than may wait are refused as busy") {
    auto options = StoreFixture::options();
    options.waiting = 2;
    options.batch = 1;
    StoreFixture store(options);
    std::promise<void> gate, begun;
    auto opened = gate.get_future().share();
    auto blocking = store.submit([&begun, opened](Reading&) -> Outcome<Written> {
        begun.set_value();
        opened.wait();
        return Written{};
    });
    begun.get_future().wait();
    auto one = store.submit(to_write(first)), two = store.submit(to_write(second));
    CHECK(store.submit(to_write(nth_ref(3))).get().refusal() == "store.busy");
    gate.set_value();
    CHECK(one.get().answer);
    CHECK(two.get().answer);
}

TEST_CASE("every unit that was taken is answered before the store closes") {
    StoreFixture store;
    std::vector<std::future<StoreFixture::Done>> all;
    for (int i = 0; i < 200; ++i) all.push_back(store.submit(to_write(nth_ref(i))));
    store.close();
    for (auto& one : all) CHECK(one.get().answer);
}

TEST_CASE("a copy made while work goes on is a whole store of its own") {
    StoreFixture store, copy;
    store.keep(an_inquiry(first));
    copy.close();
    std::filesystem::remove_all(copy.file());
    const auto backup = [&] {
        std::promise<std::exception_ptr> done;
        store.store->backup(copy.file().string(), [&](std::exception_ptr e) { done.set_value(e); });
        return done.get_future().get();
    };
    CHECK(!backup());
    store.keep(an_inquiry(second));
    CHECK_MESSAGE(backup(), "a file that exists is never written over");
    copy.open();
    CHECK(copy.read([](Reading& reading) { return reading.find_case(first); }) == a_case(first));
    CHECK(!copy.read([](Reading& reading) { return reading.find_case(second); }));
}
