// Whom the caller allows to know: on every way a case can take, by whoever or whatever moves it.

#include "office_fixture.h"

#include <doctest/doctest.h>
#include <boost/json/serialize.hpp>

#include <algorithm>

using namespace sodan;
using namespace sodan::office;
using namespace std::chrono_literals;
using domain::ConsentScope, domain::ConsentState;
using Lines = std::vector<std::string>;

namespace {

domain::CaseRef ref_of(const std::string& text) { return *domain::CaseRef::parse(text); }

struct ConsentFixture : OfficeFixture {
    std::string ref = logged("pa-37-a", usual());
    ConsentFixture() { done("pa-37-a", ref, Claim{}); }

    void says(ConsentScope scope, ConsentState state, const std::string& person = "pa-37-a") {
        done(person, ref, Consent{scope, state, "They said so."});
    }
    Outcome<Answer> calls_again(const std::function<void(LogInquiry&)>& change) {
        auto more = usual();
        more.case_ = ref;
        change(more);
        return log("pa-37-a", more);
    }
    // "to ground kind kind": what crossed, in order.
    Lines crossed(const std::string& person) {
        Lines out;
        const auto all =
            seen(person, [&](const Viewing& viewing) { return view_disclosures(viewing, ref_of(ref)); });
        for (const auto& one : all.at("items").as_array()) {
            auto line =
                std::string(one.at("to").as_string()) + " " + std::string(one.at("ground").as_string());
            for (const auto& kind : one.at("kinds").as_array()) line += " " + std::string(kind.as_string());
            out.push_back(line);
        }
        return out;
    }
    bool was_told(const std::string& what) {
        const auto all = told(ref);
        return std::ranges::find(all, what) != all.end();
    }
    void wall_all_advisors() {
        for (const auto* one : {"pa-37-b", "pa-37-j", "pa-37-a"}) done("pa-37-a", ref, office::Wall{one, {}});
    }
};

}  // namespace

TEST_CASE_FIXTURE(ConsentFixture, "an inquiry overrides nothing, and names no institution") {
    const auto refused = [&](ConsentScope scope, ConsentState state, bool in_a_case) {
        auto said = usual();
        if (in_a_case) said.case_ = ref;
        said.consent[scope] = state;
        const auto answer = log("pa-37-a", said);
        return answer ? "taken" : answer.refusal().message.key + " " + answer.refusal().pointer;
    };
    for (const bool in_a_case : {false, true}) {
        CHECK(refused(ConsentScope::supervisor, ConsentState::overridden, in_a_case) ==
              "inquiry.no_override /consent/supervisor");
        CHECK(refused(ConsentScope::institution, ConsentState::given, in_a_case) ==
              "inquiry.no_institution /consent/institution");
        CHECK(refused(ConsentScope::supervisor, ConsentState::given, in_a_case) == "taken");
    }
}

TEST_CASE_FIXTURE(ConsentFixture, "what the caller says of consent when they call again holds from then on") {
    REQUIRE(calls_again([](LogInquiry& more) { more.consent[ConsentScope::clair] = ConsentState::refused; }));
    CHECK(refused("pa-37-a", ref, Escalate{"beyond me"}) == "consent.missing");
    REQUIRE(
        calls_again([](LogInquiry& more) { more.consent[ConsentScope::clair] = ConsentState::not_asked; }));
    CHECK(refused("pa-37-a", ref, Escalate{"beyond me"}) == "consent.missing");
    REQUIRE(calls_again([](LogInquiry& more) { more.consent[ConsentScope::clair] = ConsentState::given; }));
    done("pa-37-a", ref, Escalate{"beyond me"});
}

TEST_CASE_FIXTURE(ConsentFixture, "a refusal in a second call ends what was shared after the first") {
    done("pa-37-a", ref, CoHandle{"coordinator", false, "A second pair of eyes.", true});
    REQUIRE(calls_again([](LogInquiry& more) { more.consent[ConsentScope::clair] = ConsentState::refused; }));
    CHECK(state(ref).memory.consent.at(ConsentScope::coordinator) == ConsentState::given);
    CHECK(sees("pc-a", ref));  // what was said of the coordinators themselves holds
    REQUIRE(calls_again(
        [](LogInquiry& more) { more.consent[ConsentScope::coordinator] = ConsentState::withdrawn; }));
    CHECK_FALSE(sees("pc-a", ref));
}

TEST_CASE_FIXTURE(ConsentFixture,
                  "whom a later call is about counts for ties that are declared later still") {
    REQUIRE(calls_again([](LogInquiry& more) { more.concerns = {"advisor:pa-37-j"}; }));
    CHECK(sees("pa-37-a", ref));
    REQUIRE(changes("pa-37-a", "pa-37-a", Relate{"pa-37-j", domain::RelationKind::friend_}));
    CHECK_FALSE(sees("pa-37-a", ref));
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(ConsentFixture, "the clock asks nobody whom the caller refused, in whatever words") {
    const auto other = logged("pa-37-a", usual());
    says(ConsentScope::person_only, ConsentState::given);
    done("pa-37-b", other, Consent{ConsentScope::clair, ConsentState::refused, {}});
    pass(24h * 10);
    CHECK(state(ref).memory.desk == "advisor/37");
    CHECK(state(other).memory.desk == "advisor/37");
    CHECK(was_told("duty:coordinator alarm"));
    CHECK(crossed("pa-37-a").empty());
}

TEST_CASE_FIXTURE(ConsentFixture, "a refusal that was to hold until a day holds no longer for the clock") {
    done("pa-37-a", ref,
         Consent{ConsentScope::clair, ConsentState::refused, {}, {}, domain::ConsentHow::spoken, now + 1h});
    pass(24h * 30);
    CHECK(state(ref).memory.desk == "coordinator");
    CHECK(crossed("pc-a") == Lines{"coordinator purpose identity contact words notes circumstances"});
}

TEST_CASE_FIXTURE(ConsentFixture,
                  "where nobody else is left a case goes on against a refusal, says so, and tells the head") {
    says(ConsentScope::clair, ConsentState::refused);
    wall_all_advisors();
    CHECK(state(ref).memory.desk == "coordinator");
    CHECK(crossed("pc-a") == Lines{"coordinator nobody_else identity contact words notes circumstances"});
    CHECK(was_told("person:staff-a against_refusal"));
}

TEST_CASE_FIXTURE(ConsentFixture, "a desk that the caller did not refuse comes before one that they did") {
    says(ConsentScope::coordinator, ConsentState::refused);
    wall_all_advisors();
    CHECK(state(ref).memory.desk == "department");
    CHECK(crossed("staff-a") == Lines{"department purpose identity contact words notes circumstances"});
    CHECK_FALSE(was_told("person:staff-a against_refusal"));
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(OfficeFixture, "a case that is nobody else's from its first moment says so, too") {
    auto said = usual();
    said.excludes = {"PA-A of 37", "PA-B of 37", "PA-J of 37"};
    said.consent[ConsentScope::clair] = ConsentState::refused;
    const auto ref = logged("pa-37-a", said);
    CHECK(state(ref).memory.desk == "coordinator");
    const auto all = told(ref);
    CHECK(std::ranges::find(all, "person:staff-a against_refusal") != all.end());
}

TEST_CASE_FIXTURE(ConsentFixture, "counsel is not sought of those whom the caller refused") {
    says(ConsentScope::coordinator, ConsentState::refused);
    CHECK(refused("pa-37-a", ref, Consult{CounselOf::coordinator, "?"}) == "consent.refused");
    says(ConsentScope::coordinator, ConsentState::given);
    done("pa-37-a", ref, Escalate{"beyond me"});
    done("pc-a", ref, Claim{});
    says(ConsentScope::committee, ConsentState::refused, "pc-a");
    CHECK(refused("pc-a", ref, Consult{CounselOf::committee, "?"}) == "consent.refused");
    says(ConsentScope::committee, ConsentState::not_asked, "pc-a");
    done("pc-a", ref, Consult{CounselOf::committee, "How do we go on?"});
    says(ConsentScope::committee, ConsentState::refused, "pc-a");
    CHECK(state(ref).counsel == chain::Counsel::alone);
    CHECK(refused("pc-b", ref, Accept{AnswerTo::committee}) != "nothing was refused");
}

TEST_CASE_FIXTURE(ConsentFixture, "no institution is told against the caller's word") {
    done("pa-37-a", ref, Consent{ConsentScope::institution, ConsentState::refused, {}, "tell"});
    CHECK(refused("pa-37-a", ref, Refer{"tell", "Somebody to talk to.", {}}) == "consent.refused");
    done("pa-37-a", ref, Refer{"psg", "Somebody to talk to.", {}});
    says(ConsentScope::person_only, ConsentState::given);
    CHECK(refused("pa-37-a", ref, Refer{"psg", "Somebody to talk to.", {}}) == "consent.refused");
    done("pa-37-a", ref, Refer{"psg", "They asked for it.", true});
    CHECK(crossed("pa-37-a") == Lines{"institution:psg purpose question",
                                      "institution:psg consent identity contact words circumstances"});
}

TEST_CASE_FIXTURE(ConsentFixture, "a case is not returned to a desk that the caller has refused meanwhile") {
    done("pa-37-a", ref, Escalate{"beyond me"});
    done("pc-a", ref, Claim{});
    says(ConsentScope::advisor, ConsentState::refused, "pc-a");
    CHECK(refused("pc-a", ref, Return{"It is a local matter."}) == "consent.refused");
}

TEST_CASE_FIXTURE(ConsentFixture, "what an override owes outlives whatever is said after it") {
    const auto scope = ConsentScope::coordinator;
    says(scope, ConsentState::overridden);
    says(scope, ConsentState::given);
    CHECK(state(ref).memory.consent.at(scope) == ConsentState::given);
    const Close closing{domain::CaseOutcome::listened, "All is well.", true};
    CHECK(refused("pa-37-a", ref, closing) == "override.confirm_first");
    CHECK(refused("pa-37-a", ref, ConfirmOverride{scope}) == "override.not_the_same_person");
    pass(1min);
    done("pa-37-b", ref, ConfirmOverride{scope});
    CHECK(refused("pa-37-a", ref, closing) == "override.tell_first");
    CHECK(refused("pa-37-a", ref, CallerTold{scope, *parse_instant("1990-01-01T00:00:00+09:00")}) ==
          "override.told_before_it");
    CHECK(refused("pa-37-a", ref, CallerTold{scope, now - 48h}) == "override.told_before_it");
    CHECK(refused("pa-37-a", ref, CallerTold{scope, now + 1h}) == "inquiry.in_the_future");
    done("pa-37-a", ref,
         CallerTold{scope, *parse_instant("2026-10-05T00:00:00+09:00")});  // a day, not a time
    CHECK(state(ref).memory.owed_overrides.empty());
    done("pa-37-a", ref, closing);
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(ConsentFixture, "a replaced override is asked about until a second person confirms it") {
    says(ConsentScope::coordinator, ConsentState::overridden);
    says(ConsentScope::coordinator, ConsentState::given);
    pass(96h);
    CHECK(was_told("person:staff-a override_to_confirm"));
}

TEST_CASE_FIXTURE(ConsentFixture, "a caller who cannot be reached any more cannot be told of an override") {
    says(ConsentScope::coordinator, ConsentState::overridden);
    const Close closing{domain::CaseOutcome::lost_contact, "The number is dead.", false};
    CHECK(refused("pa-37-a", ref, closing) == "override.confirm_first");
    done("pa-37-b", ref, ConfirmOverride{ConsentScope::coordinator});
    done("pa-37-a", ref, closing);
    CHECK_FALSE(state(ref).memory.terms.front().told_on);
}

TEST_CASE_FIXTURE(ConsentFixture, "broken glass is a disclosure, on a ground of its own") {
    done("pc-a", ref, BreakGlass{"The advisor cannot be found."});
    const Lines expected{"coordinator glass_broken identity contact words notes circumstances"};
    CHECK(crossed("pa-37-a") == expected);
    done("pa-37-b", ref, Note{"Nothing new.", {}});
    CHECK(crossed("pa-37-a") == expected);
    done("pa-37-a", ref, Escalate{"beyond me"});
    CHECK(crossed("pc-a") ==
          Lines{expected.front(), "coordinator purpose identity contact words notes circumstances"});
}

TEST_CASE_FIXTURE(ConsentFixture, "a consultation that shows more than its question is recorded as that") {
    done("pa-37-a", ref, Consult{CounselOf::coordinator, "What of the leave?"});
    says(ConsentScope::clair, ConsentState::given);
    done("pc-a", ref, Advise{"Twenty days."});
    done("pa-37-a", ref, Consult{CounselOf::coordinator, "And the rest?"});
    CHECK(crossed("pa-37-a") == Lines{"coordinator purpose question", "coordinator consent circumstances",
                                      "coordinator consent question circumstances"});
}

TEST_CASE_FIXTURE(ConsentFixture,
                  "consent that is withdrawn ends what was shared, and the holder hears of it") {
    done("pa-37-a", ref, CoHandle{"coordinator", false, "A second pair of eyes.", true});
    done("pa-37-a", ref, Offer{"coordinator", {}, "Better with you.", {}});
    says(ConsentScope::coordinator, ConsentState::withdrawn);
    CHECK(state(ref).memory.co_handlers.empty());
    CHECK(state(ref).custody == chain::Custody::held);
    CHECK_FALSE(sees("pc-a", ref));
    CHECK(refused("pc-a", ref, Accept{}) == "case.not_found");
    CHECK(was_told("desk:coordinator sharing_ended"));
    CHECK(told(ref).back() == "person:pa-37-a sharing_ended");
}

TEST_CASE_FIXTURE(ConsentFixture, "what was shared of a closed case ends with the consent, too") {
    done("pa-37-a", ref, CoHandle{"coordinator", false, "A second pair of eyes.", true});
    done("pa-37-a", ref, Close{domain::CaseOutcome::listened, "All is well.", true});
    CHECK(sees("pc-a", ref));
    says(ConsentScope::coordinator, ConsentState::withdrawn);
    CHECK_FALSE(sees("pc-a", ref));
}

TEST_CASE_FIXTURE(ConsentFixture, "a question that waits for counsel is withdrawn with the consent") {
    done("pa-37-a", ref, Consult{CounselOf::coordinator, "What of the leave?"});
    says(ConsentScope::clair, ConsentState::refused);
    CHECK(state(ref).counsel == chain::Counsel::alone);
    CHECK_FALSE(sees("pc-a", ref));
    CHECK_FALSE(state(ref).memory.counsel_due);
}

TEST_CASE_FIXTURE(ConsentFixture,
                  "a case leaves the supervisor when the participant does not want it there any more") {
    done("pa-37-a", ref, Offer{"supervisor", {}, "They could settle it.", true});
    done("pa-37-a", ref, Accept{});
    REQUIRE(state(ref).memory.desk == "supervisor");
    says(ConsentScope::supervisor, ConsentState::withdrawn);
    CHECK(state(ref).memory.desk == "advisor/37");
    CHECK(state(ref).custody == chain::Custody::queued);
    CHECK(was_told("desk:advisor/37 sharing_ended"));
    CHECK(told(ref).back() == "person:pa-37-a sharing_ended");
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(ConsentFixture, "an offer that outlived its consent is not accepted") {
    done(
        "pa-37-a", ref,
        Consent{ConsentScope::supervisor, ConsentState::given, {}, {}, domain::ConsentHow::spoken, now + 1h});
    done("pa-37-a", ref, Offer{"supervisor", {}, "They could settle it.", {}});
    now += 2h;
    CHECK(refused("pa-37-a", ref, Accept{}) == "consent.refused");
}

TEST_CASE_FIXTURE(ConsentFixture,
                  "two coordinators ask the committee, and nobody of the department for one") {
    done("pa-37-a", ref, Escalate{"beyond me"});
    done("pc-a", ref, Claim{});
    done("pc-a", ref, CoHandle{"department", false, "A contract.", true});
    done("pc-a", ref, Consult{CounselOf::committee, "How do we go on?"});
    CHECK(refused("staff-a", ref, Accept{AnswerTo::committee}) == "committee.second_coordinator");
    done("pc-b", ref, office::Wall{"pc-a", "A friend of the caller's."});
    CHECK(refused("pc-b", ref, Accept{AnswerTo::committee}) == "committee.propose_anew");
    done("pc-b", ref, Decline{AnswerTo::committee, domain::DeclineReason::other, "Anew, then."});
    done("pc-b", ref, Claim{});
    done("pc-b", ref, Consult{CounselOf::committee, "How do we go on?"});
    done("pc-c", ref, Accept{AnswerTo::committee});
    CHECK(state(ref).counsel == chain::Counsel::before_committee);
}
