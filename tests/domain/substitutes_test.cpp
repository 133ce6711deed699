#include "domain/substitutes.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::domain;

namespace {

Instant on(const std::string& day) { return *parse_instant(day + "T00:00:00+09:00"); }

Person one(const std::string& id, std::vector<Absence> absences = {}) {
    return {
        .id = id, .name = id, .place = id, .of = "37", .languages = {"en"}, .absences = std::move(absences)};
}

std::string acts_for(const Office& office, const std::string& id, const std::string& day) {
    const auto* person = stand_in(office, id, on(day));
    return person ? person->id : "";
}

using Ids = std::vector<PersonId>;

}  // namespace

TEST_CASE("a substitute's substitute stands in while both are away") {
    const Office office({},
                        {one("a", {{on("2026-10-01"), on("2026-10-31"), "b"}}),
                         one("b", {{on("2026-10-10"), on("2026-10-20"), "c"}}), one("c")},
                        {});
    CHECK(acts_for(office, "a", "2026-09-30") == "a");
    CHECK(acts_for(office, "a", "2026-10-05") == "b");
    CHECK(acts_for(office, "a", "2026-10-15") == "c");
    CHECK(acts_for(office, "a", "2026-10-25") == "b");
    CHECK(acts_for(office, "a", "2026-10-31") == "a");
}

TEST_CASE("nobody stands in where the way ends with somebody who is away, has left, or has not begun") {
    auto left = one("b"), to_come = one("c");
    left.left = on("2026-10-01");
    to_come.term = Term{on("2026-11-01"), {}};
    const Office office({},
                        {one("a", {{on("2026-10-01"), {}, "b"}}), left, to_come,
                         one("d", {{on("2026-10-01"), {}, "c"}}), one("e", {{on("2026-10-01"), {}, {}}})},
                        {});
    CHECK(acts_for(office, "a", "2026-10-05") == "");
    CHECK(acts_for(office, "d", "2026-10-05") == "");
    CHECK(acts_for(office, "d", "2026-11-02") == "c");
    CHECK(acts_for(office, "e", "2026-10-05") == "");
    CHECK(acts_for(office, "nobody", "2026-10-05") == "");
}

TEST_CASE("who stands in for oneself, or for one another, makes a circle that names all of them") {
    const Office office({}, {one("a"), one("b", {{on("2026-10-01"), {}, "c"}}), one("c")}, {});
    CHECK(circle_of(office, one("a", {{on("2026-10-01"), {}, "a"}})) == Ids{"a"});
    CHECK(circle_of(office, one("c", {{on("2026-10-05"), {}, "b"}})) == Ids{"c", "b"});
    CHECK(circle_of(office, one("c", {{on("2026-10-05"), {}, "a"}})).empty());
}

TEST_CASE("absences that do not meet in time close no circle") {
    const Office office({}, {one("a", {{on("2026-10-01"), on("2026-10-10"), "b"}}), one("b")}, {});
    CHECK(circle_of(office, one("b", {{on("2026-10-10"), on("2026-10-20"), "a"}})).empty());
    CHECK(circle_of(office, one("b", {{on("2026-10-09"), on("2026-10-20"), "a"}})) == Ids{"b", "a"});
}

TEST_CASE("a circle in stored absences ends the search for a stand-in") {
    const Office office(
        {}, {one("a", {{on("2026-10-01"), {}, "b"}}), one("b", {{on("2026-10-01"), {}, "a"}})}, {});
    CHECK(acts_for(office, "a", "2026-10-05") == "");
}
