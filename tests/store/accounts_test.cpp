#include "store_fixture.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace sodan;
using namespace sodan::store;
using office::AccountRow, office::PassKind, office::PassRow;

namespace {

AccountRow an_account(const std::string& person) {
    return {.person = person,
            .password = "$argon2id$made-up",
            .code_secret = "s1.made-up",
            .code_step = 59,
            .recovery = {"aa", "bb"},
            .changed_at = at(1)};
}

PassRow a_pass(const std::string& id, const std::string& person = "pa-37-a") {
    return {.id = id,
            .kind = PassKind::token,
            .digest = "digest of " + id,
            .person = person,
            .name = "a script",
            .scopes = "read write",
            .made_at = at(1),
            .used_at = at(2),
            .ends_at = at(60)};
}

void keep(StoreFixture& store, std::vector<PassRow> passes) {
    Written out;
    out.changes.passes = std::move(passes);
    store.keep(out);
}

std::vector<std::string> ids(const std::vector<PassRow>& rows) {
    std::vector<std::string> out;
    for (const auto& row : rows) out.push_back(row.id);
    std::ranges::sort(out);
    return out;
}

}  // namespace

TEST_CASE("an account is kept whole, after closing too, and a later one takes its place") {
    StoreFixture store;
    Written out;
    out.changes.accounts = {an_account("pa-37-a")};
    store.keep(out);
    out.changes.accounts[0].recovery = {"bb"};
    out.changes.accounts[0].code_step = 60;
    store.keep(out);
    store.close();
    store.open();
    CHECK(store.read([](Reading& r) { return r.accounts().account("pa-37-a"); }) == out.changes.accounts[0]);
    CHECK_FALSE(store.read([](Reading& r) { return r.accounts().account("pa-37-b"); }));
}

TEST_CASE("whoever has a password is an account holder, and whose account is closed is not") {
    StoreFixture store;
    Written out;
    out.changes.accounts = {an_account("pa-37-a"), an_account("pa-37-b")};
    out.changes.accounts[1].password = "";
    store.keep(out);
    CHECK(store.read([](Reading& r) { return r.accounts().account_holders(); }) ==
          std::vector<std::string>{"pa-37-a"});
}

TEST_CASE("a pass is found by its id, its digest and its person") {
    StoreFixture store;
    keep(store, {a_pass("one"), a_pass("two", "pc-a")});
    CHECK(store.read([](Reading& r) { return r.accounts().pass("one"); }) == a_pass("one"));
    CHECK(store.read([](Reading& r) { return r.accounts().pass_of_digest("digest of two"); })->id == "two");
    CHECK(ids(store.read([](Reading& r) { return r.accounts().passes_of("pc-a"); })) ==
          std::vector<std::string>{"two"});
    CHECK_FALSE(store.read([](Reading& r) { return r.accounts().pass_of_digest("digest"); }));
}

TEST_CASE("a pass that has ended is good for nothing, and one that is gone is not there") {
    StoreFixture store;
    keep(store, {a_pass("one"), a_pass("two"), a_pass("three")});
    auto ended = a_pass("two");
    ended.ends_at = at(5);
    Written out;
    out.changes.passes = {ended};
    out.changes.passes_gone = {"three"};
    store.keep(out);
    const auto good = [&](Instant when) {
        return ids(store.read([=](Reading& r) { return r.accounts().passes_good_at(when); }));
    };
    CHECK(good(at(4)) == std::vector<std::string>{"one", "two"});
    CHECK(good(at(5)) == std::vector<std::string>{"one"});
    CHECK(good(at(60)).empty());
    CHECK_FALSE(store.read([](Reading& r) { return r.accounts().pass("three"); }));
}

TEST_CASE("whose pass it is, what it opens and its secret are never changed") {
    StoreFixture store;
    keep(store, {a_pass("one")});
    auto other = a_pass("one", "pc-a");
    other.scopes = "admin";
    other.digest = "another";
    keep(store, {other});
    CHECK(store.read([](Reading& r) { return r.accounts().pass("one"); }) == a_pass("one"));
}
