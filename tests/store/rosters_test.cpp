// Who was in the office is kept for every version of it.

#include "store_fixture.h"

#include <doctest/doctest.h>

#include <chrono>

using namespace sodan;
using namespace sodan::store;

namespace {

using Changed = std::function<void(domain::Person&)>;

// A unit of work that changes one person; gives the version that it leads to.
std::int64_t change(StoreFixture& store, const std::string& id, const Changed& how) {
    const auto done = store.write([&](Reading& reading) -> Outcome<Written> {
        Written out;
        auto person = *reading.office()->person(id);
        how(person);
        out.changes.people = {person};
        out.changes.office = std::make_shared<const domain::Office>(reading.office()->with(person));
        out.changes.entries = {{.written_at = at(5), .actor = "staff-a", .event = "person_changed"}};
        return out;
    });
    REQUIRE(done.answer);
    return store.store->office()->roster();
}

void goes_away(domain::Person& person) { person.absences.push_back({at(0), {}}); }

std::shared_ptr<const domain::Office> office_at(StoreFixture& store, std::int64_t roster) {
    return store.read([&](Reading& reading) { return reading.office_at(roster); });
}

}  // namespace

TEST_CASE("every change of a person makes a version, and each can be read back as it was") {
    StoreFixture store;
    CHECK(store.store->office()->roster() == 1);
    const auto first = *store.store->office();
    CHECK(change(store, "pa-37-a", goes_away) == 2);
    CHECK(change(store, "pa-37-b", [](auto& person) { person.relations.push_back({"pa-37-a"}); }) == 3);
    for (int again = 0; again < 2; ++again) {
        CHECK(office_at(store, 1)->people() == first.people());
        CHECK(office_at(store, 1)->roster() == 1);
        CHECK(office_at(store, 2)->person("pa-37-a")->absences.size() == 1);
        CHECK(office_at(store, 2)->person("pa-37-b")->relations.empty());
        CHECK(office_at(store, 3)->people() == store.store->office()->people());
        store.open();
    }
    CHECK(office_at(store, 4) == nullptr);
    CHECK(office_at(store, 0) == nullptr);
}

TEST_CASE("a start that finds the same office makes no version, one with other hosts does") {
    StoreFixture store;
    store.open();
    CHECK(store.store->office()->roster() == 1);
    domain::Host host;
    host.code = host.prefecture = "37";
    host.name_en = "Kagawa";
    store.given.office = {{host}, store.given.office.people(), {}};
    store.open();
    CHECK(store.store->office()->roster() == 2);
    CHECK(office_at(store, 1)->host("37") == nullptr);
    CHECK(office_at(store, 2)->host("37")->name_en == "Kagawa");
    CHECK(office_at(store, 2)->people() == office_at(store, 1)->people());
    CHECK(change(store, "pa-37-a", goes_away) == 3);
    CHECK(office_at(store, 3)->host("37") != nullptr);
}

TEST_CASE("a person who was changed beside the program is found at the next start") {
    StoreFixture store;
    store.close();
    store.by_hand("update people set body = replace(body, 'Somebody', 'Another') where id = 'pa-37-b'");
    store.open();
    CHECK(store.store->office()->roster() == 2);
    CHECK(office_at(store, 2)->person("pa-37-b")->name == "Another pa-37-b");
    CHECK(office_at(store, 1)->person("pa-37-b")->name == "Somebody pa-37-b");
    CHECK(store.by_hand("select count(*) from roster_people where version = 2") == "1 ");
}

TEST_CASE("a unit that is not kept leaves no version behind") {
    StoreFixture store;
    const auto done = store.write([&](Reading& reading) -> Outcome<Written> {
        Written out;
        auto person = *reading.office()->person("pa-37-a");
        goes_away(person);
        out.changes.people = {person};
        out.changes.office = std::make_shared<const domain::Office>(reading.office()->with(person));
        out.changes.timers = {{nth_ref(7), "act", at(0)}};
        auto orphan = an_entry(a_case(nth_ref(7)));
        out.changes.entries = {orphan};
        return out;
    });
    CHECK(done.failure);
    CHECK(store.store->office()->roster() == 1);
    CHECK(change(store, "pa-37-a", goes_away) == 2);
}

TEST_CASE("what is kept of the office is never changed and never shortened") {
    StoreFixture store;
    store.close();
    for (const auto* sql : {"update rosters set made_at = 0", "delete from rosters",
                            "delete from roster_people", "update roster_people set body = '{}'"})
        CHECK(store.by_hand(sql) == "rosters are append-only");
}
