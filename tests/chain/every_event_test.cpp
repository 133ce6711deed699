// Every event in every state a case can be in, against the table that the machine prints of itself.

#include "base/catalogue.h"
#include "chain/chain.h"
#include "chain/export.h"
#include "lives.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace sodan;
using namespace sodan::chain;
using domain::Desk;

namespace {

const std::vector<DeskName> desks{"supervisor", "advisor/37", "department", "leader/fr", "coordinator"};

DeskName kind_of(const DeskName& desk) { return desk.substr(0, desk.find('/')); }

bool is_open(Custody c) { return c >= Custody::queued && c <= Custody::offered; }

// Remembers what makes every condition of the table true for an event that names `to`.
Snapshot standing(Custody custody, Counsel counsel, const DeskName& desk, const DeskName& to) {
    Snapshot out{.custody = custody, .counsel = counsel};
    if (custody == Custody::unlogged) return out;
    out.memory.desk = custody == Custody::monitoring || custody == Custody::closed ? to : desk;
    out.memory.due = noon;
    if (custody == Custody::held || custody == Custody::waiting || custody == Custody::offered)
        out.memory.holder = "pa-37-a";
    if (custody == Custody::offered) out.memory.offered_to = Place{to, {}};
    if (custody == Custody::waiting) out.memory.waiting_for = WaitingFor::caller;
    if (counsel == Counsel::committee_proposed) out.memory.proposed_by = "pc-z";
    out.memory.came_from = {Place{to, {}}};
    return out;
}

std::vector<std::string> active_states(const Snapshot& state) {
    if (!is_open(state.custody)) return {std::string(code(state.custody))};
    const auto link = kind_of(state.memory.desk);
    return {link + "." + std::string(code(state.custody)), "with_" + link, "open",
            std::string(code(state.counsel))};
}

const TransitionRow* row_for(const Snapshot& state, std::string_view event, const DeskName& to) {
    const auto active = active_states(state);
    const auto& all = table().transitions;
    const auto found = std::ranges::find_if(all, [&](const TransitionRow& t) {
        return t.event == event && (t.desk.empty() || t.desk == kind_of(to)) &&
               std::ranges::find(active, t.from) != active.end();
    });
    return found == all.end() ? nullptr : &*found;
}

// Calls use(state, event, desk that an addressed event names).
template <class Use> void every_event_everywhere(Use use) {
    std::mt19937 dice{9};
    for (int custody = 0; custody < 7; ++custody)
        for (int counsel = 0; counsel < (is_open(Custody(custody)) ? 4 : 1); ++counsel)
            for (const auto& desk : desks)
                for (const auto& to : desks) {
                    const auto state = standing(Custody(custody), Counsel(counsel), desk, to);
                    for (const auto& event : one_of_each(dice, to)) {
                        auto standing_so = state;
                        if (name_of(event).starts_with("help_")) standing_so.memory.help_due = noon;
                        use(standing_so, event, to);
                    }
                }
}

}  // namespace

TEST_CASE(
    "every event in every state does what the machine's own table says, and is refused where it says "
    "nothing") {
    every_event_everywhere([](const Snapshot& state, const Event& event, const DeskName& to) {
        INFO(name_of(event), " to ", to, " in ", code(state.custody), " at ", state.memory.desk, ", counsel ",
             code(state.counsel));
        const auto* row = row_for(state, name_of(event), to);
        Chain chain(state);
        const bool taken = !chain.apply(event);
        REQUIRE(taken == (row != nullptr));
        const auto now = active_states(chain.snapshot());
        if (row) CHECK(std::ranges::find(now, row->to) != now.end());
    });
}

TEST_CASE("what a screen offers can happen to some desk, and what it hides to none") {
    every_event_everywhere([](const Snapshot& state, const Event& event, const DeskName&) {
        const auto name = name_of(event);
        if (name == Returned::name) return;  // depends on where it came from, too
        const bool somewhere = std::ranges::any_of(
            desks, [&](const DeskName& to) { return row_for(state, name, to) != nullptr; });
        CHECK(can_take(state, name) == somewhere);
    });
}

TEST_CASE("a return is offered only where a desk that is not higher handed the case up") {
    Snapshot state = standing(Custody::held, Counsel::alone, "leader/fr", "advisor/37");
    CHECK(can_take(state, "returned"));
    state.memory.came_from = {Place{"coordinator", {}}};
    CHECK_FALSE(can_take(state, "returned"));
    state.memory.came_from.clear();
    CHECK_FALSE(can_take(state, "returned"));
}

TEST_CASE("every refusal is a sentence in both languages, without a hole in it") {
    const auto texts = *Catalogue::load(SODAN_ROOT "/rules/texts");
    every_event_everywhere([&](const Snapshot& state, const Event& event, const DeskName&) {
        const auto refused = Chain(state).apply(event);
        if (!refused) return;
        REQUIRE_MESSAGE(texts.has(refused->key), refused->key);
        for (const char* language : {"en", "ja"}) {
            const auto said = texts.text(*refused, language);
            CHECK_MESSAGE((said.size() > 10 && said.find('{') == std::string::npos), said);
        }
    });
}

TEST_CASE("a case in danger is neither closed nor watched before help made contact, and then is") {
    auto state = standing(Custody::held, Counsel::alone, "coordinator", "coordinator");
    state.memory.help_due = noon;
    CHECK(Chain(state).apply(Closed{CaseOutcome::emergency_action})->key == "chain.help_comes_first");
    CHECK(Chain(state).apply(Monitored{noon})->key == "chain.help_comes_first");
    Chain chain(state);
    REQUIRE_FALSE(chain.apply(HelpMadeContact{}));
    CHECK(chain.apply(HelpMadeContact{})->key == "chain.no_help_awaited");
    CHECK(chain.apply(HelpAwaited{noon})->key == "chain.no_help_awaited");
    CHECK_FALSE(chain.apply(Closed{CaseOutcome::emergency_action}));
}

TEST_CASE("an event that names no desk is refused as such") {
    for (const auto* wrong : {"", "advisor", "leader/", "committee", "advisor/37/x y"})
        CHECK(Chain().apply(Logged{wrong, Urgency::routine, noon})->key == "chain.no_such_desk");
}
