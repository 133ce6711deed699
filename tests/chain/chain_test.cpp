#include "chain/chain.h"

#include "base/catalogue.h"
#include "chain/export.h"
#include "lives.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace sodan;
using namespace sodan::chain;
using domain::Desk;

namespace {

Snapshot after(const std::vector<Event>& history) {
    Chain chain;
    for (const auto& event : history) REQUIRE_FALSE(chain.apply(event));
    return chain.snapshot();
}

const Logged logged{"advisor/37", Urgency::prompt, noon};
const Claimed claimed{"pa-37-a", noon};

int rank_of(const DeskName& desk) { return domain::rank(Desk::parse(desk)->kind); }

}  // namespace

TEST_CASE("a declined transfer leaves the case with its holder") {
    const auto before = after({logged, claimed});
    const auto then = after(
        {logged, claimed, Offered{"coordinator", {}, noon}, Declined{DeclineReason::out_of_scope, noon}});
    CHECK(then.custody == Custody::held);
    CHECK(then.memory.holder == before.memory.holder);
    CHECK(then.memory.desk == before.memory.desk);
    CHECK_FALSE(then.memory.offered_to);
    CHECK(then.memory.movement == domain::Movement::return_);
}

TEST_CASE("the sender owns the case until the transfer is accepted") {
    const auto offered = after({logged, claimed, Offered{"advisor/33100", {}, noon}});
    CHECK(offered.memory.holder == "pa-37-a");
    CHECK(offered.memory.desk == "advisor/37");
    const auto accepted = after(
        {logged, claimed, Offered{"advisor/33100", {}, noon}, Accepted{"pa-33100-a", "advisor/33100", noon}});
    CHECK(accepted.memory.holder == "pa-33100-a");
    CHECK(accepted.memory.desk == "advisor/33100");
    CHECK(accepted.custody == Custody::held);
}

TEST_CASE("counsel goes on beside custody, and ends when the case is closed") {
    const auto asking =
        after({logged, claimed, Consulted{"coordinator", noon}, Released{noon}, Claimed{"pa-37-b", noon}});
    CHECK(asking.counsel == Counsel::asking_coordinator);
    const auto closed =
        after({logged, claimed, Consulted{"coordinator", noon}, Closed{CaseOutcome::listened}});
    CHECK(closed.counsel == Counsel::alone);
    CHECK_FALSE(closed.memory.consulted);
}

TEST_CASE("the committee needs two different people") {
    Chain chain(after({logged, claimed, CommitteeProposed{"pc-a"}}));
    CHECK(chain.apply(CommitteeAgreed{"pc-a", noon})->key == "chain.same_person");
    CHECK_FALSE(chain.apply(CommitteeAgreed{"pc-b", noon}));
    CHECK(chain.snapshot().counsel == Counsel::before_committee);
}

TEST_CASE("a reopened case goes back to the desk where it was closed, and remembers that it was") {
    const auto again = after({logged, claimed, Closed{CaseOutcome::listened}, Reopened{"advisor/37", noon}});
    CHECK(again.custody == Custody::queued);
    CHECK(again.memory.reopened == 1);
    CHECK_FALSE(again.memory.outcome);
    CHECK(Chain(after({logged, claimed, Closed{CaseOutcome::listened}}))
              .apply(Reopened{"coordinator", noon})
              ->key == "chain.closed_elsewhere");
}

TEST_CASE("nothing starts with the supervisor, and nothing climbs beyond the coordinators") {
    CHECK(Chain().apply(Logged{"supervisor", Urgency::routine, noon}));
    CHECK(Chain(after({Logged{"coordinator", Urgency::routine, noon}}))
              .apply(Escalated{"coordinator", noon, "asked"}));
    CHECK(Chain(after({Logged{"leader/fr", Urgency::routine, noon}}))
              .apply(Escalated{"department", noon, "asked"}));
}

TEST_CASE("wherever a case is left, entering there is the same as living through it") {
    std::mt19937 dice{417};
    for (int life = 0; life < 2000; ++life) {
        const auto lived = live(dice, 60);
        CHECK(Chain(lived.state).snapshot() == lived.state);
        CHECK(after(lived.history) == lived.state);
        const auto all = one_of_each(dice);
        const auto& next = all[dice() % all.size()];
        Chain entered(lived.state);
        auto replayed = [&] {
            Chain chain;
            for (const auto& event : lived.history) (void)chain.apply(event);
            return chain;
        }();
        CHECK(entered.apply(next) == replayed.apply(next));
        CHECK(entered.snapshot() == replayed.snapshot());
    }
}

TEST_CASE("a refused event changes nothing, and says so in a text that exists") {
    const auto texts = *Catalogue::load(SODAN_ROOT "/rules/texts");
    std::mt19937 dice{37};
    for (int life = 0; life < 500; ++life) {
        const auto state = live(dice, 40).state;
        for (const auto& event : one_of_each(dice)) {
            Chain chain(state);
            const auto refused = chain.apply(event);
            if (!refused) continue;
            CHECK(chain.snapshot() == state);
            CHECK_MESSAGE(texts.has(refused->key), refused->key);
        }
    }
}

TEST_CASE("an open case always has a desk, and its rank sinks only when a person brings it down") {
    std::mt19937 dice{47};
    for (int life = 0; life < 500; ++life) {
        Chain chain;
        for (int i = 0; i < 60; ++i) {
            const auto before = chain.snapshot();
            const auto all = one_of_each(dice);
            const auto& event = all[dice() % all.size()];
            if (chain.apply(event) || before.custody == Custody::unlogged) continue;
            const auto now = chain.snapshot();
            REQUIRE_FALSE(now.memory.desk.empty());
            const bool brought_down = std::holds_alternative<Returned>(event) ||
                                      std::holds_alternative<Accepted>(event) ||
                                      std::holds_alternative<Moved>(event);
            if (!brought_down) CHECK(rank_of(now.memory.desk) >= rank_of(before.memory.desk));
            const bool needs_holder = now.custody == Custody::held || now.custody == Custody::waiting ||
                                      now.custody == Custody::offered;
            if (needs_holder) CHECK(now.memory.holder);
            if (now.custody != Custody::closed) CHECK(now.memory.due);
        }
    }
}

TEST_CASE("every event in every state is taken as the table says, or refused in words, in both languages") {
    const auto texts = *Catalogue::load(SODAN_ROOT "/rules/texts");
    std::mt19937 dice{2};
    std::set<std::pair<std::string, std::string>> seen;
    for (int life = 0; life < 4000; ++life) {
        const auto state = live(dice, 30).state;
        for (const auto& event : one_of_each(dice)) {
            const std::string name(name_of(event));
            Chain chain(state);
            const auto refused = chain.apply(event);
            if (!refused) CHECK_MESSAGE(can_take(state, name), name << " in " << code(state.custody));
            seen.insert({name, std::string(code(state.custody))});
            if (!refused) continue;
            for (const char* language : {"en", "ja"}) {
                const auto said = texts.text(*refused, language);
                CHECK_MESSAGE((said.size() > 10 && said.find('{') == std::string::npos), said);
            }
        }
    }
    CHECK(seen.size() ==
          table().events.size() * 7);  // every event was tried in each of the seven states of custody
}

TEST_CASE("events read back from the journal as they were written; what is none is a failure") {
    std::mt19937 dice{1};
    for (const auto& event : one_of_each(dice))
        CHECK(body_of(event_from(name_of(event), body_of(event))) == body_of(event));
    CHECK(one_of_each(dice).size() == std::variant_size_v<Event>);
    CHECK_THROWS(event_from("invented", "{}"));
    CHECK_THROWS(event_from("claimed", "{}"));
}

TEST_CASE("a stored state that is none is a failure, never a guess") {
    CHECK_THROWS(Chain(Snapshot{.custody = Custody::queued, .counsel = Counsel::alone, .memory = {}}));
    Snapshot closed = after({logged, claimed, Closed{CaseOutcome::listened}});
    closed.counsel = Counsel::before_committee;
    CHECK_THROWS(Chain(closed));
}
