#include "store_fixture.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::store;
using office::RulePublicationRow, office::RuleSetRow;

namespace {

RuleSetRow a_version(const std::string& version, const std::string& based_on = "") {
    return {.version = version,
            .files = R"({"urgency.dmn":"<definitions/>","words/danger.json":"{}"})",
            .based_on = based_on,
            .author = "staff-a",
            .reason = "緊急の基準を見直した",
            .drafted_at = at(1),
            .certificate = R"({"claims":[]})"};
}

RulePublicationRow a_publication(std::int64_t seq, const std::string& version) {
    return {seq, version, at(seq), "pc-a", "reviewed", R"({"claims":[1]})"};
}

Written both(const RuleSetRow& set, const RulePublicationRow& publication) {
    Written out;
    out.changes.rule_sets = {set};
    out.changes.publications = {publication};
    return out;
}

Written a_publication_alone(std::int64_t seq, const std::string& version) {
    Written out;
    out.changes.publications = {a_publication(seq, version)};
    return out;
}

std::string in_force(StoreFixture& store) {
    return store.read([](Reading& r) {
        const auto now = r.rule_archive().in_force();
        return now ? now->version : "";
    });
}

}  // namespace

TEST_CASE("a new store has no rules in force") {
    StoreFixture store;
    CHECK(in_force(store).empty());
    CHECK(store.read([](Reading& r) { return r.rule_archive().rule_sets(); }).empty());
}

TEST_CASE("a version is kept whole, with author, reason and certificate, after closing too") {
    StoreFixture store;
    store.keep(both(a_version("r-1"), a_publication(1, "r-1")));
    store.close();
    store.open();
    const auto found = store.read([](Reading& r) { return r.rule_archive().rule_set("r-1"); });
    REQUIRE(found);
    const auto written = a_version("r-1");
    CHECK(found->files == written.files);
    CHECK(found->author == written.author);
    CHECK(found->reason == written.reason);
    CHECK(found->drafted_at == written.drafted_at);
    CHECK(found->certificate == written.certificate);
    CHECK(in_force(store) == "r-1");
    CHECK_FALSE(store.read([](Reading& r) { return r.rule_archive().rule_set("r-2"); }));
}

TEST_CASE("the newest publication is in force, and an older version can be published again") {
    StoreFixture store;
    store.keep(both(a_version("r-1"), a_publication(1, "r-1")));
    store.keep(both(a_version("r-2", "r-1"), a_publication(2, "r-2")));
    CHECK(in_force(store) == "r-2");
    store.keep(a_publication_alone(3, "r-1"));
    CHECK(in_force(store) == "r-1");
    const auto history = store.read([](Reading& r) { return r.rule_archive().publications(); });
    REQUIRE(history.size() == 3);
    CHECK(history.front().seq == 3);
    CHECK(history.back().published_at == at(1));
    const auto first = store.read([](Reading& r) { return r.rule_archive().publication(1); });
    REQUIRE(first);
    CHECK(first->certificate == R"({"claims":[1]})");
    const auto sets = store.read([](Reading& r) { return r.rule_archive().rule_sets(); });
    REQUIRE(sets.size() == 2);
    CHECK(sets.front().based_on == "r-1");
}

TEST_CASE("a publication that skips one, repeats one or names no version is not kept") {
    StoreFixture store;
    store.keep(both(a_version("r-1"), a_publication(1, "r-1")));
    for (const auto& wrong : {a_publication_alone(1, "r-1"), a_publication_alone(3, "r-1"),
                              a_publication_alone(2, "r-9"), both(a_version("r-1"), a_publication(2, "r-1"))})
        CHECK(store.write([&](Reading&) -> Outcome<Written> { return wrong; }).failure);
    CHECK(store.read([](Reading& r) { return r.rule_archive().publications(); }).size() == 1);
}

TEST_CASE("no statement changes or removes a version or a publication") {
    StoreFixture store;
    store.keep(both(a_version("r-1"), a_publication(1, "r-1")));
    CHECK(store.by_hand("update rule_sets set files = '{}'") == "rule sets are append-only");
    CHECK(store.by_hand("delete from rule_sets") == "rule sets are append-only");
    CHECK(store.by_hand("update rule_publications set reason = ''") == "publications are append-only");
    CHECK(store.by_hand("delete from rule_publications") == "publications are append-only");
    CHECK(in_force(store) == "r-1");
}
