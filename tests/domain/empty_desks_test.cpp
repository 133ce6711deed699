#include "domain/empty_desks.h"

#include "domain/terms.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::domain;

namespace {

Instant on(const std::string& day) { return *parse_instant(day + "T00:00:00+09:00"); }

const auto june = on("2026-06-15");

Person one(const std::string& id, std::vector<Absence> absences = {}, const std::string& of = "37") {
    return {
        .id = id, .name = id, .place = id, .of = of, .languages = {"en"}, .absences = std::move(absences)};
}
Office office(std::vector<Person> people) { return Office({}, std::move(people), {}); }

}  // namespace

TEST_CASE("a desk with somebody who is always there is never empty") {
    CHECK(empty_desks(office({one("a"), one("b", {{june, {}, {}}})}), june).empty());
}

TEST_CASE("when the third of three is away, too, the desk is empty from that day until the first is back") {
    const auto found = empty_desks(office({one("a", {{on("2026-07-01"), on("2026-07-20"), {}}}),
                                           one("b", {{on("2026-07-02"), on("2026-07-15"), {}}}),
                                           one("c", {{on("2026-07-10"), {}, {}}})}),
                                   june);
    REQUIRE(found.size() == 1);
    CHECK(found[0].from == on("2026-07-10"));
    CHECK(found[0].until == on("2026-07-15"));
    CHECK(found[0].last == std::vector<PersonId>{"c"});
}

TEST_CASE("what is more than sixty days ahead, or over, is not looked at") {
    CHECK(empty_desks(office({one("a", {{on("2026-09-01"), {}, {}}})}), june).empty());
    CHECK(empty_desks(office({one("a", {{on("2026-05-01"), on("2026-05-02"), {}}})}), june).empty());
}

TEST_CASE("who left now was the last; there is no end to it") {
    auto gone = one("a");
    gone.left = june;
    const auto found = empty_desks(office({gone}), june);
    REQUIRE(found.size() == 1);
    CHECK(found[0].from == june);
    CHECK_FALSE(found[0].until);
    const auto said = empty_desk_warnings(office({gone}), june);
    REQUIRE(said.size() == 1);
    CHECK(said[0].values[1].second == "2026-06-15 00:00");
    CHECK(said[0].values[3].second == "a");
    CHECK(empty_desk_warnings(office({gone}), june + std::chrono::hours(5)) == said);  // told once
}

TEST_CASE("where nobody's term has begun, nobody is there until the first does") {
    auto first = one("a"), second = one("b");
    first.term = Term{on("2026-08-01"), {}};
    second.term = Term{on("2026-07-01"), {}};
    const auto found = empty_desks(office({first, second}), june);
    REQUIRE(found.size() == 1);
    CHECK_FALSE(found[0].from);
    CHECK(found[0].until == on("2026-07-01"));
}

TEST_CASE("a substitute who becomes absent in the middle of another's absence leaves the desk empty") {
    const auto found =
        empty_desks(office({one("a", {{on("2026-07-01"), on("2026-07-31"), "z"}}),
                            one("z", {{on("2026-07-10"), on("2026-07-12"), {}}}, "02"), one("y", {}, "02")}),
                    june);
    REQUIRE(found.size() == 1);
    CHECK(to_string(found[0].desk) == "advisor/37");
    CHECK(found[0].from == on("2026-07-10"));
    CHECK(found[0].until == on("2026-07-12"));
    CHECK(found[0].last == std::vector<PersonId>{"a"});
}

TEST_CASE("what is said of a term that ends is not said a second time") {
    auto leaver = one("a");
    leaver.term = Term{{}, on("2026-07-01")};
    CHECK(empty_desks(office({leaver}), june).size() == 1);
    CHECK(empty_desk_warnings(office({leaver}), june).empty());
    CHECK(term_warnings(office({leaver}), june).size() == 1);
}
