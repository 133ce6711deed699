#include "domain/terms.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::domain;

namespace {

Instant on(const std::string& day) { return *parse_instant(day + "T00:00:00+09:00"); }

Person one(const std::string& id, std::optional<Instant> begins, std::optional<Instant> ends) {
    Person out{.id = id, .name = id, .place = id, .of = "37", .languages = {"en"}};
    out.term = Term{begins, ends};
    return out;
}

const auto june = on("2026-06-15");

}  // namespace

TEST_CASE("before the term begins and from the day on which it ends a person is not of the office") {
    const auto person = one("a", on("2026-08-01"), on("2027-08-01"));
    CHECK_FALSE(is_of_office(person, june));
    CHECK_FALSE(has_left(person, june));
    CHECK(is_available(person, on("2026-08-01")));
    CHECK_FALSE(is_of_office(person, on("2027-08-01")));
    CHECK(has_left(person, on("2027-08-01")));
}

TEST_CASE("whose time ends is listed by the date, with how many remain at the desk") {
    const Office office({},
                        {one("b", {}, on("2026-08-01")), one("a", {}, on("2026-07-01")),
                         one("c", on("2026-08-01"), {}), one("d", {}, on("2027-03-31"))},
                        {});
    const auto found = leaving(office, june, on("2026-08-31"));
    REQUIRE(found.size() == 2);
    CHECK(found[0].person->id == "a");
    CHECK(found[0].remaining == 2);
    CHECK(found[1].person->id == "b");
    CHECK(found[1].remaining == 2);  // c begins on that very day
}

TEST_CASE("the last to leave a desk is named with the day, sixty days ahead") {
    const Office office({}, {one("a", {}, on("2026-07-01")), one("b", {}, on("2026-08-01"))}, {});
    const auto said = term_warnings(office, june);
    REQUIRE(said.size() == 1);
    CHECK(said[0].key == "people.term_empties");
    CHECK(said[0].values[0].second == "b");
    CHECK(said[0].values[1].second == "2026-08-01");
    CHECK(term_warnings(office, on("2026-05-15")).empty());
}

TEST_CASE("whoever is let go before the term ends leaves on that day") {
    auto person = one("a", {}, on("2026-08-01"));
    person.left = on("2026-07-01");
    CHECK(last_day(person) == on("2026-07-01"));
    person.term.reset();
    CHECK(last_day(person) == on("2026-07-01"));
    person.left.reset();
    CHECK_FALSE(last_day(person));
}
