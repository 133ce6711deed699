#include "office_fixture.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::office;
using namespace std::chrono_literals;

TEST_CASE_FIXTURE(OfficeFixture,
                  "an inquiry becomes a case with a desk, a deadline and someone who is told") {
    const auto ref = logged("pa-37-a", usual());
    CHECK(state(ref).memory.desk == "advisor/37");
    CHECK(state(ref).custody == chain::Custody::queued);
    CHECK(state(ref).memory.due > now);
    CHECK(told(ref) == std::vector<std::string>{"desk:advisor/37 new_case"});
}

TEST_CASE_FIXTURE(OfficeFixture, "what is written down long after it happened is not overdue at once") {
    auto late = usual();
    late.received_at = now - 24h * 60;
    CHECK(state(logged("pa-37-a", late)).memory.due > now);
}

TEST_CASE_FIXTURE(OfficeFixture, "an excluded advisor sees nothing of the case, the other one does") {
    auto said = usual();
    said.excludes = {"PA-A of 37"};
    const auto ref = logged("pa-37-b", said);
    CHECK_FALSE(sees("pa-37-a", ref));
    CHECK(sees("pa-37-b", ref));
    CHECK(list("pa-37-a").at("items").as_array().empty());
    CHECK(list("pa-37-b").at("items").as_array().size() == 1);
    CHECK(refused("pa-37-a", ref, Claim{}) == "case.not_found");
}

TEST_CASE_FIXTURE(OfficeFixture, "where every advisor of the host is excluded the coordinators take it") {
    auto said = usual();
    said.excludes = {"PA-A of 37", "PA-B of 37", "PA-J of 37"};
    CHECK(state(logged("pc-a", said)).memory.desk == "coordinator");
}

TEST_CASE_FIXTURE(OfficeFixture, "who is tied to the subject of a complaint is walled like the subject") {
    auto said = usual();
    said.concerns = {"advisor:PA-B of 37"};
    const auto ref = logged("pa-37-a", said);
    CHECK_FALSE(sees("pa-37-b", ref));
    CHECK_FALSE(sees("pa-37-j", ref));  // the Japanese advisor is the line manager of the other
    CHECK(sees("pa-37-a", ref));
}

TEST_CASE_FIXTURE(OfficeFixture, "what cannot be relied on is refused with the field at fault") {
    const auto pointer = [&](auto spoil) {
        auto said = usual();
        spoil(said);
        const auto outcome = log("pa-37-a", said);
        return outcome ? std::string("fine") : outcome.refusal().pointer;
    };
    CHECK(pointer([](LogInquiry&) {}) == "fine");
    CHECK(pointer([](LogInquiry& s) { s.host = "99"; }) == "/host");
    CHECK(pointer([&](LogInquiry& s) {
              s.host = "43100", s.received_at = *parse_instant("2009-10-01T00:00:00Z");
          }) == "/host");
    CHECK(pointer([](LogInquiry& s) { s.topics.clear(); }) == "/topics");
    CHECK(pointer([](LogInquiry& s) { s.topics.push_back(s.topics.front()); }) == "/topics");
    CHECK(pointer([](LogInquiry& s) { s.language = "English"; }) == "/language");
    CHECK(pointer([](LogInquiry& s) { s.text = " \n"; }) == "/text");
    CHECK(pointer([](LogInquiry& s) { s.excludes = {"Nobody Known"}; }) == "/excludes/0");
    CHECK(pointer([](LogInquiry& s) { s.concerns = {"participant", "the mayor"}; }) == "/concerns/1");
    CHECK(pointer([&](LogInquiry& s) { s.received_at = now + 1h; }) == "/received_at");
    CHECK(pointer([](LogInquiry& s) { s.named_date = "soon"; }) == "/named_date");
    CHECK(pointer([](LogInquiry& s) { s.case_ = "0000"; }) == "/case");
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "a further inquiry adds to the case, and may raise the urgency, never lower it") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    auto worse = usual();
    worse.case_ = ref, worse.danger = domain::Danger::urgent;
    REQUIRE(log("pa-37-b", worse));
    CHECK(state(ref).memory.urgency == domain::Urgency::urgent);
    auto calm = usual();
    calm.case_ = ref;
    REQUIRE(log("pa-37-b", calm));
    CHECK(state(ref).memory.urgency == domain::Urgency::urgent);
    CHECK(told(ref).back() == "person:pa-37-a inquiry_added");
}

TEST_CASE_FIXTURE(OfficeFixture, "nobody can add to a case that they may not see") {
    const auto ref = logged("pa-37-a", usual());
    auto said = usual();
    said.case_ = ref;
    const auto outcome = log("pa-01-a", said);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.refusal().message.key == "case.not_found");
}

TEST_CASE_FIXTURE(
    OfficeFixture,
    "an advisor who asks CLAIR for advice keeps the case, and the question carries no identity") {
    auto said = usual();
    said.addressed_to = domain::AddressedTo::clair, said.raised_by = domain::RaisedBy::advisor;
    said.contact = Contact{.name = "Alder Example", .phone = "000"};
    const auto ref = logged("pc-a", said);
    CHECK(state(ref).memory.desk == "advisor/37");
    CHECK(state(ref).counsel == chain::Counsel::asking_coordinator);
    const auto seen = shown("pc-b", ref);
    CHECK(seen.at("question") == boost::json::value(said.text));
    CHECK(seen.at("desk") == "advisor/37");  // who asks, not about whom
    CHECK_FALSE(seen.at("intake").as_object().contains("host"));
    CHECK_FALSE(boost::json::value(seen).as_object().contains("contact"));
}
