#pragma once
// The vocabulary in which machine.h writes its states: facts as statechart events, and reactions that all end
// in remember(). Only this folder's sources include it.

#include "chain/memory.h"

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>
#include <boost/mp11/mpl.hpp>
#include <boost/statechart/event.hpp>
#include <boost/statechart/in_state_reaction.hpp>
#include <boost/statechart/simple_state.hpp>
#include <boost/statechart/state_machine.hpp>
#include <boost/statechart/transition.hpp>

namespace sodan::chain {

namespace sc = boost::statechart;
namespace mp11 = boost::mp11;

using Link = domain::DeskKind;
using Links =
    mp11::mp_list_c<Link, Link::supervisor, Link::advisor, Link::department, Link::leader, Link::coordinator>;

// domain::rank for types; a test holds the two equal.
constexpr int rank_of(Link link) {
    if (link == Link::supervisor) return 0;
    if (link == Link::advisor) return 1;
    return link == Link::coordinator ? 3 : 2;
}

template <Link L> struct is_above {
    template <class K> using fn = mp11::mp_bool<(rank_of(K::value) > rank_of(L))>;
};
template <Link L> using higher_than = mp11::mp_copy_if_q<Links, is_above<L>>;
template <Link L> using not_higher_than = mp11::mp_remove_if_q<Links, is_above<L>>;
using all_but_supervisor = higher_than<Link::supervisor>;

// A fact on its way through the machine, borrowed for the call: nothing here posts or defers. To<E, L> is one
// whose desk belongs to link L.
template <class E> struct On : sc::event<On<E>> {
    explicit On(const E& b) : body(b) {}
    const E& body;
};
template <class E, Link L> struct To : sc::event<To<E, L>> {
    explicit To(const E& b) : body(b) {}
    const E& body;
};
template <class State> struct Enter : sc::event<Enter<State>> {};

namespace at {
struct Restoring;
}

struct Machine : sc::state_machine<Machine, at::Restoring> {
    Memory memory;
    bool understood = true;

    ~Machine() override { terminate(); }  // while states can still see the whole machine
    void unconsumed_event(const sc::event_base&) { understood = false; }

    template <class Fact> void take(const Fact& fact) { remember(memory, fact.body); }
    template <class Fact> void take_with_date(const Fact& fact) {
        const auto due = memory.due;
        remember(memory, fact.body);
        memory.due = due;
    }
};

template <class State> using entering = sc::transition<Enter<State>, State>;
template <class E, class State> using to = sc::transition<On<E>, State, Machine, &Machine::take<On<E>>>;
template <class E> using stays = sc::in_state_reaction<On<E>, Machine, &Machine::take<On<E>>>;
// The same where the state's own date holds whatever the event says.
template <class E> using stays_with_date =
    sc::in_state_reaction<On<E>, Machine, &Machine::take_with_date<On<E>>>;

// Refused: as if the state had no such reaction.
struct refusing {
    template <class State, class Event, class Id>
    static sc::detail::reaction_result react(State&, const Event&, const Id&) {
        return sc::detail::no_reaction;
    }
};

// A reaction that depends on what the case remembers. Guard::holds(memory, fact) must not throw.
template <class Event, class Guard, class IfTrue, class IfFalse = refusing> struct guarded {
    template <class State, class Base, class Id>
    static sc::detail::reaction_result react(State& state, const Base& event, const Id& type) {
        if (type != Event::static_type()) return sc::detail::no_reaction;
        const auto& fact = static_cast<const Event&>(static_cast<const sc::event_base&>(event)).body;
        return Guard::holds(state.outermost_context().memory, fact) ? IfTrue::react(state, event, type)
                                                                    : IfFalse::react(state, event, type);
    }
};

// One transition for each link that an event may be addressed to.
template <class E, Link L, class State> using addressed_to =
    sc::transition<To<E, L>, State, Machine, &Machine::take<To<E, L>>>;

template <class E, template <Link> class State> struct leads_to {
    template <class L> using fn = addressed_to<E, L::value, State<L::value>>;
};
template <class E, class Guard, template <Link> class State> struct leads_to_if {
    template <class L> using fn = guarded<To<E, L::value>, Guard, addressed_to<E, L::value, State<L::value>>>;
};
template <class E, class To, template <Link> class State> using addressed =
    mp11::mp_transform_q<leads_to<E, State>, To>;
template <class E, class Guard, class To, template <Link> class State> using addressed_if =
    mp11::mp_transform_q<leads_to_if<E, Guard, State>, To>;

}  // namespace sodan::chain
