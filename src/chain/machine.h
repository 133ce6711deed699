#pragma once
// The statechart itself. Only chain.cpp, export.cpp and takes.cpp include it, for it brings Boost.Statechart
// along.
//
// Unlogged ─logged▶ Open { Custody: With<link> { Queued Held Waiting Offered } | Counsel: Alone
// AskingCoordinator CommitteeProposed BeforeCommittee }, Monitoring, Closed. States hold nothing; a Memory
// holds what must survive. Every target stands in a type, so that the table (export.h) is printed from what
// runs.

#include "chain/memory.h"

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>
#include <boost/mp11/mpl.hpp>
#include <boost/mpl/list.hpp>
#include <boost/statechart/custom_reaction.hpp>
#include <boost/statechart/event.hpp>
#include <boost/statechart/in_state_reaction.hpp>
#include <boost/statechart/simple_state.hpp>
#include <boost/statechart/state_machine.hpp>
#include <boost/statechart/transition.hpp>

namespace sodan::chain {

namespace sc = boost::statechart;
namespace mp11 = boost::mp11;

// A fact on its way through the machine, borrowed for the call.
template <class E> struct On : sc::event<On<E>> {
    explicit On(const E& e) : body(e) {}
    const E& body;
};
// The same, addressed: it leads to the link of the chain that its desk belongs to.
template <class E, DeskKind Link> struct To : sc::event<To<E, Link>> {
    explicit To(const E& e) : body(e) {}
    const E& body;
};
// The way into a stored state.
struct EnterCustody : sc::event<EnterCustody> {
    EnterCustody(Custody c, DeskKind l) : custody(c), link(l) {}
    Custody custody;
    DeskKind link;
};
struct EnterCounsel : sc::event<EnterCounsel> {
    explicit EnterCounsel(Counsel c) : counsel(c) {}
    Counsel counsel;
};

struct Entrance;

struct Machine : sc::state_machine<Machine, Entrance> {
    explicit Machine(const Memory& m) : memory(m) {}
    ~Machine() override { terminate(); }  // while the states can still see the whole machine

    void unconsumed_event(const sc::event_base&) { understood = false; }
    template <class Fact> void remember(const Fact& fact) { chain::remember(memory, fact.body); }
    // Where the state has a date of its own, or none: news does not move it.
    template <class Fact> void remember_but_due(const Fact& fact) {
        const auto due = memory.due;
        chain::remember(memory, fact.body);
        memory.due = due;
    }
    template <class Fact> void remember_the_sooner(const Fact& fact) {
        const auto due = memory.due;
        chain::remember(memory, fact.body);
        bring_forward(memory, due);
    }

    Memory memory;
    bool understood = true;
};

// A named pointer: g++ 12 does not instantiate a member that only a template argument of a dependent type
// names.
template <class Fact> constexpr auto remembering = &Machine::remember<Fact>;

template <class Fact> constexpr auto remembering_the_sooner = &Machine::remember_the_sooner<Fact>;
template <class Fact> constexpr auto remembering_but_due = &Machine::remember_but_due<Fact>;

template <class E, class Target> using go = sc::transition<On<E>, Target, Machine, remembering<On<E>>>;
template <class E, DeskKind Link, class Target> using to =
    sc::transition<To<E, Link>, Target, Machine, remembering<To<E, Link>>>;
template <class E> using stay = sc::in_state_reaction<On<E>, Machine, remembering<On<E>>>;
template <class E> using stay_or_sooner =
    sc::in_state_reaction<On<E>, Machine, remembering_the_sooner<On<E>>>;
template <class E> using stay_but_due = sc::in_state_reaction<On<E>, Machine, remembering_but_due<On<E>>>;

constexpr DeskKind S = DeskKind::supervisor, A = DeskKind::advisor, D = DeskKind::department,
                   L = DeskKind::leader, C = DeskKind::coordinator;

struct Unlogged;
struct Open;
struct Monitoring;
struct Closing;  // named so that it does not hide the event Closed; its state's name is "closed"
template <DeskKind> struct With;
template <DeskKind> struct Queued;
template <DeskKind> struct Held;
template <DeskKind> struct Waiting;
template <DeskKind> struct Offering;
struct Alone;
struct AskingCoordinator;
struct Proposed;
struct BeforeCommittee;

// One transition to each of the links, into the same kind of resting place.
template <class E, template <DeskKind> class Place, DeskKind... Links> using to_each =
    mp11::mp_list<to<E, Links, Place<Links>>...>;
template <class E, template <DeskKind> class Place> using to_any = to_each<E, Place, S, A, D, L, C>;

// Escalation raises the rank (domain::rank); what stands at the top cannot climb.
template <DeskKind From> struct Up { using list = mp11::mp_list<>; };
template <> struct Up<S> { using list = to_each<Escalated, Queued, A, D, L, C>; };
template <> struct Up<A> { using list = to_each<Escalated, Queued, D, L, C>; };
template <> struct Up<D> { using list = to_each<Escalated, Queued, C>; };
template <> struct Up<L> { using list = to_each<Escalated, Queued, C>; };
// A return never raises it.
template <DeskKind From> struct Down { using list = to_each<Returned, Queued, S, A, D, L, C>; };
template <> struct Down<S> { using list = to_each<Returned, Queued, S>; };
template <> struct Down<A> { using list = to_each<Returned, Queued, S, A>; };
template <> struct Down<D> { using list = to_each<Returned, Queued, S, A, D, L>; };
template <> struct Down<L> { using list = to_each<Returned, Queued, S, A, D, L>; };

using TakenUntilClosed =
    mp11::mp_list<InquiryAdded, Noted, Referred, CoHandled, CoHandlingEnded, ConsentRecorded,
                  OverrideConfirmed, OverrideReminded, CallerTold, Disclosed, GlassBroken, WallRaised, Linked,
                  AlarmRaised, ReferralAnswered, HelpAwaited, HelpMadeContact, Redated>;
using TakenAlways =
    mp11::mp_list<Noted, Linked, WallRaised, ConsentRecorded, CoHandlingEnded, OverrideConfirmed,
                  OverrideReminded, CallerTold, Disclosed, GlassBroken, ReferralAnswered>;
// By the holder: the caller is reached, the sender is told the result.
using TakenByHolder = mp11::mp_list<stay<Contacted>, stay<ResultReported>>;

struct Entrance : sc::simple_state<Entrance, Machine> {
    using reactions = sc::custom_reaction<EnterCustody>;
    sc::result react(const EnterCustody&);
};

struct Unlogged : sc::simple_state<Unlogged, Machine> {
    static constexpr std::string_view name = "unlogged";
    static constexpr Custody rests = Custody::unlogged;
    using reactions =
        to_each<Logged, Queued, A, D, L, C>;  // never first with the supervisor: domain brief 3.8
};

struct Open : sc::simple_state<Open, Machine, boost::mpl::list<With<A>, Alone>> {
    static constexpr std::string_view name = "open";
    using reactions =
        mp11::mp_append<mp11::mp_list<stay<UrgencySet>>, mp11::mp_transform<stay, TakenUntilClosed>>;
};

template <DeskKind Link> constexpr std::string_view with_name = "";
template <> inline constexpr std::string_view with_name<S> = "with_supervisor";
template <> inline constexpr std::string_view with_name<A> = "with_advisor";
template <> inline constexpr std::string_view with_name<D> = "with_department";
template <> inline constexpr std::string_view with_name<L> = "with_leader";
template <> inline constexpr std::string_view with_name<C> = "with_coordinator";

// The initial state stands in a list, else Statechart would complete Queued before With.
template <DeskKind Link> struct With
    : sc::simple_state<With<Link>, Open::orthogonal<0>, boost::mpl::list<Queued<Link>>> {
    static constexpr std::string_view name = with_name<Link>;
    using reactions = mp11::mp_append<typename Up<Link>::list, to_any<Moved, Queued>>;
};

template <DeskKind Link> struct Queued : sc::simple_state<Queued<Link>, With<Link>> {
    static constexpr std::string_view name = "queued";
    static constexpr Custody rests = Custody::queued;
    using reactions = mp11::mp_append<mp11::mp_list<go<Claimed, Held<Link>>, stay<Received>, stay<MeantFor>>,
                                      typename Down<Link>::list>;
};

template <DeskKind Link> struct Held : sc::simple_state<Held<Link>, With<Link>> {
    static constexpr std::string_view name = "held";
    static constexpr Custody rests = Custody::held;
    using reactions = mp11::mp_append<
        mp11::mp_list<go<Released, Queued<Link>>, go<Waited, Waiting<Link>>, go<Offered, Offering<Link>>,
                      go<Monitored, Monitoring>, go<Closed, Closing>>,
        TakenByHolder, typename Down<Link>::list>;
};

template <DeskKind Link> struct Waiting : sc::simple_state<Waiting<Link>, With<Link>> {
    static constexpr std::string_view name = "waiting";
    static constexpr Custody rests = Custody::waiting;
    using reactions = mp11::mp_append<mp11::mp_list<go<Released, Queued<Link>>, go<Resumed, Held<Link>>>,
                                      TakenByHolder, typename Down<Link>::list>;
};

template <DeskKind Link> struct Offering : sc::simple_state<Offering<Link>, With<Link>> {
    static constexpr std::string_view name = "offered";
    static constexpr Custody rests = Custody::offered;
    using reactions =
        mp11::mp_append<mp11::mp_list<go<Declined, Held<Link>>, go<OfferExpired, Held<Link>>,
                                      go<OfferWithdrawn, Held<Link>>, stay<Received>, stay<Contacted>>,
                        to_any<Accepted, Held>>;
};

struct Alone : sc::simple_state<Alone, Open::orthogonal<1>> {
    static constexpr std::string_view name = "alone";
    static constexpr Counsel rests = Counsel::alone;
    using reactions = mp11::mp_list<go<Consulted, AskingCoordinator>, go<CommitteeProposed, Proposed>,
                                    sc::custom_reaction<EnterCounsel>>;
    sc::result react(const EnterCounsel&);
};

struct AskingCoordinator : sc::simple_state<AskingCoordinator, Open::orthogonal<1>> {
    static constexpr std::string_view name = "asking_coordinator";
    static constexpr Counsel rests = Counsel::asking_coordinator;
    using reactions = mp11::mp_list<go<Advised, Alone>, go<CommitteeProposed, Proposed>,
                                    stay<CounselReminded>, go<CounselEnded, Alone>>;
};

struct Proposed : sc::simple_state<Proposed, Open::orthogonal<1>> {
    static constexpr std::string_view name = "committee_proposed";
    static constexpr Counsel rests = Counsel::committee_proposed;
    using reactions = mp11::mp_list<go<CommitteeAgreed, BeforeCommittee>, go<CommitteeRefused, Alone>,
                                    stay<CounselReminded>, go<CounselEnded, Alone>>;
};

struct BeforeCommittee : sc::simple_state<BeforeCommittee, Open::orthogonal<1>> {
    static constexpr std::string_view name = "before_committee";
    static constexpr Counsel rests = Counsel::before_committee;
    using reactions = mp11::mp_list<go<Advised, Alone>, stay<CounselReminded>, go<CounselEnded, Alone>>;
};

struct Monitoring : sc::simple_state<Monitoring, Machine> {
    static constexpr std::string_view name = "monitoring";
    static constexpr Custody rests = Custody::monitoring;
    using reactions =
        mp11::mp_append<mp11::mp_list<go<Closed, Closing>, stay_or_sooner<UrgencySet>>,
                        to_any<LookedAgain, Queued>, mp11::mp_transform<stay_but_due, TakenUntilClosed>>;
};

// Late news must not be lost, and a wall must always be possible.
struct Closing : sc::simple_state<Closing, Machine> {
    static constexpr std::string_view name = "closed";
    static constexpr Custody rests = Custody::closed;
    using reactions =
        mp11::mp_append<to_any<Reopened, Queued>, mp11::mp_transform<stay_but_due, TakenAlways>>;
};

// Where a case can rest; the store writes the names of Custody and Counsel.
template <DeskKind... Links> using custody_leaves =
    mp11::mp_list<Unlogged, Queued<Links>..., Held<Links>..., Waiting<Links>..., Offering<Links>...,
                  Monitoring, Closing>;
using CustodyLeaves = custody_leaves<S, A, D, L, C>;
using CounselLeaves = mp11::mp_list<Alone, AskingCoordinator, Proposed, BeforeCommittee>;
// All states, outer before inner.
using States = mp11::mp_append<mp11::mp_list<Open, With<S>, With<A>, With<D>, With<L>, With<C>>,
                               CustodyLeaves, CounselLeaves>;

}  // namespace sodan::chain
