#pragma once
// The statechart itself: what every state takes and where that leads, all of it in types, so that the table
// in export.h is printed from what runs. Only this folder's sources include it. What an event changes in
// memory is memory.h's business.

#include "chain/guards.h"
#include "chain/memory.h"
#include "chain/reactions.h"

#include <boost/mpl/list.hpp>

namespace sodan::chain {

namespace at {
struct Unlogged;
struct Open;
struct Monitoring;
struct Closed;
template <Link> struct With;
template <Link> struct Queued;
template <Link> struct Held;
template <Link> struct Waiting;
template <Link> struct Offered;
struct Alone;
struct AskingCoordinator;
struct CommitteeProposed;
struct BeforeCommittee;
}  // namespace at

// Where custody can rest, and counsel.
template <template <Link> class Leaf> struct at_link { template <class L> using fn = Leaf<L::value>; };
template <template <Link> class State> using at_every_link = mp11::mp_transform_q<at_link<State>, Links>;
using CustodyLeaves = mp11::mp_append<mp11::mp_list<at::Unlogged>, at_every_link<at::Queued>,
                                      at_every_link<at::Held>, at_every_link<at::Waiting>,
                                      at_every_link<at::Offered>, mp11::mp_list<at::Monitoring, at::Closed>>;
using CounselLeaves =
    mp11::mp_list<at::Alone, at::AskingCoordinator, at::CommitteeProposed, at::BeforeCommittee>;
using States =
    mp11::mp_append<mp11::mp_list<at::Open>, at_every_link<at::With>, CustodyLeaves, CounselLeaves>;

namespace at {

// A stored case enters here: one step into custody, which puts counsel at Alone, and one more from there.
struct Restoring : sc::simple_state<Restoring, Machine> {
    using reactions = mp11::mp_transform<entering, CustodyLeaves>;
};

struct Unlogged : sc::simple_state<Unlogged, Machine> {
    static constexpr auto custody = Custody::unlogged;
    using reactions = addressed<chain::Logged, all_but_supervisor, Queued>;
};

struct Open : sc::simple_state<Open, Machine, boost::mpl::list<With<Link::coordinator>, Alone>> {
    using reactions = mp11::mp_list<stays<InquiryAdded>, stays<Noted>, stays<Referred>, stays<CoHandled>,
                                    stays<CoHandlingEnded>, stays<UrgencySet>, stays<ConsentRecorded>,
                                    stays<WallRaised>, stays<Linked>, stays<AlarmRaised>>;
};

template <Link L> struct With : sc::simple_state<With<L>, Open::orthogonal<0>, Queued<L>> {
    using reactions =
        mp11::mp_append<addressed<Escalated, higher_than<L>, Queued>, addressed<Moved, Links, Queued>>;
};

template <Link L> using back_down = addressed_if<Returned, handed_up_from_there, not_higher_than<L>, Queued>;

template <Link L> struct Queued : sc::simple_state<Queued<L>, With<L>> {
    static constexpr auto custody = Custody::queued;
    using reactions = mp11::mp_append<mp11::mp_list<to<Claimed, Held<L>>>, back_down<L>>;
};

template <Link L> struct Held : sc::simple_state<Held<L>, With<L>> {
    static constexpr auto custody = Custody::held;
    using reactions = mp11::mp_append<
        mp11::mp_list<to<Released, Queued<L>>, to<Waited, Waiting<L>>, to<chain::Offered, Offered<L>>,
                      to<Monitored, Monitoring>, to<chain::Closed, Closed>>,
        back_down<L>>;
};

template <Link L> struct Waiting : sc::simple_state<Waiting<L>, With<L>> {
    static constexpr auto custody = Custody::waiting;
    using reactions =
        mp11::mp_append<mp11::mp_list<to<Resumed, Held<L>>, to<Released, Queued<L>>>, back_down<L>>;
};

template <Link L> struct Offered : sc::simple_state<Offered<L>, With<L>> {
    static constexpr auto custody = Custody::offered;
    using reactions = mp11::mp_append<
        mp11::mp_list<to<Declined, Held<L>>, to<OfferExpired, Held<L>>, to<OfferWithdrawn, Held<L>>>,
        addressed_if<Accepted, where_it_was_offered, Links, Held>>;
};

struct Alone : sc::simple_state<Alone, Open::orthogonal<1>> {
    static constexpr auto counsel = Counsel::alone;
    using reactions =
        mp11::mp_list<to<Consulted, AskingCoordinator>, to<chain::CommitteeProposed, CommitteeProposed>,
                      entering<AskingCoordinator>, entering<CommitteeProposed>, entering<BeforeCommittee>>;
};

struct AskingCoordinator : sc::simple_state<AskingCoordinator, Open::orthogonal<1>> {
    static constexpr auto counsel = Counsel::asking_coordinator;
    using reactions = mp11::mp_list<to<Advised, Alone>, to<chain::CommitteeProposed, CommitteeProposed>,
                                    stays<CounselReminded>>;
};

struct CommitteeProposed : sc::simple_state<CommitteeProposed, Open::orthogonal<1>> {
    static constexpr auto counsel = Counsel::committee_proposed;
    using reactions =
        mp11::mp_list<guarded<On<CommitteeAgreed>, by_a_second_person, to<CommitteeAgreed, BeforeCommittee>>,
                      to<CommitteeRefused, Alone>>;
};

struct BeforeCommittee : sc::simple_state<BeforeCommittee, Open::orthogonal<1>> {
    static constexpr auto counsel = Counsel::before_committee;
    using reactions = mp11::mp_list<to<Advised, Alone>, stays<CounselReminded>>;
};

struct Monitoring : sc::simple_state<Monitoring, Machine> {
    static constexpr auto custody = Custody::monitoring;
    using reactions = mp11::mp_append<
        addressed_if<LookedAgain, where_it_stands, Links, Queued>,
        mp11::mp_list<to<chain::Closed, Closed>, stays_with_date<InquiryAdded>, stays_with_date<Noted>,
                      stays_with_date<Referred>, stays_with_date<CoHandled>, stays_with_date<CoHandlingEnded>,
                      stays_with_date<UrgencySet>, stays_with_date<ConsentRecorded>,
                      stays_with_date<WallRaised>, stays_with_date<Linked>, stays_with_date<AlarmRaised>>>;
};

// Late news is not lost, and a wall can always be raised.
struct Closed : sc::simple_state<Closed, Machine> {
    static constexpr auto custody = Custody::closed;
    using reactions = mp11::mp_append<addressed_if<Reopened, where_it_stands, Links, Queued>,
                                      mp11::mp_list<stays_with_date<Noted>, stays_with_date<ConsentRecorded>,
                                                    stays_with_date<WallRaised>, stays_with_date<Linked>>>;
};

}  // namespace at

}  // namespace sodan::chain
