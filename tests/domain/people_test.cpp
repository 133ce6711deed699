#include "domain/person.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::domain;

namespace {

Instant on(const char* day) { return *parse_instant(std::string(day) + "T12:00:00+09:00"); }

Person advisor() {
    return {
        .id = "pa-37-a", .name = "Elm Example", .place = "PA-A of 37", .of = "37", .languages = {"en", "pt"}};
}

Person with_role(Role role, const std::string& of = "") {
    auto out = advisor();
    out.role = role;
    out.of = of;
    return out;
}

}  // namespace

TEST_CASE("a desk is named by its kind and by what it is for") {
    CHECK(Desk::parse("advisor/37") == Desk{DeskKind::advisor, "37"});
    CHECK(Desk::parse("leader/fr") == Desk{DeskKind::leader, "fr"});
    CHECK(Desk::parse("coordinator") == Desk{DeskKind::coordinator});
    for (const auto* name : {"advisor/34100", "leader/zh", "coordinator", "department", "supervisor"})
        CHECK(to_string(*Desk::parse(name)) == name);
}

TEST_CASE("what is no desk is none") {
    for (const auto* name : {"", "advisor", "advisor/", "leader", "coordinator/37", "department/",
                             "committee", "Advisor/37", "advisor/37/38", "advisor/a b"})
        CHECK_MESSAGE(!Desk::parse(name), name);
}

TEST_CASE(
    "the chain rises from the supervisor to the coordinators, and leaders stand beside the department") {
    CHECK(rank(DeskKind::supervisor) < rank(DeskKind::advisor));
    CHECK(rank(DeskKind::advisor) < rank(DeskKind::leader));
    CHECK(rank(DeskKind::leader) == rank(DeskKind::department));
    CHECK(rank(DeskKind::department) < rank(DeskKind::coordinator));
}

TEST_CASE("who is away is not available until the end of the absence") {
    auto person = advisor();
    person.absences = {{on("2026-10-10"), on("2026-10-12")}};
    CHECK(is_available(person, on("2026-10-09")));
    CHECK_FALSE(is_available(person, on("2026-10-10")));
    CHECK_FALSE(is_available(person, on("2026-10-11")));
    CHECK(is_available(person, on("2026-10-12")));
}

TEST_CASE("an absence without an end lasts until further notice") {
    auto person = advisor();
    person.absences = {{on("2026-10-10"), {}}};
    CHECK_FALSE(is_available(person, on("2036-10-10")));
}

TEST_CASE("who has left is never available again") {
    auto person = advisor();
    person.left = on("2026-08-01");
    CHECK_FALSE(has_left(person, on("2026-07-31")));
    CHECK(has_left(person, on("2026-08-01")));
    CHECK_FALSE(is_available(person, on("2026-08-02")));
}

TEST_CASE("a language is spoken whatever its region") {
    CHECK(speaks(advisor(), "pt-BR"));
    CHECK(speaks(advisor(), "en"));
    CHECK_FALSE(speaks(advisor(), "ja"));
    CHECK_FALSE(speaks(advisor(), "p"));
    CHECK_FALSE(speaks(advisor(), ""));
}

TEST_CASE("everybody works at the desk of their role, and some of no desk at none") {
    CHECK(desk_of(advisor()) == Desk{DeskKind::advisor, "37"});
    CHECK(desk_of(with_role(Role::leader, "ru")) == Desk{DeskKind::leader, "ru"});
    CHECK(desk_of(with_role(Role::coordinator)) == Desk{DeskKind::coordinator});
    CHECK(desk_of(with_role(Role::department)) == Desk{DeskKind::department});
    CHECK_FALSE(desk_of(with_role(Role::committee)));
    CHECK_FALSE(desk_of(with_role(Role::secretary)));
    CHECK_FALSE(desk_of(with_role(Role::administrator)));
}
