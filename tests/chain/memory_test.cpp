#include "chain/chain.h"
#include "lives.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::chain;
using namespace std::chrono_literals;

namespace {

const Logged logged{"advisor/37", Urgency::prompt, noon};
const Claimed claimed{"pa-37-a", noon + 1h};

Snapshot after(const std::vector<Event>& history) {
    Chain chain;
    for (const auto& event : history) REQUIRE_FALSE(chain.apply(event));
    return chain.snapshot();
}

}  // namespace

TEST_CASE("news does not move the date on which an offer, a waiting or a monitoring ends") {
    const std::vector<Event> dated{Waited{WaitingFor::employer, noon + 48h},
                                   Offered{"coordinator", {}, noon + 48h}, Monitored{noon + 48h}};
    for (const auto& event : dated) {
        const auto then = after({logged, claimed, event, UrgencySet{Urgency::urgent, noon + 60h},
                                 Noted{noon + 3h}, AlarmRaised{"advisor/37", noon + 4h}});
        CHECK(then.memory.due == noon + 48h);
        CHECK(then.memory.urgency == Urgency::urgent);
    }
}

TEST_CASE("a case that becomes urgent does not wait for its date") {
    const std::vector<Event> dated{Waited{WaitingFor::employer, noon + 48h},
                                   Offered{"coordinator", {}, noon + 48h}, Monitored{noon + 48h}};
    for (const auto& event : dated)
        CHECK(after({logged, claimed, event, UrgencySet{Urgency::immediate, noon + 1h}}).memory.due ==
              noon + 1h);
}

TEST_CASE("a late note, a wall and consent are taken by a closed case, which still is due nowhere") {
    const auto then =
        after({logged, claimed, Closed{CaseOutcome::listened}, Noted{noon + 3h}, WallRaised{"pa-37-b"},
               ConsentRecorded{ConsentScope::supervisor, ConsentState::refused},
               Linked{"7KQF-2M9X-C", "same_matter"}});
    CHECK_FALSE(then.memory.due);
    CHECK(then.memory.walls == std::vector<Person>{"pa-37-b"});
    CHECK(then.memory.consent.at(ConsentScope::supervisor) == ConsentState::refused);
}

TEST_CASE("what an override owes is kept when a later word replaces it, until it is settled") {
    const auto scope = ConsentScope::coordinator;
    const ConsentRecorded overridden{
        scope, ConsentState::overridden, {}, {}, {}, OverrideGround::law, "pc-a", noon + 24h, noon};
    const std::vector<Event> before{logged, claimed, overridden, ConsentRecorded{scope, ConsentState::given}};
    const auto then = [&](const std::vector<Event>& more) {
        auto all = before;
        all.insert(all.end(), more.begin(), more.end());
        return after(all).memory;
    };
    CHECK(then({}).terms.empty());
    REQUIRE(then({}).owed_overrides.size() == 1);
    CHECK(then({}).owed_overrides.front().confirm_by == noon + 24h);
    CHECK_FALSE(then({OverrideConfirmed{scope, "pc-a"}}).owed_overrides.front().confirmed_by);
    CHECK(unsettled_overrides(then({OverrideConfirmed{scope, "pc-b"}})).size() == 1);
    CHECK_FALSE(then({CallerTold{scope, noon - 1h}}).owed_overrides.front().told_on);
    CHECK(unsettled_overrides(then({OverrideConfirmed{scope, "pc-b"}, CallerTold{scope, noon}})).empty());
}

TEST_CASE("alarms are counted until a person acts") {
    const AlarmRaised alarm{"advisor/37", noon + 2h};
    CHECK(after({logged, alarm, alarm}).memory.alarms == 2);
    CHECK(after({logged, alarm, alarm}).memory.due == noon + 2h);
    CHECK(after({logged, alarm, claimed}).memory.alarms == 0);
    CHECK(after({logged, claimed, alarm, Noted{noon + 5h}}).memory.alarms == 0);
}

TEST_CASE("a case goes back the way it came up, desk by desk") {
    const auto up = after({logged, claimed, Escalated{"leader/fr", noon, "asked"}, Claimed{"sgl-fr-a", noon},
                           Escalated{"coordinator", noon, "asked"}});
    CHECK(up.memory.came_from == std::vector<Place>{{"advisor/37", "pa-37-a"}, {"leader/fr", "sgl-fr-a"}});
    Chain chain(up);
    CHECK(chain.apply(Returned{"advisor/37", noon}));
    CHECK_FALSE(chain.apply(Returned{"leader/fr", noon}));
    CHECK_FALSE(chain.apply(Returned{"advisor/37", noon}));
    CHECK(chain.snapshot().memory.came_from.empty());
    CHECK(chain.snapshot().memory.movement == domain::Movement::return_);
}

TEST_CASE("a transfer between two people of one desk leaves no desk to return to") {
    const auto then = after(
        {logged, claimed, Offered{"advisor/37", "pa-37-b", noon}, Accepted{"pa-37-b", "advisor/37", noon}});
    CHECK(then.memory.holder == "pa-37-b");
    CHECK(then.memory.came_from.empty());
}

TEST_CASE("a co-handling desk and a wall stand there once, and co-handling can end") {
    const CoHandled beside{"leader/fr"};
    CHECK(after({logged, beside, beside}).memory.co_handlers == std::vector<DeskName>{"leader/fr"});
    CHECK(after({logged, beside, CoHandlingEnded{"leader/fr"}}).memory.co_handlers.empty());
    CHECK(after({logged, WallRaised{"pc-a"}, WallRaised{"pc-a"}}).memory.walls.size() == 1);
}

TEST_CASE("counsel that is late is asked again, and its date goes with the advice") {
    const auto asked = after({logged, claimed, Consulted{"coordinator", noon}, CounselReminded{noon + 6h}});
    CHECK(asked.memory.counsel_due == noon + 6h);
    CHECK(asked.memory.holder == "pa-37-a");
    const auto advised = after({logged, claimed, Consulted{"coordinator", noon}, Advised{}});
    CHECK_FALSE(advised.memory.counsel_due);
    CHECK_FALSE(advised.memory.consulted);
}

TEST_CASE(
    "a case that becomes more urgent, or stays as urgent, is due no later than before: in 20,000 lives") {
    std::mt19937 dice{11};
    int raised = 0;
    for (int life = 0; life < 20'000; ++life) {
        const auto some_hours = [&] { return noon + 1h * int(dice() % 200); };
        const auto level = [&] { return Urgency(int(dice() % 4)); };
        Chain chain(live(dice, 12).state);
        (void)chain.apply(UrgencySet{level(), some_hours(), some_hours()});
        const auto before = chain.snapshot().memory;
        const UrgencySet event{level(), some_hours(), some_hours()};
        if (chain.apply(event)) continue;
        const auto after = chain.snapshot().memory;
        CHECK(after.answer_by.has_value() == before.answer_by.has_value());
        if (event.urgency > before.urgency) continue;
        ++raised;
        if (before.due) CHECK(*after.due <= *before.due);
        if (before.answer_by) CHECK(*after.answer_by <= *before.answer_by);
    }
    CHECK(raised > 2'000);
}
