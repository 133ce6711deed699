#include "store_fixture.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

using namespace sodan;
using namespace sodan::store;

namespace {

CaseQuery of_the_desk(std::string viewer = "pa-37-a") {
    CaseQuery query;
    query.viewer = std::move(viewer);
    query.shares = {"advisor/37", "person:" + query.viewer};
    query.desk = "advisor/37";
    return query;
}

Written due_at(long long n, std::optional<Instant> due) {
    auto row = a_case(nth_ref(n));
    row.due = due;
    return an_inquiry(row);
}

bool has(const std::vector<CaseRef>& all, CaseRef one) { return std::ranges::find(all, one) != all.end(); }

}  // namespace

TEST_CASE("a walled person never finds the case, in lists, by search or by their own desk") {
    StoreFixture store;
    auto row = a_case(nth_ref(1));
    row.walls = {"pa-37-a"};
    store.keep(an_inquiry(row));
    CHECK(store.walk(of_the_desk()).empty());
    CHECK(has(store.walk(of_the_desk("pa-37-b")), nth_ref(1)));
    auto search = of_the_desk();
    search.desk.reset();
    std::string signs = to_string(nth_ref(1));
    std::erase(signs, '-');
    search.ref_begins = signs;
    CHECK(store.walk(search).empty());
    search.viewer = "pa-37-b";
    CHECK(has(store.walk(search), nth_ref(1)));
}

TEST_CASE("a case is seen by its desk, its holder and those it is shared with, and by nobody else") {
    StoreFixture store;
    auto row = a_case(nth_ref(1), "coordinator");
    row.holder = "pc-a";
    row.shared_with = {"advisor/05"};
    store.keep(an_inquiry(row));
    const auto sees = [&](std::string viewer, std::string desk) {
        CaseQuery query;
        query.viewer = std::move(viewer);
        query.shares = {std::move(desk), "person:" + query.viewer};
        return !store.walk(query).empty();
    };
    CHECK(sees("pc-b", "coordinator"));
    CHECK(sees("pc-a", "elsewhere"));
    CHECK(sees("pa-05-a", "advisor/05"));
    CHECK_FALSE(sees("pa-01-a", "advisor/01"));
}

TEST_CASE("pages walk through every case once, the soonest due first, those without a date last") {
    StoreFixture store;
    std::mt19937 dice{37};
    constexpr int cases = 60;
    for (int n = 1; n <= cases; ++n) {
        const bool dated = dice() % 5 != 0;
        store.keep(due_at(n, dated ? std::optional(at(static_cast<long long>(dice() % 10))) : std::nullopt));
    }
    for (const int limit : {1, 7, 50}) {
        auto query = of_the_desk();
        query.limit = limit;
        const auto refs = store.walk(query);
        CHECK(refs.size() == cases);
        CHECK(std::set(refs.begin(), refs.end()).size() == cases);
        std::vector<long long> dues;
        for (const auto ref : refs) {
            const auto row = store.read([&](Reading& r) { return r.find_case(ref); });
            dues.push_back(row->due ? row->due->time_since_epoch().count()
                                    : std::numeric_limits<long long>::max());
        }
        CHECK(std::ranges::is_sorted(dues));
    }
}

TEST_CASE("closed cases are listed only when they are asked for") {
    StoreFixture store;
    auto row = a_case(nth_ref(1));
    row.closed = true, row.custody = "closed";
    store.keep(an_inquiry(row));
    CHECK(store.walk(of_the_desk()).empty());
    auto query = of_the_desk();
    query.custody = "closed";
    CHECK(store.walk(query).size() == 1);
}
