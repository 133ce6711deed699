#include "chain/proof.h"

#include "base/catalogue.h"
#include "lives.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace sodan;
using namespace sodan::chain;
using domain::Window;

namespace {

constexpr WayUp to_the_top{{DeskKind::advisor, DeskKind::coordinator, DeskKind::coordinator,
                            DeskKind::coordinator, DeskKind::coordinator}};

// Days for each window, and one more at the leaders' desk; an immediate case takes as many quarters of an
// hour.
Span span(Urgency urgency, DeskKind desk, Window window) {
    const int amount = 1 + static_cast<int>(window) + (desk == DeskKind::leader ? 1 : 0);
    if (urgency == Urgency::immediate) return {.minutes = 15 * amount};
    return {.business_days = amount};
}

SilentRules rules(std::vector<WayUp> ways = {to_the_top}) {
    return {[ways](Urgency) { return ways; }, span};
}

Claim proved(const Subject& subject, std::string_view name, const SilentRules& by = rules()) {
    for (auto& claim : prove(by, subject))
        if (claim.name == name) return claim;
    FAIL("no such claim");
    return {};
}

// The chain, but for what `wrong` makes of an event; it gets what the true machine does.
using Taken = std::optional<Snapshot>;
template <class Wrong> Subject broken(Wrong wrong) {
    auto out = the_chain();
    out.take = [take = out.take, wrong](const Snapshot& before, const Event& event) {
        return wrong(before, event, take(before, event));
    };
    return out;
}

template <class E> Subject without() {
    return broken([](const Snapshot&, const Event& event, Taken taken) {
        return std::holds_alternative<E>(event) ? Taken{} : taken;
    });
}

void check_refuted(const Claim& claim, std::string_view witness) {
    CHECK(code(claim.verdict) == "refuted");
    REQUIRE_FALSE(claim.witnesses.empty());
    CHECK(claim.witnesses.front().message.key == "witness.chain." + std::string(witness));
}

// What the witness gives, put on the machine from the beginning.
Snapshot replayed(const Witness& witness) {
    Chain chain;
    for (const auto& [number, written] : witness.given) {
        const std::string mark = "clock: ";
        const auto event = written.starts_with(mark) ? written.substr(mark.size()) : written;
        const auto blank = event.find(' ');
        REQUIRE_FALSE(chain.apply(event_from(event.substr(0, blank), event.substr(blank + 1))));
    }
    return chain.snapshot();
}

std::string value(const Witness& witness, std::string_view name) {
    for (const auto& [key, text] : witness.message.values)
        if (key == name) return text;
    return "";
}

std::string figure_of(const Claim& claim, std::string_view name) {
    for (const auto& [key, text] : claim.figures)
        if (key == name) return text;
    return "";
}

}  // namespace

TEST_CASE("everything that is claimed of the chain is proved, by looking at every situation") {
    const auto claims = prove(rules());
    CHECK(claims.size() == 7);
    for (const auto& claim : claims) CHECK_MESSAGE(claim.verdict == ClaimVerdict::proved, claim.name);
    CHECK(figure_of(claims[0], "states") == "83");
    CHECK(figure_of(claims[2], "open") == figure_of(claims[2], "timed"));
}

TEST_CASE("what shows that a state can be reached leads there when it is put on the machine") {
    const auto claim = proved(the_chain(), "states_reachable");
    CHECK(claim.witnesses.size() == 83);
    for (const auto& witness : claim.witnesses) {
        const auto state = replayed(witness);
        CHECK(code(state.custody) == value(witness, "custody"));
        CHECK(code(state.counsel) == value(witness, "counsel"));
    }
}

TEST_CASE("the longest climb can be replayed, and ends where the alarm rings") {
    const auto claim = proved(the_chain(), "climbs_when_silent");
    CHECK(claim.witnesses.size() == 4);
    for (const auto& witness : claim.witnesses) {
        const auto state = replayed(witness);
        CHECK(state.memory.desk == "coordinator");
        CHECK(state.memory.alarms > 0);
    }
}

TEST_CASE("real lives stay within the situations that were looked at, and take no other steps") {
    const Exploration all(the_chain(), 50'000);
    std::set<std::tuple<int, int, std::string_view>> steps;
    for (const auto& step : all.steps())
        steps.emplace(step.from, step.to, name_of(all_events()[static_cast<std::size_t>(step.event)]));
    std::mt19937 dice{2026};
    for (int life = 0; life < 600; ++life) {
        Chain chain;
        auto here = all.find(situation_of(chain.snapshot()));
        for (int i = 0; i < 100; ++i) {
            const auto events = one_of_each(dice);
            const auto& event = events[dice() % events.size()];
            if (chain.apply(event)) continue;
            const auto next = all.find(situation_of(chain.snapshot()));
            REQUIRE(next);
            REQUIRE((next == here || steps.contains({*here, *next, name_of(event)})));
            here = next;
        }
    }
}

TEST_CASE("every event is tried") {
    std::mt19937 dice{1};
    for (const auto& one : one_of_each(dice))
        CHECK(std::ranges::any_of(all_events(), [&](const Event& e) { return name_of(e) == name_of(one); }));
}

TEST_CASE("a state that no event leads to is found") {
    const auto claim = proved(without<Consulted>(), "states_reachable");
    check_refuted(claim, "unreached");
    CHECK(value(claim.witnesses.front(), "counsel") == "asking_coordinator");
    check_refuted(proved(without<Logged>(), "states_reachable"), "unreached");
}

TEST_CASE("a situation without a way to the end is found, with the way into it") {
    const auto trap = broken([](const Snapshot& before, const Event&, Taken taken) {
        return before.custody == Custody::waiting && before.memory.desk == "leader/fr" ? Taken{} : taken;
    });
    const auto claim = proved(trap, "final_reachable");
    check_refuted(claim, "no_end");
    CHECK(replayed(claim.witnesses.front()).custody == Custody::waiting);
    check_refuted(proved(without<Closed>(), "final_reachable"), "no_end");
}

TEST_CASE("a case that nobody has and no timer wakes is found") {
    const auto forgetful = broken([](const Snapshot&, const Event& event, Taken taken) {
        if (taken && std::holds_alternative<Released>(event)) taken->memory.due.reset();
        return taken;
    });
    check_refuted(proved(forgetful, "owned_or_timed"), "forgotten");
    check_refuted(proved(forgetful, "climbs_when_silent"), "stuck");
}

TEST_CASE("a timer whose end the machine does not take is found") {
    check_refuted(proved(without<OfferExpired>(), "owned_or_timed"), "dead_timer");
    check_refuted(proved(without<OfferExpired>(), "climbs_when_silent"), "stuck");
    check_refuted(proved(without<CounselReminded>(), "owned_or_timed"), "dead_timer");
    check_refuted(proved(without<CounselReminded>(), "climbs_when_silent"), "counsel_clock");
}

TEST_CASE("a held case without a date is owned, and yet does not climb") {
    const auto dateless = broken([](const Snapshot&, const Event& event, Taken taken) {
        if (taken && std::holds_alternative<Claimed>(event)) taken->memory.due.reset();
        return taken;
    });
    CHECK(proved(dateless, "owned_or_timed").verdict == ClaimVerdict::proved);
    check_refuted(proved(dateless, "climbs_when_silent"), "stuck");
}

TEST_CASE("a clock that never climbs, refuses to, or goes in a circle is found") {
    auto lazy = the_chain();
    lazy.silence = [](const Snapshot& state, Timer timer, const Answers& answers) -> Event {
        const auto event = when_silent(state, timer, answers);
        if (!std::holds_alternative<Escalated>(event)) return event;
        return AlarmRaised{state.memory.desk, *state.memory.due};
    };
    check_refuted(proved(lazy, "climbs_when_silent"), "too_low");
    check_refuted(proved(without<Escalated>(), "climbs_when_silent"), "stuck");
    auto circling = the_chain();
    circling.silence = [](const Snapshot& state, Timer timer, const Answers& answers) -> Event {
        if (state.custody == Custody::held) return Waited{WaitingFor::caller, *state.memory.due};
        return when_silent(state, timer, answers);
    };
    check_refuted(proved(circling, "climbs_when_silent"), "circle");
}

TEST_CASE("an alarm that rings below the coordinators is right only where they cannot be told") {
    auto stays = to_the_top;
    stays.next[static_cast<std::size_t>(DeskKind::leader)] = DeskKind::leader;
    check_refuted(proved(the_chain(), "climbs_when_silent", rules({stays})), "too_low");
    stays.coordinators_can_act = false;
    CHECK(proved(the_chain(), "climbs_when_silent", rules({to_the_top, stays})).verdict ==
          ClaimVerdict::proved);
}

TEST_CASE("the bound is what the deadlines on the longest way add up to") {
    // A leader's, offered to leaders: 6 days; expired, to act: 4; reminded: 8; up to the coordinators: 2.
    const auto claim = proved(the_chain(), "climbs_when_silent");
    CHECK(figure_of(claim, "strokes") == "5");
    CHECK(figure_of(claim, "routine_days") == "20");
    CHECK(figure_of(claim, "routine_hours") == "0");
    CHECK(figure_of(claim, "immediate_days") == "0");
    CHECK(figure_of(claim, "immediate_hours") == "5");
    CHECK(figure_of(claim, "immediate_minutes") == "0");
}

TEST_CASE("an emergency that ends by itself, or that the clock forgets, is found") {
    CHECK(proved(the_chain(), "danger_lasts").verdict == ClaimVerdict::proved);
    const auto forgetful = broken([](const Snapshot&, const Event& event, Taken taken) {
        if (taken && std::holds_alternative<Claimed>(event)) taken->memory.help_due.reset();
        return taken;
    });
    check_refuted(proved(forgetful, "danger_lasts"), "danger_forgotten");
    check_refuted(proved(without<HelpAwaited>(), "danger_lasts"), "danger_clock");
}

TEST_CASE("an escalation to a desk that is not higher is found") {
    const auto sideways = broken([](const Snapshot& before, const Event& event, Taken taken) {
        const auto* up = std::get_if<Escalated>(&event);
        return up && !taken ? the_chain().take(before, Moved{up->desk, up->due, up->cause}) : taken;
    });
    check_refuted(proved(sideways, "rank_rises"), "not_higher");
}

TEST_CASE("a clock that brings a case down, and a return that can be taken again, are found") {
    auto dropping = the_chain();
    dropping.silence = [](const Snapshot& state, Timer timer, const Answers& answers) -> Event {
        if (timer == Timer::monitoring) return when_silent(state, timer, answers);
        return Moved{"advisor/37", *state.memory.due, "silent"};
    };
    check_refuted(proved(dropping, "lowering_is_human"), "lowered_by_clock");
    const auto again = broken([](const Snapshot& before, const Event& event, Taken taken) {
        if (taken && std::holds_alternative<Returned>(event))
            taken->memory.came_from = before.memory.came_from;
        return taken;
    });
    check_refuted(proved(again, "lowering_is_human"), "return_kept");
}

TEST_CASE(
    "a proof that would look at too many situations is given up, and one without rules proves nothing") {
    for (const auto& claim : prove(rules(), the_chain(), 100)) CHECK(claim.verdict == ClaimVerdict::unknown);
    for (const auto* of_silence :
         {"climbs_when_silent", "owned_or_timed", "lowering_is_human", "danger_lasts"})
        CHECK(proved(the_chain(), of_silence, rules({})).verdict == ClaimVerdict::unknown);
}

TEST_CASE("the proofs say the same each time") {
    const auto first = prove(rules()), second = prove(rules());
    for (std::size_t i = 0; i < first.size(); ++i) {
        CHECK(first[i].figures == second[i].figures);
        REQUIRE(first[i].witnesses.size() == second[i].witnesses.size());
        for (std::size_t w = 0; w < first[i].witnesses.size(); ++w)
            CHECK(first[i].witnesses[w].given == second[i].witnesses[w].given);
    }
}

TEST_CASE("what was proved and what was found are said in both languages, without a hole") {
    const auto texts = *Catalogue::load(SODAN_ROOT "/rules/texts");
    const auto check = [&](const Message& message) {
        REQUIRE_MESSAGE(texts.has(message.key), message.key);
        for (const char* language : {"en", "ja"}) {
            const auto said = texts.text(message, language);
            CHECK_MESSAGE((said.size() > 10 && said.find('{') == std::string::npos), said);
        }
    };
    std::vector<Claim> all;
    const auto add = [&](std::vector<Claim> some) { all.insert(all.end(), some.begin(), some.end()); };
    add(prove(rules()));
    add(prove(rules(), the_chain(), 100));
    add(prove(rules({}), the_chain()));
    add(prove(rules(), without<Escalated>()));
    add(prove(rules(), without<Closed>()));
    add(prove(rules(), without<CounselReminded>()));
    add(prove(rules(), without<HelpAwaited>()));
    for (const auto& claim : all) {
        check(sentence_of(claim));
        for (const auto& witness : claim.witnesses) check(witness.message);
    }
    for (const auto* part : {"forgotten", "circle", "too_low", "not_higher", "lowered_by_clock",
                             "return_kept", "danger_forgotten"})
        CHECK(texts.has("witness.chain." + std::string(part)));
}
