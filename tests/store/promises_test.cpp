#include "store_fixture.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

using namespace sodan;
using namespace sodan::store;

namespace {

const office::IdempotencyKey key{"pa-37-a", "k-1", "hash of the body"};

}  // namespace

TEST_CASE(
    "the same key and body get the first answer again, after closing too, and nothing is decided twice") {
    StoreFixture store;
    int decided = 0;
    const auto decide = [&](Reading&) -> Outcome<Written> {
        auto written = an_inquiry(nth_ref(1));
        written.answer.body = "answer " + std::to_string(++decided);
        return written;
    };
    CHECK(store.write(decide, key).answer->body == "answer 1");
    CHECK(store.write(decide, key).answer->body == "answer 1");
    store.close();
    store.open();
    CHECK(store.write(decide, key).answer->body == "answer 1");
    CHECK(decided == 1);
}

TEST_CASE("the same key with another body is refused; another person's key is another key") {
    StoreFixture store;
    REQUIRE(store.write([](Reading&) -> Outcome<Written> { return an_inquiry(nth_ref(1)); }, key).answer);
    auto other = key;
    other.body_hash = "another hash";
    const auto refused =
        store.write([](Reading&) -> Outcome<Written> { return an_inquiry(nth_ref(2)); }, other);
    REQUIRE_FALSE(refused.answer);
    CHECK(refused.answer.refusal().why == Refusal::Why::key_reused);
    other.person = "pa-37-b";
    CHECK(store.write([](Reading&) -> Outcome<Written> { return an_inquiry(nth_ref(3)); }, other).answer);
}

TEST_CASE("a refusal is not kept under the key: the next try is decided anew") {
    StoreFixture store;
    const Refusal no{Refusal::Why::invalid, {"some.reason"}};
    CHECK(store.write([&](Reading&) -> Outcome<Written> { return no; }, key).refusal() == "some.reason");
    CHECK(store.write([](Reading&) -> Outcome<Written> { return an_inquiry(nth_ref(1)); }, key).answer);
}

TEST_CASE("no statement changes or removes a line of the journal") {
    StoreFixture store;
    store.keep(an_inquiry(nth_ref(1)));
    CHECK(store.by_hand("update journal set actor = 'nobody'") == "the journal is append-only");
    CHECK(store.by_hand("delete from journal") == "the journal is append-only");
    CHECK(store.read([](Reading& r) { return r.entries_of(nth_ref(1)); }).size() == 1);
}

TEST_CASE("a second store on the same file is refused in words") {
    StoreFixture store;
    CHECK_THROWS_AS(SqliteStore::open(store.file(), SODAN_ROOT "/schema", StoreFixture::options()),
                    CannotOpen);
}

TEST_CASE("a migration that was changed after it was applied is refused, and so is a newer database") {
    StoreFixture store;
    store.close();
    Folder schema;
    std::filesystem::copy(SODAN_ROOT "/schema", schema.path, std::filesystem::copy_options::recursive);
    const auto reopen = [&] { return SqliteStore::open(store.file(), schema.path, StoreFixture::options()); };
    CHECK_NOTHROW(reopen().reset());
    std::ofstream(schema.path / "0001_cases_and_journal.sql", std::ios::app) << "-- changed\n";
    CHECK_THROWS_AS(reopen(), CannotOpen);
    std::filesystem::copy_file(SODAN_ROOT "/schema/0001_cases_and_journal.sql",
                               schema.path / "0001_cases_and_journal.sql",
                               std::filesystem::copy_options::overwrite_existing);
    CHECK_NOTHROW(reopen().reset());
    std::filesystem::path newest;
    for (const auto& entry : std::filesystem::directory_iterator(schema.path))
        if (entry.path().extension() == ".sql") newest = std::max(newest, entry.path());
    std::filesystem::remove(newest);
    CHECK_THROWS_AS(reopen(), CannotOpen);
}
