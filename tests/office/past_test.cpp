// Decisions of old are asked again, in the office of then.

#include "office_fixture.h"

#include <doctest/doctest.h>
#include <boost/json/serialize.hpp>

using namespace sodan;
using namespace sodan::office;

namespace {

std::size_t count(const boost::json::object& proof, const char* what) {
    return static_cast<std::size_t>(proof.at(what).as_int64());
}

std::string text(const boost::json::value& value) { return boost::json::serialize(value); }

}  // namespace

TEST_CASE("a decision of old is the same when it is asked again, whoever is away by now") {
    OfficeFixture office;
    office.logged("pa-37-a", OfficeFixture::usual());
    for (const auto* person : {"pa-37-a", "pa-37-b"}) CHECK(office.changes("pc-a", person, Absent{}));
    office.logged("pc-a", OfficeFixture::usual());
    const auto proof = office.proof();
    CHECK(count(proof, "decisions") == 2);
    CHECK(count(proof, "decisions_not_asked_again") == 0);
    CHECK(text(proof.at("differences")) == "[]");
}

TEST_CASE("decisions of a case's whole life are asked again, with walls, silence and news") {
    OfficeFixture office;
    auto inquiry = OfficeFixture::usual();
    const auto ref = office.logged("pa-37-a", inquiry);
    office.done("pa-37-a", ref, Claim{});
    inquiry.case_ = ref;
    inquiry.danger = domain::Danger::urgent;
    CHECK(office.log("pa-37-a", inquiry));
    office.done("pa-37-a", ref, Wall{"pc-b", {}});
    office.pass(std::chrono::hours(24 * 9));
    const auto proof = office.proof();
    CHECK(count(proof, "decisions") >= 3);
    CHECK(text(proof.at("differences")) == "[]");
}

TEST_CASE("a decision that other rules would make otherwise is found, and said where") {
    OfficeFixture office;
    const auto ref = office.logged("pa-37-a", OfficeFixture::usual());
    auto files = *routing::read_rule_files(SODAN_ROOT "/rules");
    auto& urgency = files.at("urgency.dmn");
    const std::string routine = "<text>\"routine\"</text>";
    REQUIRE(urgency.find(routine) != std::string::npos);
    urgency.replace(urgency.find(routine), routine.size(), "<text>\"prompt\"</text>");
    const auto others = *routing::Rules::from(files, *Catalogue::load(SODAN_ROOT "/rules/texts"));
    const auto proof = office.proof([&](const std::string&) { return others; });
    const auto found = text(proof.at("differences"));
    CHECK(found.find(ref) != std::string::npos);
    CHECK(found.find(
              R"("what":"decision_differs","part":"urgency","then":"\"routine\"","again":"\"prompt\"")") !=
          std::string::npos);
    CHECK(count(office.proof([](const std::string&) { return nullptr; }), "decisions_not_asked_again") == 1);
}

TEST_CASE(
    "readers of a decision see which roster it was made in, and not the question that names others' work") {
    OfficeFixture office;
    CHECK(office.changes("pc-a", "pc-b", Absent{}));
    const auto ref = office.logged("pa-37-a", OfficeFixture::usual());
    const auto items = office.decisions("pa-37-a", ref);
    REQUIRE(items.size() == 1);
    const auto& decision = items[0].at("decision").as_object();
    CHECK(decision.at("roster_version").as_int64() == 2);
    CHECK_FALSE(decision.contains("question"));
}

TEST_CASE("a decision is explained with its alternatives, and the same whoever comes and goes later") {
    OfficeFixture office;
    const auto ref = office.logged("pa-37-a", OfficeFixture::usual());
    const auto before = office.decisions("pa-37-a", ref);
    REQUIRE(before.size() == 1);
    const auto& item = before[0].as_object();
    CHECK(item.at("tables").as_array().size() >= 8);
    CHECK(item.at("people").as_array()[0].at("verdict") == "yes");
    CHECK(text(item.at("desks")).find("the caller wants to talk in English") != std::string::npos);
    CHECK(office.changes("pc-a", "pa-37-b", Absent{}));
    CHECK(office.changes("pc-a", "pa-37-a", Relate{"pa-37-b", domain::RelationKind::friend_}));
    CHECK(text(office.decisions("pa-37-a", ref)) == text(before));
}

TEST_CASE("whoever stands behind a wall reads no explanation either") {
    OfficeFixture office;
    auto inquiry = OfficeFixture::usual();
    inquiry.excludes = {"pa-37-b"};
    const auto ref = office.logged("pa-37-a", inquiry);
    CHECK_FALSE(office.decisions("pa-37-a", ref).empty());
    CHECK(office.decisions("pa-37-b", ref).empty());
}
