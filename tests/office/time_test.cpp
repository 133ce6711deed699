#include "office_fixture.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace sodan;
using namespace sodan::office;
using namespace std::chrono_literals;
using chain::Custody;

namespace {

constexpr auto month = 31 * 24h;

bool any(const std::vector<std::string>& all, std::string_view one) {
    return std::ranges::find(all, one) != all.end();
}

}  // namespace

TEST_CASE_FIXTURE(OfficeFixture,
                  "a case that nobody claims climbs to the coordinators, and there the alarm repeats") {
    const auto ref = logged("pa-37-a", usual());
    pass(month);
    CHECK(state(ref).memory.desk == "coordinator");
    CHECK(state(ref).custody == Custody::queued);
    CHECK(state(ref).memory.alarms > 2);
    CHECK(any(told(ref), "desk:coordinator escalated"));
    CHECK(any(told(ref), "duty:coordinator alarm"));
    const auto alarms = state(ref).memory.alarms;
    pass(month);
    CHECK(state(ref).memory.alarms > alarms);
    done("pc-a", ref, Claim{});
    CHECK(state(ref).memory.alarms == 0);
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "a holder who does nothing is reminded once before the case climbs over their head") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    pass(*state(ref).memory.due - now);
    CHECK(state(ref).memory.holder == "pa-37-a");
    CHECK(any(told(ref), "person:pa-37-a alarm"));
    pass(month);
    CHECK(state(ref).memory.desk == "coordinator");
    CHECK_FALSE(state(ref).memory.holder);
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "a note of the holder is an act: the deadline moves and the reminder is forgotten") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Contacted{});
    pass(*state(ref).memory.due - now);
    const auto before = *state(ref).memory.due;
    pass(1h);
    done("pa-37-a", ref, Note{"Called back; they are well.", {}});
    CHECK(state(ref).memory.due >= before);
    CHECK(state(ref).memory.alarms == 0);
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "an offer that nobody answers goes back to its sender, who never stopped owning it") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Offer{"coordinator", {}, "beyond me", {}});
    pass(*state(ref).memory.due - now);
    CHECK(state(ref).custody == Custody::held);
    CHECK(state(ref).memory.holder == "pa-37-a");
    CHECK(state(ref).memory.due > now);
    CHECK(any(told(ref), "person:pa-37-a offer_expired"));
}

TEST_CASE_FIXTURE(OfficeFixture, "waiting and monitoring end on their dates") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Wait{domain::WaitingFor::caller, now + 48h, {}});
    pass(48h);
    CHECK(state(ref).custody == Custody::held);
    done("pa-37-a", ref, Monitor{now + 72h, {}});
    pass(72h);
    CHECK(state(ref).custody == Custody::queued);
    CHECK(any(told(ref), "desk:advisor/37 look_again"));
}

TEST_CASE_FIXTURE(OfficeFixture, "counsel that does not come is asked for again") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Consult{CounselOf::coordinator, "What does the contract say?"});
    pass(*state(ref).memory.counsel_due - now);
    CHECK(any(told(ref), "desk:coordinator counsel_late"));
    CHECK(state(ref).counsel == chain::Counsel::asking_coordinator);
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "the caller's refusal holds against the clock: then the alarm rings where the case is") {
    auto said = usual();
    said.consent[domain::ConsentScope::coordinator] = domain::ConsentState::refused;
    const auto ref = logged("pa-37-a", said);
    pass(month);
    CHECK(state(ref).memory.desk == "advisor/37");
    CHECK(any(told(ref), "duty:coordinator alarm"));
}

TEST_CASE_FIXTURE(OfficeFixture, "after any time, the journal still tells the state") {
    logged("pa-37-a", usual());
    pass(month);
    CHECK(proof().at("differences").as_array().empty());
    CHECK(proof().at("cases").as_int64() == 1);
}
