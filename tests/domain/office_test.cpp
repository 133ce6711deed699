#include "domain/office.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace sodan;
using namespace sodan::domain;

namespace {

const auto today = *parse_instant("2026-10-05T10:00:00+09:00");

Person advisor(const std::string& host, const std::string& letter, const std::string& name) {
    return {.id = "pa-" + host + "-" + letter,
            .name = name,
            .place = "PA-" + letter + " of " + host,
            .of = host,
            .languages = {"en"}};
}

Host host(const std::string& code, const std::string& from = "1947-05-03") {
    return {.code = code,
            .prefecture = code,
            .name_en = code,
            .name_ja = code,
            .region = "here",
            .valid_from = from};
}

// One host with two advisors, two leaders for Russian, one coordinator, one of the department.
Office small_office() {
    return {{host("37")},
            {advisor("37", "a", "Elm Example"),
             advisor("37", "b", "Fir Example"),
             {.id = "sgl-ru-a",
              .name = "Oak Example",
              .place = "SGL-A of ru",
              .role = Role::leader,
              .of = "ru",
              .languages = {"ru"}},
             {.id = "sgl-ru-b",
              .name = "Yew Example",
              .place = "SGL-B of ru",
              .role = Role::leader,
              .of = "ru",
              .languages = {"ru"}},
             {.id = "pc-a",
              .name = "Ivy Example",
              .place = "PC-A",
              .role = Role::coordinator,
              .of = "",
              .languages = {"en"}},
             {.id = "staff-a",
              .name = "見本 松",
              .place = "STAFF-A",
              .role = Role::department,
              .of = "",
              .languages = {"ja"}}},
            {}};
}

std::vector<std::string> warnings(const Office& office) {
    std::vector<std::string> out;
    for (const auto& one : office.staffing_warnings(today))
        out.push_back(one.key + " " + one.values[0].second + " " + one.values[1].second);
    return out;
}

}  // namespace

TEST_CASE("a person is found by id, by place and by name") {
    const auto office = small_office();
    for (const auto* called : {"pa-37-b", "PA-b of 37", "Fir Example"}) {
        const auto* found = office.person_called(called);
        REQUIRE_MESSAGE(found, called);
        CHECK(found->id == "pa-37-b");
    }
    CHECK_FALSE(office.person_called("Nobody Example"));
    CHECK_FALSE(office.person_called(""));
}

TEST_CASE("a name that two people bear is nobody's, but their ids and places still say who") {
    const auto office = small_office().with(advisor("37", "c", "Elm Example"));
    CHECK_FALSE(office.person_called("Elm Example"));
    CHECK(office.person_called("pa-37-c")->id == "pa-37-c");
    CHECK(office.person_called("PA-a of 37")->id == "pa-37-a");
}

TEST_CASE("a desk's members stand in the order in which the office lists them, absent ones too") {
    auto away = advisor("37", "a", "Elm Example");
    away.absences = {{today, {}}};
    const auto members = small_office().with(away).members({DeskKind::advisor, "37"});
    CHECK(members.size() == 2);
    const auto office = small_office().with(away);
    CHECK(office.members({DeskKind::advisor, "37"})[0]->id == "pa-37-a");
    CHECK(office.members({DeskKind::advisor, "38"}).empty());
}

TEST_CASE("a changed person takes the place of the old one, and leaves the old office as it was") {
    const auto before = small_office();
    auto changed = *before.person("pa-37-a");
    changed.of = "38";
    const auto after = before.with(changed);
    CHECK(after.members({DeskKind::advisor, "37"}).size() == 1);
    CHECK(before.members({DeskKind::advisor, "37"}).size() == 2);
    CHECK(after.people().size() == before.people().size());
    CHECK(after.people()[0].id == "pa-37-a");
}

TEST_CASE("an office that is staffed as the Programme wants has no warning") {
    CHECK(warnings(small_office()).empty());
}

TEST_CASE("a host with fewer than two advisors is a warning") {
    auto gone = *small_office().person("pa-37-b");
    gone.left = today;
    CHECK(warnings(small_office().with(gone)) == std::vector<std::string>{"domain.staffing.advisors 37 1"});
}

TEST_CASE("an advisor who is only away is still of the office") {
    auto away = *small_office().person("pa-37-b");
    away.absences = {{today, {}}};
    CHECK(warnings(small_office().with(away)).empty());
}

TEST_CASE("a language that lost a leader, and a desk that lost everybody, are warnings") {
    auto leader = *small_office().person("sgl-ru-a");
    auto coordinator = *small_office().person("pc-a");
    leader.left = coordinator.left = today;
    CHECK(warnings(small_office().with(leader).with(coordinator)) ==
          std::vector<std::string>{"domain.staffing.leaders ru 1", "domain.staffing.desk coordinator 0"});
}

TEST_CASE("a host that does not exist yet needs no advisors") {
    const auto grown = Office({host("37"), host("38", "2027-04-01")}, small_office().people(), {});
    CHECK(warnings(grown).empty());
}

TEST_CASE("a host exists from its first day until the day before its last") {
    auto one = host("37", "2009-04-01");
    CHECK_FALSE(existed_on(one, "2009-03-31"));
    CHECK(existed_on(one, "2009-04-01"));
    one.valid_to = "2020-04-01";
    CHECK(existed_on(one, "2020-03-31"));
    CHECK_FALSE(existed_on(one, "2020-04-01"));
}

TEST_CASE("hosts are found by code") {
    const auto office = small_office();
    REQUIRE(office.host("37"));
    CHECK(office.host("37")->code == "37");
    CHECK_FALSE(office.host("99"));
}
