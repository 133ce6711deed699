#include "office_fixture.h"

#include "office/people_views.h"

#include <doctest/doctest.h>
#include <boost/json/serialize.hpp>

#include <algorithm>

using namespace sodan;
using namespace sodan::office;
using namespace std::chrono_literals;
namespace json = boost::json;

namespace {

struct Handed : OfficeFixture {
    std::string ref = logged("pa-37-a", usual());
    Handed() { done("pa-37-a", ref, Claim{}); }

    void offered() { done("pa-37-a", ref, Offer{"advisor/33100", {}, "The caller has moved.", true}); }
    void taken() {
        offered();
        done("pa-33100-a", ref, Accept{});
    }
    json::object receipt(const std::string& of = "pa-37-a") {
        const auto all = seen(of, [](const Viewing& v) { return view_hand_overs(v); }).at("items").as_array();
        return all.empty() ? json::object{} : all.back().as_object();
    }
    bool was_told(const std::string& what) { return std::ranges::count(told(ref), what) > 0; }
};

}  // namespace

TEST_CASE_FIXTURE(Handed,
                  "a hand-over is offered, seen, accepted, reaches the caller, and its result comes back") {
    offered();
    CHECK(receipt().at("step") == "offered");
    done("pa-33100-a", ref, Received{});
    CHECK(receipt().at("step") == "received");
    CHECK(was_told("person:pa-37-a received"));
    CHECK(state(ref).memory.holder == "pa-37-a");
    done("pa-33100-a", ref, Accept{});
    CHECK(receipt().at("step") == "accepted");
    done("pa-33100-a", ref, Contacted{"Called back at noon."});
    CHECK(receipt().at("step") == "contacted");
    CHECK(was_told("person:pa-37-a contacted"));
    done("pa-33100-a", ref, Report{CaseOutcome::mediated, "The office gives the twenty days."});
    CHECK(receipt().at("step") == "reported");
    CHECK(receipt().at("result") == "mediated");
    CHECK(was_told("person:pa-37-a result"));
}

TEST_CASE_FIXTURE(Handed, "the sender learns how it went and nothing of the case") {
    taken();
    done("pa-33100-a", ref, Note{"Words that are not for the sender.", {}});
    done("pa-33100-a", ref, Close{CaseOutcome::listened, "More such words.", true});
    CHECK_FALSE(sees("pa-37-a", ref));
    const auto known = json::serialize(receipt());
    CHECK(known.find("words") == std::string::npos);
    CHECK(receipt().at("step") == "reported");
    CHECK(receipt().at("result") == "listened");
    CHECK(list("pa-37-a").at("items").as_array().empty());
}

TEST_CASE_FIXTURE(Handed, "closing reports the result by itself, once") {
    taken();
    done("pa-33100-a", ref, Report{CaseOutcome::mediated, "Done."});
    done("pa-33100-a", ref, Close{CaseOutcome::mediated, "Done.", true});
    CHECK(std::ranges::count(told(ref), "person:pa-37-a result") == 1);
}

TEST_CASE_FIXTURE(
    Handed, "until the caller is reached notes do not move the deadline, and the sender hears of the delay") {
    taken();
    const auto due = state(ref).memory.due;
    pass(1h);
    done("pa-33100-a", ref, Note{"Read through it.", {}});
    CHECK(state(ref).memory.due == due);
    now = *due;
    pass(1min);
    CHECK(was_told("person:pa-33100-a alarm"));
    CHECK(was_told("person:pa-37-a not_contacted"));
    done("pa-33100-a", ref, Contacted{});
    CHECK(state(ref).memory.due > due);
    CHECK(state(ref).memory.alarms == 0);
}

TEST_CASE_FIXTURE(Handed, "an offer that nobody answers goes back to its sender by its deadline") {
    offered();
    const auto due = *state(ref).memory.due;
    now = due;
    pass(1min);
    CHECK(state(ref).custody == chain::Custody::held);
    CHECK(state(ref).memory.holder == "pa-37-a");
    CHECK(receipt().at("step") == "expired");
    CHECK(was_told("person:pa-37-a offer_expired"));
}

TEST_CASE_FIXTURE(Handed, "a decline and a withdrawal end the hand-over with their reason") {
    offered();
    done("pa-33100-a", ref,
         Decline{AnswerTo::offer, domain::DeclineReason::language, "Nobody speaks it here."});
    CHECK(receipt().at("step") == "declined");
    CHECK(receipt().at("declined") == "language");
    offered();
    done("pa-37-a", ref, Resume{});
    CHECK(receipt().at("step") == "withdrawn");
}

TEST_CASE_FIXTURE(Handed,
                  "what was handed up is followed like an offer: claimed is accepted, returned comes back") {
    done("pa-37-a", ref, Escalate{"Too hard for me alone."});
    CHECK(receipt().at("step") == "offered");
    const auto desk = state(ref).memory.desk;
    REQUIRE(desk == "coordinator");
    done("pc-a", ref, Received{});
    done("pc-a", ref, Claim{});
    CHECK(receipt().at("step") == "accepted");
    CHECK(receipt().at("to").at("person") == "pc-a");
    CHECK(was_told("person:pa-37-a accepted"));
    done("pc-a", ref, Return{"You can do this locally."});
    CHECK(receipt().at("step") == "returned");
}

TEST_CASE_FIXTURE(Handed, "steps that mean nothing are refused with a reason") {
    done("pa-37-a", ref, Contacted{});
    CHECK(refused("pa-37-a", ref, Contacted{}) == "contacted.nothing_taken_over");
    CHECK(refused("pa-37-a", ref, Report{CaseOutcome::listened, "x"}) == "report.nobody_waits");
    CHECK(refused("pa-37-a", ref, Received{}) == "chain.received");
    CHECK(refused("pa-37-a", ref, ReferralResult{"tell", domain::ReferralResult::helped, {}}) ==
          "referral.not_made");
    taken();
    CHECK(refused("pa-33100-b", ref, Contacted{}) == "case.held_by_another");
}

TEST_CASE_FIXTURE(Handed, "the result of a referral is kept, also when it comes after the case is closed") {
    done("pa-37-a", ref, Refer{"tell", "Someone to talk to at night.", true});
    done("pa-37-a", ref, Close{CaseOutcome::external_referral, "Referred.", true});
    done("pa-37-b", ref, ReferralResult{"tell", domain::ReferralResult::helped, "They called."});
    REQUIRE(state(ref).memory.referrals.size() == 1);
    CHECK(state(ref).memory.referrals[0].result == domain::ReferralResult::helped);
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(Handed, "a reopened case is kept for the same helper as last time, and it says so") {
    done("pa-37-a", ref, Close{CaseOutcome::listened, "Done.", true});
    done("pa-37-b", ref, Reopen{"The caller is back."});
    CHECK(state(ref).memory.meant_for == "pa-37-a");
    CHECK(was_told("person:pa-37-a back_again"));
    const auto why = json::serialize(decisions("pa-37-b", ref));
    CHECK(why.find("PA-A of 37 had the case before and is asked first.") != std::string::npos);
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(Handed, "the same helper is passed over when away or walled") {
    done("pa-37-a", ref, Close{CaseOutcome::listened, "Done.", true});
    REQUIRE(changes("pc-a", "pa-37-a", Absent{now, now + 48h, {}}));
    done("pa-37-b", ref, Reopen{"The caller is back."});
    CHECK_FALSE(state(ref).memory.meant_for.has_value());
    const auto other = logged("pa-37-b", usual());
    done("pa-37-b", other, Claim{});
    done("pa-37-b", other, Close{CaseOutcome::listened, "Done.", true});
    done("pa-37-j", other, Wall{"pa-37-b", "The caller asks for somebody else."});
    done("pa-37-j", other, Reopen{"The caller is back."});
    CHECK_FALSE(state(other).memory.meant_for.has_value());
}

TEST_CASE_FIXTURE(Handed, "a monitored case that comes back is for whoever watched it") {
    done("pa-37-a", ref, Monitor{now + 24h, {}});
    pass(25h);
    CHECK(state(ref).custody == chain::Custody::queued);
    CHECK(state(ref).memory.meant_for == "pa-37-a");
}

TEST_CASE_FIXTURE(Handed,
                  "a proposal to the committee that nobody answers is asked again, and a second person can "
                  "decide when its proposer has gone") {
    done("pa-37-a", ref, Escalate{"Too hard for me alone."});
    done("pc-a", ref, Claim{});
    done("pc-a", ref, Consult{CounselOf::committee, "How do we go on?"});
    CHECK(refused("pc-a", ref, Accept{AnswerTo::committee}) == "committee.not_the_same_person");
    CHECK(refused("pa-37-a", ref, Accept{AnswerTo::committee}) == "case.not_found");
    now = *state(ref).memory.counsel_due;
    pass(1min);
    CHECK(was_told("desk:coordinator counsel_late"));
    REQUIRE(changes("pc-b", "pc-a", Left{}));
    CHECK(state(ref).counsel == chain::Counsel::committee_proposed);
    done("pc-b", ref, Accept{AnswerTo::committee});
    CHECK(state(ref).counsel == chain::Counsel::before_committee);
    CHECK(state(ref).memory.agreed_by == "pc-b");
}

TEST_CASE_FIXTURE(Handed, "who is walled cannot be the second person") {
    done("pa-37-a", ref, Escalate{"Too hard for me alone."});
    done("pc-a", ref, Claim{});
    done("pc-a", ref, Wall{"pc-b", "A friend of the caller's."});
    done("pc-a", ref, Consult{CounselOf::committee, "How do we go on?"});
    CHECK(refused("pc-b", ref, Accept{AnswerTo::committee}) == "case.not_found");
    done("pc-c", ref, Accept{AnswerTo::committee});
}
