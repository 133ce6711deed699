#include "chain/silence.h"

#include "lives.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::chain;
using namespace std::chrono_literals;
using domain::Window;

namespace {

Snapshot after(const std::vector<Event>& history) {
    Chain chain;
    for (const auto& event : history) REQUIRE_FALSE(chain.apply(event));
    return chain.snapshot();
}

// Rules that name `next`, and give each window its own hour.
Answers rules_naming(const DeskName& next) {
    return {[next] { return next; }, [](const DeskName&, Window w) { return noon + 1h * int(w); }};
}

Event silent(const Snapshot& state, Timer timer, const DeskName& next = "coordinator") {
    return when_silent(state, timer, rules_naming(next));
}

const Logged logged{"advisor/37", Urgency::prompt, noon};
const Claimed claimed{"pa-37-a", noon};

}  // namespace

TEST_CASE("a desk that lets a case lie loses it to the desk above") {
    const auto event = silent(after({logged}), Timer::act);
    REQUIRE(std::holds_alternative<Escalated>(event));
    CHECK(std::get<Escalated>(event).desk == "coordinator");
    CHECK(std::get<Escalated>(event).cause == "silent");
    CHECK(std::get<Escalated>(event).due == noon + 1h * int(Window::pick_up));
}

TEST_CASE("a holder is reminded once before the case climbs over their head") {
    const auto held = after({logged, claimed});
    const auto reminder = silent(held, Timer::act);
    REQUIRE(std::holds_alternative<AlarmRaised>(reminder));
    CHECK(std::holds_alternative<Escalated>(silent(after({logged, claimed, reminder}), Timer::act)));
}

TEST_CASE("a holder who is away is not waited for: the case climbs at once when its time has come") {
    auto rules = rules_naming("coordinator");
    rules.holder_is_there = [] { return false; };
    CHECK(std::holds_alternative<Escalated>(when_silent(after({logged, claimed}), Timer::act, rules)));
}

TEST_CASE("where no desk is higher, or the caller refused the one above, the alarm rings where the case is") {
    CHECK(std::get<AlarmRaised>(silent(after({Logged{"coordinator", Urgency::prompt, noon}}), Timer::act))
              .desk == "coordinator");
    CHECK(std::holds_alternative<AlarmRaised>(
        silent(after({Logged{"leader/fr", Urgency::prompt, noon}}), Timer::act, "department")));
    for (const auto said : {ConsentState::refused, ConsentState::withdrawn}) {
        const auto state = after({logged, ConsentRecorded{ConsentScope::coordinator, said}});
        CHECK(std::holds_alternative<AlarmRaised>(silent(state, Timer::act)));
        CHECK(std::holds_alternative<Escalated>(silent(state, Timer::act, "department")));
    }
}

TEST_CASE("a refusal of all of CLAIR, or of everybody else, keeps the clock from climbing too") {
    const ConsentRecorded refused{ConsentScope::clair, ConsentState::refused},
        person_only{ConsentScope::person_only, ConsentState::given},
        given{ConsentScope::coordinator, ConsentState::given};
    for (const auto* next : {"coordinator", "department", "leader/fr"}) {
        CHECK(std::holds_alternative<AlarmRaised>(silent(after({logged, refused}), Timer::act, next)));
        CHECK(std::holds_alternative<AlarmRaised>(silent(after({logged, person_only}), Timer::act, next)));
        CHECK_FALSE(when_not_reached(after({logged, person_only, refused}), rules_naming(next)));
    }
    CHECK(
        std::holds_alternative<Escalated>(silent(after({logged, person_only, refused, given}), Timer::act)));
    auto rules = rules_naming("coordinator");
    rules.consent = [] { return std::map<ConsentScope, ConsentState>{}; };  // it has run out
    CHECK(std::holds_alternative<Escalated>(when_silent(after({logged, refused}), Timer::act, rules)));
}

TEST_CASE(
    "an offer expires, a waiting ends, a monitored case is looked at again, late counsel is asked for") {
    const auto desk = DeskName("advisor/37");
    CHECK(std::holds_alternative<OfferExpired>(
        silent(after({logged, claimed, Offered{"coordinator", {}, noon}}), Timer::offered)));
    CHECK(std::holds_alternative<Resumed>(
        silent(after({logged, claimed, Waited{WaitingFor::caller, noon}}), Timer::waiting)));
    CHECK(std::get<LookedAgain>(silent(after({logged, claimed, Monitored{noon}}), Timer::monitoring)).desk ==
          desk);
    CHECK(std::get<CounselReminded>(
              silent(after({logged, claimed, Consulted{"coordinator", noon}}), Timer::counsel))
              .again == noon + 1h * int(Window::counsel));
}

TEST_CASE("the rules are asked for the next desk only when the case is to climb") {
    const Answers rules{[]() -> DeskName { throw std::logic_error("asked"); },
                        [](const DeskName&, Window) { return noon; }};
    CHECK_NOTHROW(when_silent(after({logged, claimed}), Timer::act, rules));
    CHECK_THROWS(when_silent(after({logged}), Timer::act, rules));
}

TEST_CASE("one timer of custody runs while a case is open or monitored, and counsel has its own") {
    const auto runs = [](const Snapshot& state) {
        std::vector<std::string> out;
        for (const auto timer :
             {Timer::act, Timer::offered, Timer::waiting, Timer::monitoring, Timer::counsel, Timer::danger})
            if (due_of(timer, state)) out.emplace_back(code(timer));
        return out;
    };
    using Kinds = std::vector<std::string>;
    CHECK(runs({}).empty());
    CHECK(runs(after({logged})) == Kinds{"act"});
    CHECK(runs(after({logged, claimed, Consulted{"coordinator", noon}})) == Kinds{"act", "counsel"});
    CHECK(runs(after({logged, claimed, Offered{"coordinator", {}, noon}})) == Kinds{"offered"});
    CHECK(runs(after({logged, claimed, Waited{WaitingFor::caller, noon}})) == Kinds{"waiting"});
    CHECK(runs(after({logged, claimed, Monitored{noon}})) == Kinds{"monitoring"});
    CHECK(runs(after({logged, claimed, Closed{CaseOutcome::listened}})).empty());
    const Logged in_danger{"coordinator", Urgency::immediate, noon, noon, noon};
    CHECK(runs(after({in_danger})) == Kinds{"act", "danger"});
    CHECK(runs(after({in_danger, claimed, Waited{WaitingFor::caller, noon}})) == Kinds{"waiting", "danger"});
    CHECK(runs(after({in_danger, HelpMadeContact{}})) == Kinds{"act"});
    CHECK(runs(after({logged, CommitteeProposed{"pc-a"}})) == Kinds{"act"});
}
