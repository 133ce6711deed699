#include "office_fixture.h"

#include "office/content_reads.h"

#include <doctest/doctest.h>
#include <boost/json/serialize.hpp>

#include <algorithm>

using namespace sodan;
using namespace sodan::office;
using namespace std::chrono_literals;
using domain::ConflictKind, domain::ConsentScope, domain::ConsentState;

namespace {

domain::CaseRef ref_of(const std::string& text) { return *domain::CaseRef::parse(text); }

void reads(OfficeFixture& office, const std::string& person, const std::string& ref) {
    REQUIRE(office.decided(person, [&](const Acting& acting) {
        return content_read(acting, {{ref_of(ref), ReadOf::history}});
    }));
}

struct Quarrel : OfficeFixture {
    std::string one = logged("pa-37-a", usual()), other = logged("pa-37-b", from_the_employer());
    Quarrel() {
        done("pa-37-a", one, Claim{});
        done("pa-37-b", other, Claim{});
    }
    static LogInquiry from_the_employer() {
        auto out = usual();
        out.raised_by = domain::RaisedBy::contracting_organisation;
        out.topics = {domain::Topic::W6};
        return out;
    }
    void reads(const std::string& person, const std::string& ref) { ::reads(*this, person, ref); }
    std::string read(const std::string& person, const std::string& ref) {
        std::string out = boost::json::serialize(shown(person, ref));
        for (const auto view : {view_history, view_decisions, view_conflicts})
            out += boost::json::serialize(
                seen(person, [&](const Viewing& viewing) { return view(viewing, ref_of(ref)); }));
        return out;
    }
};

std::vector<std::string> disclosed(OfficeFixture& office, const std::string& person, const std::string& ref) {
    std::vector<std::string> out;
    const auto all =
        office.seen(person, [&](const Viewing& viewing) { return view_disclosures(viewing, ref_of(ref)); });
    for (const auto& one : all.at("items").as_array())
        out.push_back(std::string(one.at("to").as_string()) + " " +
                      std::string(one.at("ground").as_string()));
    return out;
}

bool was_told(OfficeFixture& office, const std::string& ref, const std::string& what) {
    const auto told = office.told(ref);
    return std::ranges::find(told, what) != told.end();
}

}  // namespace

TEST_CASE_FIXTURE(
    Quarrel,
    "a coordinator parts two sides without reading either, and each learns only that there is another") {
    done("pc-a", one, Link{other, LinkKind::other_side});
    CHECK_FALSE(sees("pc-a", one));
    CHECK_FALSE(sees("pa-37-a", other));
    CHECK_FALSE(sees("pa-37-b", one));
    CHECK(shown("pa-37-a", one).at("has_other_side").as_bool());
    const auto told = read("pa-37-a", one);
    CHECK(told.find(other) == std::string::npos);
    // The decision of before the link names every colleague who could have taken the case, and stays as it
    // is.
    for (const auto view : {view_history, view_conflicts}) {
        const auto all = seen("pa-37-a", [&](const Viewing& viewing) { return view(viewing, ref_of(one)); });
        CHECK(boost::json::serialize(all).find("pa-37-b") == std::string::npos);
    }
    CHECK(refused("pa-37-a", other, Note{"What is this?", {}}) == "case.not_found");
    CHECK(refused("pa-37-a", one, Offer{"advisor/37", "pa-37-b", "I am ill.", {}}) == "offer.person_cannot");
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(Quarrel, "what one side does later leaves no trace on the other: no version, no entry") {
    done("pc-a", one, Link{other, LinkKind::other_side});
    const auto before = shown("pa-37-a", one).at("version").as_int64();
    done("pa-37-b", other, Release{"too much"});
    done("pa-37-j", other, Claim{});
    CHECK(shown("pa-37-a", one).at("version").as_int64() == before);
    CHECK_FALSE(sees("pa-37-j", one));
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "who holds both sides keeps the older case, and the other never comes back to them") {
    const auto older = logged("pa-37-a", usual());
    now += 1h;
    const auto newer = logged("pa-37-a", usual());
    done("pa-37-a", older, Claim{});
    done("pa-37-a", newer, Claim{});
    done("pa-37-a", older, Link{newer, LinkKind::other_side});
    CHECK(state(older).memory.holder == "pa-37-a");
    CHECK_FALSE(state(newer).memory.holder);
    CHECK_FALSE(sees("pa-37-a", newer));
    CHECK(refused("pa-37-a", newer, Claim{}) == "case.not_found");
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(Quarrel,
                  "who has read what one side said is kept apart from the other, before and after the link") {
    SUBCASE("before the link") {
        reads("pa-37-j", one);
        done("pc-a", one, Link{other, LinkKind::other_side});
        CHECK(sees("pa-37-j", one));
        CHECK_FALSE(sees("pa-37-j", other));
    }
    SUBCASE("after the link") {
        done("pc-a", one, Link{other, LinkKind::other_side});
        const auto unmoved = state(one);
        CHECK(sees("pa-37-j", one));
        reads("pa-37-j", other);
        CHECK_FALSE(sees("pa-37-j", one));
        CHECK(state(one) == unmoved);
    }
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "who has read both sides takes neither, and a side that nobody is left for goes on") {
    const auto one = logged("pa-37-a", usual()), other = logged("pa-37-a", usual());
    for (const auto& person : office()->members({domain::DeskKind::advisor, "37"}))
        for (const auto& ref : {one, other}) reads(*this, person->id, ref);
    done("pa-37-a", one, Claim{});
    done("pa-37-a", one, Link{other, LinkKind::other_side});
    CHECK(state(one).memory.holder == "pa-37-a");
    CHECK(refused("pa-37-b", other, Claim{}) == "case.not_found");
    CHECK(state(other).memory.desk != "advisor/37");
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(Quarrel,
                  "a tie that is declared later takes the case from whoever is tied to its subject") {
    auto about = usual();
    about.concerns = {"advisor:pa-37-j"};
    const auto ref = logged("pa-37-a", about);
    done("pa-37-a", ref, Claim{});
    REQUIRE(changes("pa-37-a", "pa-37-a", Relate{"pa-37-j", domain::RelationKind::friend_}));
    CHECK_FALSE(sees("pa-37-a", ref));
    CHECK_FALSE(state(ref).memory.holder);
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "where no coordinator may know, the department's head hears of it; where all of CLAIR may "
                  "not, the administrators do") {
    auto said = usual();
    said.addressed_to = domain::AddressedTo::clair;
    for (const auto& person : office()->people())
        if (person.role == domain::Role::coordinator) said.excludes.push_back(person.id);
    const auto before_the_head = logged("pa-02-a", said);
    CHECK(state(before_the_head).memory.desk == "department");
    CHECK(was_told(*this, before_the_head, "person:staff-a left_to_head"));
    for (const auto& person : office()->people())
        if (person.role == domain::Role::department) said.excludes.push_back(person.id);
    const auto nobody = logged("pa-02-a", said);
    const auto told_to = told(nobody);
    for (const auto& one : told_to) CHECK(one.find("person:pc-") == std::string::npos);
    for (const auto* admin : office()->with_role(domain::Role::administrator))
        CHECK(was_told(*this, nobody, "person:" + admin->id + " nobody_left"));
}

TEST_CASE_FIXTURE(Quarrel,
                  "what crosses from a host to CLAIR is recorded, with the ground on which it does") {
    CHECK(disclosed(*this, "pa-37-a", one).empty());
    done("pa-37-a", one, Consult{CounselOf::coordinator, "What of the leave?"});
    done("pa-37-a", one,
         Consent{ConsentScope::clair, ConsentState::given, {}, {}, domain::ConsentHow::spoken});
    done("pa-37-a", one, Escalate{"beyond me"});
    CHECK(disclosed(*this, "pc-a", one) ==
          std::vector<std::string>{"coordinator purpose", "coordinator consent", "coordinator consent"});
}

TEST_CASE_FIXTURE(Quarrel, "consent that has run out counts as not asked") {
    done("pa-37-a", one,
         Consent{
             ConsentScope::supervisor, ConsentState::given, {}, {}, domain::ConsentHow::written, now + 24h});
    now += 25h;
    CHECK(refused("pa-37-a", one, Offer{"supervisor", {}, "They could settle it.", {}}) == "consent.missing");
}

TEST_CASE_FIXTURE(
    Quarrel,
    "an override waits for a second person, who is reminded, and for the day on which the caller was told") {
    done("pa-37-a", one, Consent{ConsentScope::coordinator, ConsentState::overridden, "Danger to life."});
    CHECK(refused("pa-37-a", one, ConfirmOverride{ConsentScope::coordinator}) ==
          "override.not_the_same_person");
    pass(96h);
    CHECK(was_told(*this, one, "person:staff-a override_to_confirm"));
    const auto desk = state(one).memory.desk;
    const std::string second = desk == "coordinator" ? "pc-b" : "pa-37-j";
    done(second, one, ConfirmOverride{ConsentScope::coordinator});
    done(second, one, CallerTold{ConsentScope::coordinator, {}});
    CHECK(state(one).memory.terms.front().confirmed_by == second);
    CHECK(refused(second, one, ConfirmOverride{ConsentScope::coordinator}) == "override.confirmed_already");
}

TEST_CASE_FIXTURE(Quarrel,
                  "broken glass opens a case by its reference for a while, and the head hears of it") {
    CHECK(refused("pa-02-a", one, BreakGlass{"I am curious."}) == "case.not_found");
    CHECK(refused("pc-a", one, BreakGlass{" "}) == "command.say_why");
    done("pc-a", one, BreakGlass{"The advisor cannot be found."});
    CHECK(sees("pc-a", one));
    CHECK(was_told(*this, one, "person:staff-a glass_broken"));
    CHECK(was_told(*this, one, "person:pa-37-a glass_broken"));
    now += 3h;
    CHECK_FALSE(sees("pc-a", one));
    done("pa-37-a", one, Wall{"pc-b", {}});
    CHECK(refused("pc-b", one, BreakGlass{"Let me in."}) == "case.not_found");
}

TEST_CASE_FIXTURE(Quarrel, "a consultation carries no identity unless the caller said yes to who is asked") {
    done("pa-37-a", one, Consult{CounselOf::coordinator, "What of the leave?"});
    CHECK_FALSE(shown("pc-a", one).at("intake").as_object().contains("host"));
    done("pa-37-a", one, Consent{ConsentScope::clair, ConsentState::given, {}});
    CHECK(shown("pc-a", one).at("intake").as_object().contains("host"));
}
