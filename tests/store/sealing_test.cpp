// What people wrote is sealed on the disk, opens only in its own place, and is gone with its key.

#include "store_fixture.h"

#include "base/text.h"
#include "office/retention.h"
#include "store/backup.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <iterator>

using namespace sodan;
using namespace sodan::store;

namespace {

const char* const secret = "words that nobody else may read";

std::string detail_of(const std::string& words) { return fmt::format(R"({{"words":"{}"}})", words); }

Written saying(const CaseRow& row, const std::string& words) {
    auto out = an_inquiry(row);
    out.changes.entries.front().detail = detail_of(words);
    return out;
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// A store whose closed cases are kept for a year, with keys of its own.
struct Keeping : StoreFixture {
    Keeping() : StoreFixture(options()) {
        given.sealing.keys = std::make_shared<seal::KeyRing>(folder.path / "keys", at(-10), true);
        given.sealing.keep_until = [](const CaseRow& row) { return office::Retention{1, {}}.ends(row); };
        std::filesystem::remove(file());
        open();
    }
    void close_case(CaseRef ref) {
        keep(read([&](Reading& reading) {
            return a_change(reading, ref, [](CaseRow& row) { row.custody = "closed", row.closed = true; });
        }));
    }
    void reopen_case(CaseRef ref) {
        keep(read([&](Reading& reading) {
            return a_change(reading, ref, [](CaseRow& row) { row.custody = "queued", row.closed = false; });
        }));
    }
    std::string wrapper() { return by_hand("select wrapped_by from case_keys"); }
    std::vector<EntryRow> entries(CaseRef ref) {
        return read([&](Reading& reading) { return reading.entries_of(ref); });
    }
    seal::KeyRing& keys() { return *given.sealing.keys; }
};

// As whoever has the file may do: the triggers are no hindrance to them.
void by_force(StoreFixture& store, const std::string& sql) {
    store.close();
    REQUIRE(store.by_hand("drop trigger journal_is_never_changed;" + sql) == "");
    store.open();
}

}  // namespace

TEST_CASE("what was said stands neither in the database nor in its log, and is read as it was written") {
    StoreFixture store;
    const auto ref = nth_ref(1);
    auto written = saying(a_case(ref), secret);
    written.answer.body = detail_of(secret);
    const auto done = store.write([&](Reading&) { return written; }, office::IdempotencyKey{"p", "k", "h"});
    REQUIRE(done.answer);
    for (const auto* part : {"", "-wal"}) {
        const auto bytes = bytes_of(store.file().string() + part);
        CHECK(!bytes.empty());
        CHECK(bytes.find(secret) == std::string::npos);
    }
    CHECK(store.read([&](Reading& r) { return r.entries_of(ref).front().detail; }) == detail_of(secret));
    const auto again = store.write([&](Reading&) { return written; }, office::IdempotencyKey{"p", "k", "h"});
    CHECK(again.answer->body == detail_of(secret));
}

TEST_CASE("a ciphertext opens in no other row, column or case") {
    constexpr int cases = 5, entries = 3;
    StoreFixture store;
    for (int i = 0; i < cases; ++i) {
        store.keep(saying(a_case(nth_ref(i)), fmt::format("case {}", i)));
        for (int j = 1; j < entries; ++j)
            store.keep(store.read([&](Reading& r) {
                auto out = a_change(r, nth_ref(i), [](CaseRow&) {});
                out.changes.entries.front().detail = detail_of(fmt::format("step {} of case {}", j, i));
                return out;
            }));
    }
    const auto done = store.write([&](Reading&) { return saying(a_case(nth_ref(cases)), "answered"); },
                                  office::IdempotencyKey{"p", "k", "h"});
    REQUIRE(done.answer);
    by_force(store, "");
    store.close();
    const auto first = std::stoi(store.by_hand("select min(seq) from journal where case_id <> 0"));
    const auto whole = store.folder.path / "whole.db";
    std::filesystem::copy_file(store.file(), whole);

    int tried = 0, refused = 0;
    const auto swap = [&](const std::string& sql, CaseRef read) {
        store.close();
        std::filesystem::copy_file(whole, store.file(), std::filesystem::copy_options::overwrite_existing);
        REQUIRE(store.by_hand(sql) == "");
        store.open();
        ++tried;
        try {
            store.read([&](Reading& r) { return r.entries_of(read).size(); });
        } catch (const std::exception&) { ++refused; }
    };
    for (int to = 0; to < cases * entries; ++to) {
        const auto target = nth_ref(to / entries);
        for (int from = 0; from < cases * entries; ++from)  // another row, of the case or of another one
            if (from != to)
                swap(fmt::format("update journal set detail = (select detail from journal j where j.seq = {})"
                                 " where seq = {}",
                                 first + from, first + to),
                     target);
        swap(fmt::format("update journal set detail = (select body from answers) where seq = {}", first + to),
             target);  // another column
    }
    for (int to = 1; to <= cases; ++to)
        for (int from = 1; from <= cases; ++from)
            if (from != to)
                swap(fmt::format("update case_keys set wrapped ="
                                 " (select wrapped from case_keys k where k.case_id = {}) where case_id = {}",
                                 from, to),
                     nth_ref(to - 1));
    MESSAGE(refused << " of " << tried << " swapped ciphertexts and keys refused");
    CHECK(tried == 15 * 14 + 15 + 20);
    CHECK(refused == tried);
}

TEST_CASE(
    "a closed case is wrapped by the quarter in which its time ends, and by the epoch when it is reopened") {
    Keeping store;
    const auto ref = nth_ref(1);
    store.keep(saying(a_case(ref), secret));
    CHECK(store.wrapper() == "epoch-1 ");
    store.close_case(ref);
    CHECK(store.wrapper() == "quarter-2027-3 ");  // closed in September 2026
    CHECK(store.entries(ref).front().detail == detail_of(secret));
    store.reopen_case(ref);
    CHECK(store.wrapper() == "epoch-1 ");
    CHECK(store.entries(ref).front().detail == detail_of(secret));
}

TEST_CASE("a restored backup cannot read a case whose quarter was destroyed") {
    Keeping store;
    const auto ref = nth_ref(1), open_case = nth_ref(2);
    store.keep(saying(a_case(ref), secret));
    store.keep(saying(a_case(open_case), "still open"));
    store.close_case(ref);
    copy_database(store.file(), store.folder.path / "backup.db");
    store.keys().destroy("quarter-2027-3");
    CHECK(store.entries(ref).front().gone);
    CHECK(store.read([&](Reading& r) { return r.is_gone(ref); }));

    store.close();
    std::filesystem::rename(store.folder.path / "backup.db", store.file());
    store.given.sealing.keys = std::make_shared<seal::KeyRing>(store.folder.path / "keys", at(0), false);
    store.open();
    const auto entries = store.entries(ref);
    REQUIRE(entries.size() == 2);
    std::size_t gone = 0;
    for (const auto& entry : entries) gone += entry.gone && entry.detail.empty();
    MESSAGE(gone << " of " << entries.size() << " entries of the restored backup can be read no longer");
    CHECK(gone == entries.size());
    CHECK(store.entries(open_case).front().detail == detail_of("still open"));
    CHECK(store.walk({.viewer = "x", .shares = {"advisor/37"}}).size() == 1);
}

TEST_CASE(
    "a case whose key was taken away is gone at once, and stays so whatever its key would be wrapped by") {
    Keeping store;
    const auto ref = nth_ref(1);
    store.keep(saying(a_case(ref), secret));
    store.close_case(ref);
    Written erase, wrap;
    erase.changes.keys = {{ref, ""}};
    wrap.changes.keys = {{ref, "epoch-1"}};
    store.keep(erase);
    store.keep(wrap);
    CHECK(store.entries(ref).front().gone);
    CHECK(store.by_hand("select length(wrapped) from case_keys") == "0 ");
}

TEST_CASE("an epoch that ends leaves every case readable, and the old key is needed no longer") {
    Keeping store;
    for (int i = 0; i < 5; ++i) store.keep(saying(a_case(nth_ref(i)), secret));
    const auto before = store.by_hand("select group_concat(detail) from journal");
    CHECK(store.keys().rotate(at(1)) == "epoch-2");
    Written wrap;
    for (const auto ref : store.read([](Reading& r) { return r.cases_wrapped_by("epoch-1", 10); }))
        wrap.changes.keys.push_back({ref, "epoch-2"});
    CHECK(wrap.changes.keys.size() == 5);
    store.keep(wrap);
    CHECK(store.by_hand("select group_concat(detail) from journal") ==
          before);  // only the key table is touched
    store.keys().destroy("epoch-1");
    for (int i = 0; i < 5; ++i) CHECK(store.entries(nth_ref(i)).front().detail == detail_of(secret));
}

TEST_CASE("a store does not open with the keys of another office, nor without one that it needs") {
    Keeping store;
    store.keep(saying(a_case(nth_ref(1)), secret));
    store.close();
    const auto own = store.given.sealing.keys;
    store.given.sealing.keys = std::make_shared<seal::KeyRing>(store.folder.path / "others", at(0), true);
    CHECK_THROWS_WITH_AS(store.open(), doctest::Contains("not those of this database"), CannotOpen);

    own->rotate(at(1));
    std::filesystem::remove(store.folder.path / "keys" / "epoch-1.key");
    store.given.sealing.keys = std::make_shared<seal::KeyRing>(store.folder.path / "keys", at(0), false);
    CHECK_THROWS_WITH_AS(store.open(), doctest::Contains("epoch-1 is missing"), CannotOpen);
}

TEST_CASE("what was written before there was a record is sealed and chained at the next opening") {
    Folder old_schema;
    const std::filesystem::path schema = SODAN_ROOT "/schema";
    for (const auto& entry : std::filesystem::directory_iterator(schema))
        if (entry.path().filename().string() < "0007") std::filesystem::copy(entry.path(), old_schema.path);
    StoreFixture store;
    store.close();
    std::filesystem::remove(store.file());
    std::string script;
    for (int number = 1; number <= 6; ++number)
        for (const auto& entry : std::filesystem::directory_iterator(old_schema.path))
            if (entry.path().filename().string().starts_with(fmt::format("000{}", number)))
                script += bytes_of(entry.path());
    const auto ref = nth_ref(1);
    script += fmt::format(
        "insert into cases values (1, {}, 1, 'advisor/37', 'queued', 'alone', '', 3, 5, 0, 1, 1, '{{}}', "
        "'{{}}', '', '');"
        "insert into journal values (1, 1, 1, 1, 1, 'pa-37-a', 'logged', '{{}}', '{}', '');"
        "insert into journal values (2, 0, 0, 1, 1, 'clock', 'coverage_lost', '{{}}', '{}', '');"
        "insert into answers values (1, 77, 'p', 'k', 'h', 201, '{}', {}, 1);"
        "create table migrations (number integer primary key, name text not null, hash text not null,"
        " applied_at integer not null) strict;",
        ref.bits(), detail_of(secret), detail_of(secret), detail_of(secret), ref.bits());
    REQUIRE(store.by_hand("pragma journal_mode = delete;" + script) == "delete ");
    // Their hashes are those of the files, as the program that made them would have noted.
    for (const auto& entry : std::filesystem::directory_iterator(old_schema.path)) {
        const auto name = entry.path().filename().string();
        store.by_hand(fmt::format("insert into migrations values ({}, '{}', '{}', 1)", name[3], name,
                                  hash_hex(bytes_of(entry.path()))));
    }
    store.open();
    CHECK(store.read([&](Reading& r) { return r.entries_of(ref).front().detail; }) == detail_of(secret));
    CHECK(store.read([](Reading& r) { return r.entries_after(1, 1).front().detail; }) == detail_of(secret));
    store.close();
    CHECK(bytes_of(store.file()).find(secret) == std::string::npos);
    CHECK(store.by_hand("select count(*) from journal where length(hash) <> 64") == "0 ");
}
