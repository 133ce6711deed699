#include "store_fixture.h"

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <stdlib.h>

namespace sodan::store {

Folder::Folder() {
    auto name = (std::filesystem::temp_directory_path() / "sodan-store-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no folder for the test");
    path = name;
}
Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
}

CaseRef nth_ref(long long n) {
    constexpr std::int64_t mask = (std::int64_t{1} << 40) - 1;
    return CaseRef::from_bits(((n + 1) * 678152731371LL) & mask);  // odd, so it permutes the 40 bits
}

CaseRow a_case(CaseRef ref, const std::string& desk) {
    return {.ref = ref,
            .version = 1,
            .desk = desk,
            .custody = "queued",
            .counsel = "alone",
            .due = at(60),
            .logged_at = at(0),
            .changed_at = at(0),
            .snapshot = R"({"custody":"queued"})",
            .intake = R"({"language":"en"})"};
}

EntryRow an_entry(const CaseRow& row) {
    return {.ref = row.ref,
            .version = row.version,
            .happened_at = at(0),
            .written_at = at(1),
            .actor = "pa-37-a",
            .event = "logged",
            .body = R"({"desk":"advisor/37"})",
            .detail = R"({"words":"on leave"})",
            .decision = "{}"};
}

Written an_inquiry(const CaseRow& row) {
    Written out;
    out.changes.entries = {an_entry(row)};
    out.changes.cases = {row};
    out.changes.timers = {{row.ref, "act", row.due}};
    out.changes.messages = {{.key = to_string(row.ref) + ":" + std::to_string(row.version) + ":1",
                             .ref = row.ref,
                             .recipient = "desk:" + row.desk,
                             .kind = "new_case",
                             .created_at = at(1)}};
    out.answer = {.status = 201, .body = "{}", .ref = row.ref, .version = row.version};
    return out;
}
Written an_inquiry(CaseRef ref) { return an_inquiry(a_case(ref)); }

Written a_change(Reading& reading, CaseRef ref, const std::function<void(CaseRow&)>& change) {
    auto row = reading.find_case(ref).value();
    ++row.version;
    change(row);
    return an_inquiry(row);
}

domain::Office an_office() {
    std::vector<domain::Person> people;
    for (const auto* id : {"pa-37-a", "pa-37-b"}) {
        domain::Person one;
        one.id = id;
        one.name = std::string("Somebody ") + id;
        one.place = id;
        one.of = "37";
        one.languages = {"en"};
        people.push_back(one);
    }
    return {{}, people, {}};
}

Keys StoreFixture::keys() {
    static const Folder folder;
    static const auto ring = std::make_shared<seal::KeyRing>(folder.path / "keys", at(-10), true);
    return ring;
}

Options StoreFixture::options() {
    Options out;
    out.office = an_office();
    out.now = at(-10);
    out.cache_kib = 4096;
    out.sealing.keys = keys();
    return out;
}

StoreFixture::StoreFixture(Options options) : given(std::move(options)) { open(); }

void StoreFixture::open() {
    close();
    store = SqliteStore::open(file(), std::filesystem::path(SODAN_ROOT) / "schema", given);
}

std::future<StoreFixture::Done> StoreFixture::submit(Decide decide,
                                                     std::optional<office::IdempotencyKey> key) {
    auto done = std::make_shared<std::promise<Done>>();
    auto out = done->get_future();
    store->submit({.key = std::move(key),
                   .decide = std::move(decide),
                   .done = [done](Outcome<Answer> answer, std::exception_ptr failure) {
                       done->set_value({std::move(answer), failure});
                   }});
    return out;
}

void StoreFixture::keep(const Written& written) {
    const auto done = write([&](Reading&) { return written; });
    REQUIRE(done.answer);
    REQUIRE(!done.failure);
}

std::vector<CaseRef> StoreFixture::walk(CaseQuery query) {
    std::vector<CaseRef> out;
    do {
        const auto page = read([&](Reading& reading) { return reading.list(query); });
        for (const auto& row : page.cases) out.push_back(row.ref);
        query.cursor = page.next;
    } while (!query.cursor.empty());
    return out;
}

std::string StoreFixture::by_hand(const std::string& sql) {
    sqlite3* db = nullptr;
    char* error = nullptr;
    std::string out;
    sqlite3_open(file().c_str(), &db);
    const auto add = [](void* to, int count, char** values, char**) {
        for (int i = 0; i < count; ++i)
            *static_cast<std::string*>(to) += std::string(values[i] ? values[i] : "null") + " ";
        return 0;
    };
    sqlite3_exec(db, sql.c_str(), add, &out, &error);
    if (error) out = error;
    sqlite3_free(error);
    sqlite3_close(db);
    return out;
}

}  // namespace sodan::store
