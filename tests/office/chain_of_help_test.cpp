#include "office_fixture.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::office;
using namespace std::chrono_literals;

namespace {

struct HeldCase : OfficeFixture {
    std::string ref = logged("pa-37-a", usual());
    HeldCase() { done("pa-37-a", ref, Claim{}); }
};

}  // namespace

TEST_CASE_FIXTURE(HeldCase, "one person holds a case, and only they may take it further") {
    CHECK(state(ref).memory.holder == "pa-37-a");
    CHECK(refused("pa-37-b", ref, Escalate{"too hard"}) == "case.held_by_another");
    CHECK(refused("pa-37-b", ref, Close{domain::CaseOutcome::listened, "done", true}) ==
          "case.held_by_another");
    CHECK(refused("pc-a", ref, Claim{}) == "case.not_found");
}

TEST_CASE_FIXTURE(
    HeldCase,
    "an offer leaves the case with its sender until it is accepted; then the old desk loses sight") {
    done("pa-37-a", ref, Offer{"advisor/33100", {}, "The caller has moved.", true});
    CHECK(state(ref).memory.holder == "pa-37-a");
    CHECK(sees("pa-33100-a", ref));
    CHECK(refused("pa-33100-a", ref, Claim{}) == "claim.not_your_desk");
    done("pa-33100-a", ref, Accept{});
    CHECK(state(ref).memory.desk == "advisor/33100");
    CHECK(state(ref).memory.holder == "pa-33100-a");
    CHECK_FALSE(sees("pa-37-a", ref));
    CHECK(told(ref).back() == "person:pa-37-a accepted");
}

TEST_CASE_FIXTURE(HeldCase, "a declined offer carries its reason and changes nothing else") {
    const auto before = state(ref);
    done("pa-37-a", ref, Offer{"coordinator", {}, "A second opinion is needed.", {}});
    CHECK(refused("pc-a", ref, Decline{AnswerTo::offer, domain::DeclineReason::other, ""}) ==
          "command.say_why");
    done("pc-a", ref,
         Decline{AnswerTo::offer, domain::DeclineReason::out_of_scope, "Housing is handled locally."});
    CHECK(state(ref).memory.holder == before.memory.holder);
    CHECK(state(ref).memory.desk == before.memory.desk);
    CHECK(state(ref).custody == before.custody);
    CHECK(state(ref).memory.movement == domain::Movement::return_);
    CHECK(told(ref).back() == "person:pa-37-a declined");
}

TEST_CASE_FIXTURE(HeldCase, "an offer can be answered by those it was made to, and by nobody else") {
    done("pa-37-a", ref, Offer{"advisor/33100", "PA-A of 33100", "The caller has moved.", true});
    CHECK(refused("pa-37-b", ref, Accept{}) == "offer.not_to_you");
    CHECK(refused("pa-33100-b", ref, Accept{}) == "case.not_found");
    done("pa-33100-a", ref, Accept{});
}

TEST_CASE_FIXTURE(HeldCase, "what the caller has refused is not done") {
    done("pa-37-a", ref, Consent{domain::ConsentScope::coordinator, domain::ConsentState::refused, {}});
    CHECK(refused("pa-37-a", ref, Escalate{"too hard"}) == "consent.missing");
    CHECK(refused("pa-37-a", ref, Offer{"coordinator", {}, "too hard", {}}) == "consent.missing");
    CHECK(refused("pa-37-a", ref,
                  Consent{domain::ConsentScope::coordinator, domain::ConsentState::overridden, {}}) ==
          "command.say_why");
    done("pa-37-a", ref,
         Consent{domain::ConsentScope::coordinator, domain::ConsentState::overridden, "Danger to life."});
    done("pa-37-a", ref, Escalate{"too hard"});
    CHECK(state(ref).memory.desk == "coordinator");
}

TEST_CASE_FIXTURE(
    HeldCase, "a case goes to the supervisor only with the participant's consent, watched by the advisor") {
    CHECK(refused("pa-37-a", ref, Offer{"supervisor", {}, "They could settle it.", {}}) == "consent.missing");
    done("pa-37-a", ref, Offer{"supervisor", {}, "They could settle it.", true});
    done("pa-37-a", ref, Accept{});
    CHECK(state(ref).memory.desk == "supervisor");
    CHECK(sees("pa-37-b", ref));
    for (const auto& message : told(ref)) CHECK(message.find("supervisor") == std::string::npos);
}

TEST_CASE_FIXTURE(HeldCase,
                  "an escalated case waits at the higher desk, and can be returned to where it came from") {
    done("pa-37-a", ref, Escalate{"beyond me"});
    CHECK(state(ref).custody == chain::Custody::queued);
    CHECK_FALSE(sees("pa-37-a", ref));
    done("pc-a", ref, Claim{});
    CHECK(refused("pc-a", ref, Escalate{"beyond me too"}) == "escalate.already_at_the_top");
    done("pc-a", ref, Return{"It is a local matter."});
    CHECK(state(ref).memory.desk == "advisor/37");
    CHECK(told(ref).back() == "desk:advisor/37 returned");
}

TEST_CASE_FIXTURE(HeldCase,
                  "a coordinator advises without learning whose case it is; the owner stays the owner") {
    done("pa-37-a", ref, Consult{CounselOf::coordinator, "What does the usual contract say?"});
    CHECK(refused("pc-a", ref, Claim{}) == "case.not_found");
    CHECK(refused("pc-a", ref, Note{"x", {}}) == "case.not_found");
    CHECK(shown("pc-a", ref).at("question") == "What does the usual contract say?");
    done("pc-a", ref, Advise{"Twenty days."});
    CHECK(state(ref).memory.holder == "pa-37-a");
    CHECK_FALSE(sees("pc-a", ref));
    CHECK(told(ref).back() == "person:pa-37-a advice");
}

TEST_CASE_FIXTURE(
    HeldCase,
    "the committee is asked by a coordinator and agreed by a second person; it sees the question only") {
    CHECK(refused("pa-37-a", ref, Consult{CounselOf::committee, "?"}) == "committee.through_coordinators");
    done("pa-37-a", ref, Escalate{"beyond me"});
    done("pc-a", ref, Claim{});
    done("pc-a", ref, Consult{CounselOf::committee, "How do we go on?"});
    CHECK_FALSE(sees("csc-a", ref));
    CHECK(refused("pc-a", ref, Accept{AnswerTo::committee}) == "committee.not_the_same_person");
    done("pc-b", ref, Accept{AnswerTo::committee});
    const auto brief = shown("csc-a", ref);
    CHECK(brief.at("question") == "How do we go on?");
    CHECK_FALSE(brief.contains("holder"));
    CHECK_FALSE(brief.contains("desk"));
    CHECK(state(ref).memory.desk == "coordinator");
    done("csc-a", ref, Advise{"Slowly."});
    CHECK_FALSE(sees("csc-a", ref));
}

TEST_CASE_FIXTURE(HeldCase, "a wall against the holder takes the case out of their hands at once") {
    done("pa-37-b", ref, Wall{"PA-A of 37", "The caller asked."});
    CHECK_FALSE(state(ref).memory.holder);
    CHECK_FALSE(sees("pa-37-a", ref));
    CHECK(sees("pa-37-b", ref));
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "where the last who could take it is walled, the case moves to a desk that can") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Wall{"PA-B of 37", {}});
    done("pa-37-a", ref, Wall{"PA-J of 37", {}});
    done("pa-37-a", ref, Wall{"PA-A of 37", {}});
    CHECK(state(ref).memory.desk == "coordinator");
}

TEST_CASE_FIXTURE(HeldCase, "closing says how it ended; a closed case can be reopened where it was closed") {
    CHECK(refused("pa-37-a", ref, Close{domain::CaseOutcome::listened, "", true}) == "command.say_why");
    done("pa-37-a", ref, Close{domain::CaseOutcome::information_given, "Twenty days it is.", true});
    CHECK(list("pa-37-a").at("items").as_array().empty());
    CHECK(list("pa-37-a", {.state = "closed"}).at("items").as_array().size() == 1);
    done("pa-37-b", ref, Reopen{"They called again."});
    CHECK(state(ref).memory.desk == "advisor/37");
    CHECK(state(ref).custody == chain::Custody::queued);
}

TEST_CASE_FIXTURE(HeldCase, "who leaves the office lets go of every case first") {
    REQUIRE(changes("pc-a", "pa-37-a", Left{}));
    CHECK_FALSE(state(ref).memory.holder);
    CHECK(told(ref).back() == "desk:advisor/37 handed_over");
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(HeldCase, "a colleague may release a case whose holder is away") {
    CHECK(refused("pa-37-b", ref, Release{}) == "case.held_by_another");
    REQUIRE(changes("pa-37-a", "pa-37-a", Absent{}));
    done("pa-37-b", ref, Release{"She is away."});
    done("pa-37-b", ref, Claim{});
}

TEST_CASE_FIXTURE(
    HeldCase, "linking asks for sight of both cases; who holds the other side's is not offered this one") {
    auto employer = usual();
    employer.raised_by = domain::RaisedBy::contracting_organisation, employer.topics = {domain::Topic::W6};
    const auto other = logged("pa-37-b", employer);
    done("pa-37-b", other, Claim{});
    CHECK(refused("pa-37-a", ref, Link{"0000", LinkKind::other_side}) == "case.not_a_reference");
    done("pa-37-a", ref, Link{other, LinkKind::other_side});
    CHECK(refused("pa-37-a", ref, Offer{"advisor/37", "PA-B of 37", "I am ill.", {}}) ==
          "offer.person_cannot");
}
