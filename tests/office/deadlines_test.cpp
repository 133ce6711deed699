// First answer, pick-up, next contact, follow-up: which of them a case keeps, and why it is then.

#include "office_fixture.h"

#include <doctest/doctest.h>
#include <boost/json/serialize.hpp>

using namespace sodan;
using namespace sodan::office;
using namespace std::chrono_literals;
namespace json = boost::json;

namespace {

std::string said(const json::object& one, const char* part, const char* language = "en") {
    const auto* deadline = one.if_contains(part);
    if (!deadline) return "";
    return json::serialize(deadline->at("sentences").at(language));
}

bool says(const std::string& text, std::string_view what) { return text.find(what) != std::string::npos; }

std::string window(const json::object& one) {
    const auto* deadline = one.if_contains("deadline");
    return deadline ? std::string(deadline->at("window").as_string()) : "";
}

}  // namespace

TEST_CASE_FIXTURE(OfficeFixture,
                  "a case that waits at its desk is to be picked up, and its caller to be answered") {
    const auto ref = logged("pa-37-a", usual());
    const auto one = shown("pa-37-a", ref);
    CHECK(window(one) == "pick_up");
    CHECK(one.at("first_answer").at("window").as_string() == "first_answer");
    CHECK(*state(ref).memory.due < *state(ref).memory.answer_by);
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "whoever takes a case keeps what was promised to the caller, then the next contact") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    CHECK(window(shown("pa-37-a", ref)) == "first_answer");
    CHECK(state(ref).memory.due == state(ref).memory.answer_by);
    done("pa-37-a", ref, Note{"Have not read it yet.", {}});
    CHECK(window(shown("pa-37-a", ref)) == "first_answer");
    CHECK(json::serialize(shown("pa-37-a", ref).at("can")).find("contacted") != std::string::npos);
    done("pa-37-a", ref, Contacted{"Called back."});
    CHECK(window(shown("pa-37-a", ref)) == "next_contact");
    CHECK_FALSE(state(ref).memory.answer_by);
    CHECK_FALSE(shown("pa-37-a", ref).contains("first_answer"));
}

TEST_CASE_FIXTURE(OfficeFixture, "a case that is watched without a date is followed up by the rules") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Contacted{});
    done("pa-37-a", ref, Monitor{});
    CHECK(window(shown("pa-37-a", ref)) == "follow_up");
    CHECK(state(ref).memory.due > now);
}

TEST_CASE_FIXTURE(OfficeFixture, "a date that a person set has no reason of the rules") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Wait{domain::WaitingFor::caller, now + 50h, {}});
    CHECK(window(shown("pa-37-a", ref)).empty());
}

TEST_CASE_FIXTURE(OfficeFixture, "a case that was logged before Silver Week shows which days do not count") {
    now = *parse_instant("2026-09-18T16:50:00+09:00");
    const auto ref = logged("pa-37-a", usual());
    const auto one = shown("pa-37-a", ref);
    CHECK(says(said(one, "deadline"), "21-23 September are days off"));
    CHECK(says(said(one, "first_answer"), "21-23 September are days off"));
    CHECK(says(said(one, "deadline", "ja"), "9月21日〜23日は休業日です"));
    CHECK(json::serialize(one.at("deadline").at("days_off")) ==
          R"([{"from":"2026-09-21","to":"2026-09-23"}])");
}

TEST_CASE_FIXTURE(OfficeFixture, "the answer to logging says how the deadlines were counted") {
    now = *parse_instant("2026-09-18T18:50:00+09:00");
    const auto answer = log("pa-37-a", usual());
    REQUIRE(answer);
    CHECK(says(answer->body, "21-23 September are days off"));
    CHECK(says(answer->body, "outside office hours (9:00-17:45)"));
    CHECK(says(answer->body, "\"deadlines\":[{\"window\":\"first_answer\""));
}

TEST_CASE_FIXTURE(OfficeFixture, "lowering the urgency takes a reason, and moves the deadlines with it") {
    auto urgent = usual();
    urgent.danger = domain::Danger::urgent;
    const auto ref = logged("pa-37-a", urgent);
    const auto before = *state(ref).memory.answer_by;
    CHECK(refused("pa-37-a", ref, Urgency{domain::Urgency::routine, ""}) == "command.say_why");
    done("pa-37-a", ref, Urgency{domain::Urgency::routine, "Assessed with the caller: no danger."});
    CHECK(*state(ref).memory.answer_by > before);
    CHECK(window(shown("pa-37-a", ref)) == "pick_up");
}

TEST_CASE_FIXTURE(OfficeFixture, "the clock and added inquiries never lower the urgency") {
    auto urgent = usual();
    urgent.danger = domain::Danger::urgent;
    const auto ref = logged("pa-37-a", urgent);
    auto more = usual();
    more.case_ = ref;
    REQUIRE(log("pa-37-a", more));
    CHECK(state(ref).memory.urgency == domain::Urgency::urgent);
    pass(31 * 24h);
    CHECK(state(ref).memory.urgency == domain::Urgency::urgent);
}

TEST_CASE_FIXTURE(OfficeFixture, "a step up is told to both desks") {
    const auto ref = logged("pa-37-a", usual());
    pass(*state(ref).memory.due - now);
    const auto messages = told(ref);
    CHECK(std::ranges::find(messages, "desk:coordinator escalated") != messages.end());
    CHECK(std::ranges::find(messages, "desk:advisor/37 taken_up") != messages.end());
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "a holder who is away is not reminded: the case climbs when its time has come") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    REQUIRE(changes("pa-37-a", "pa-37-a", Absent{}));
    pass(*state(ref).memory.due - now);
    CHECK(state(ref).memory.desk == "coordinator");
}

TEST_CASE_FIXTURE(OfficeFixture, "raising the urgency in the evening postpones neither pick-up nor answer") {
    now = *parse_instant("2026-11-02T09:00:00+09:00");
    auto one = usual();
    one.danger = domain::Danger::none;
    one.topics = {domain::Topic::W4};
    const auto ref = logged("pa-37-a", one);
    for (const auto level : {domain::Urgency::prompt, domain::Urgency::prompt, domain::Urgency::urgent,
                             domain::Urgency::urgent}) {
        const auto before = state(ref).memory;
        now = std::max(now, *before.due - 15min);
        done("pa-37-a", ref, Urgency{level, "It gets worse."});
        CHECK(*state(ref).memory.due <= *before.due);
        CHECK(*state(ref).memory.answer_by <= *before.answer_by);
    }
}

TEST_CASE_FIXTURE(
    OfficeFixture,
    "a case that is offered, or given back, is due no later than the answer that the caller waits for") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    const auto answer_by = *state(ref).memory.answer_by;
    now = answer_by - 15min;
    done("pa-37-a", ref, Offer{"advisor/33100", {}, "The caller has moved.", true});
    CHECK(state(ref).memory.due == answer_by);
    CHECK(window(shown("pa-37-a", ref)) == "first_answer");
    done("pa-37-a", ref, Resume{});
    done("pa-37-a", ref, Release{"A day off."});
    CHECK(state(ref).memory.due == answer_by);
    pass(20min);
    CHECK(state(ref).memory.desk == "coordinator");
    CHECK(*state(ref).memory.answer_by == answer_by);
    done("pc-a", ref, Claim{});
    done("pc-a", ref, Contacted{"Called back late."});
    CHECK(window(shown("pc-a", ref)) == "next_contact");
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(OfficeFixture, "the caller may be reached while an offer waits, and the offer goes on") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Offer{"advisor/33100", {}, "The caller has moved.", true});
    done("pa-37-a", ref, Contacted{});
    CHECK(state(ref).custody == chain::Custody::offered);
    CHECK_FALSE(state(ref).memory.answer_by);
}

TEST_CASE_FIXTURE(OfficeFixture, "an urgent case rests no longer than until it would be followed up") {
    auto urgent = usual();
    urgent.danger = domain::Danger::urgent;
    const auto ref = logged("pa-37-a", urgent);
    done("pa-37-a", ref, Claim{});
    const auto answer_by = *state(ref).memory.answer_by;
    CHECK(refused("pa-37-a", ref, Wait{domain::WaitingFor::caller, answer_by + 1min, {}}) ==
          "wait.answer_first");
    CHECK(refused("pa-37-a", ref, Monitor{answer_by + 1min, {}}) == "wait.answer_first");
    done("pa-37-a", ref, Wait{domain::WaitingFor::caller, answer_by, {}});
    CHECK(state(ref).memory.answer_by == answer_by);
    done("pa-37-a", ref, Resume{});
    done("pa-37-a", ref, Contacted{"They have a doctor."});
    CHECK(refused("pa-37-a", ref, Wait{domain::WaitingFor::caller, now + 73h, {}}) ==
          "wait.urgent_never_pauses");
    CHECK(refused("pa-37-a", ref, Monitor{now + 73h, {}}) == "wait.urgent_never_pauses");
    done("pa-37-a", ref, Wait{domain::WaitingFor::caller, now + 72h, {}});
}

TEST_CASE_FIXTURE(OfficeFixture, "immediate danger rests a day at most, also after help has come") {
    auto danger = usual();
    danger.danger = domain::Danger::immediate;
    const auto ref = logged("pa-37-a", danger);
    done("pc-a", ref, Claim{});
    done("pc-a", ref, HelpMadeContact{"The ambulance is with them."});
    done("pc-a", ref, Contacted{"They are awake."});
    CHECK(refused("pc-a", ref, Wait{domain::WaitingFor::caller, now + 25h, {}}) ==
          "wait.urgent_never_pauses");
    done("pc-a", ref, Wait{domain::WaitingFor::caller, now + 24h, {}});
}

namespace {

LogInquiry again(const std::string& ref, const char* named_date = nullptr) {
    auto out = OfficeFixture::usual();
    out.case_ = ref;
    if (named_date) out.named_date = named_date;
    return out;
}

}  // namespace

TEST_CASE_FIXTURE(OfficeFixture,
                  "a caller who calls again is answered again, and nobody waits for them any more") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Contacted{});
    done("pa-37-a", ref, Wait{domain::WaitingFor::caller, now + 700 * 24h, {}});
    REQUIRE(log("pa-37-b", again(ref)));
    CHECK(state(ref).custody == chain::Custody::held);
    REQUIRE(state(ref).memory.answer_by);
    CHECK(state(ref).memory.due == state(ref).memory.answer_by);
    CHECK(window(shown("pa-37-a", ref)) == "first_answer");
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "whoever waits for the employer goes on waiting, no longer than the caller does") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Contacted{});
    done("pa-37-a", ref, Wait{domain::WaitingFor::employer, now + 700 * 24h, {}});
    REQUIRE(log("pa-37-b", again(ref)));
    CHECK(state(ref).custody == chain::Custody::waiting);
    CHECK(state(ref).memory.due == state(ref).memory.answer_by);
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "a second call that names a day makes the case due by then, as the logger reads") {
    now = *parse_instant("2026-10-05T10:00:00+09:00");
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    const auto before = *state(ref).memory.due;
    const auto answer = log("pa-37-a", again(ref, "2026-10-07"));
    REQUIRE(answer);
    CHECK(says(answer->body, "deadline-before-due"));
    CHECK(*state(ref).memory.due < before);
    CHECK(state(ref).memory.due == *parse_instant("2026-10-07T17:45:00+09:00"));
    CHECK(says(said(shown("pa-37-a", ref), "deadline"), "7 October"));
}

TEST_CASE_FIXTURE(OfficeFixture, "a mild second call in an urgent case is answered as an urgent case is") {
    auto urgent = usual();
    urgent.danger = domain::Danger::urgent;
    const auto ref = logged("pa-37-a", urgent);
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Contacted{});
    REQUIRE(log("pa-37-a", again(ref)));
    CHECK(*state(ref).memory.answer_by - now == 4h);
}
