#pragma once
// What the clock does with a case on which nobody acts: which timers run, and what happens when one of them
// runs out. Knows neither rules nor time; it asks for what they say, and only when it needs it.

#include "chain/chain.h"
#include "domain/window.h"

#include <boost/describe/enum.hpp>

#include <functional>
#include <optional>

namespace sodan::chain {

// The enumerators are the kinds that the store keeps. `act`: somebody must take or move the case. `danger`:
// somebody must record that help made contact; beside every other.
BOOST_DEFINE_ENUM_CLASS(Timer, act, offered, waiting, monitoring, counsel, confirmation, danger)

// When it runs out; nothing when it does not run.
std::optional<Instant> due_of(Timer, const Snapshot&);

struct Answers {
    std::function<DeskName()> next_desk;  // by the rules, for a case on which its desk is silent
    std::function<Instant(const DeskName&, domain::Window)> due;
    std::function<bool()> holder_is_there{};  // empty: yes. Nobody waits for a reminder that reaches no one
    // What the caller said and still holds; empty: all that they said.
    std::function<std::map<ConsentScope, ConsentState>()> consent{};
};
// The event that the clock puts on a case whose timer has run out.
Event when_silent(const Snapshot&, Timer, const Answers&);
// The event when nobody at the desk of a case can be reached: it climbs at once. Nothing when it cannot
// climb, or when nothing is to be done there now.
std::optional<Event> when_not_reached(const Snapshot&, const Answers&);

}  // namespace sodan::chain
