#include "chain/chain.h"

#include "chain/machine.h"
#include "chain/refusal.h"

#include <stdexcept>

namespace sodan::chain {

namespace {

std::optional<DeskKind> link_of(const DeskName& desk) {
    const auto known = domain::Desk::parse(desk);
    return known ? std::optional(known->kind) : std::nullopt;
}

template <template <DeskKind> class Place, class State> sc::result enter(State& from, DeskKind link) {
    switch (link) {
        case S: return from.template transit<Place<S>>();
        case A: return from.template transit<Place<A>>();
        case D: return from.template transit<Place<D>>();
        case L: return from.template transit<Place<L>>();
        case C: break;
    }
    return from.template transit<Place<C>>();
}

}  // namespace

sc::result Entrance::react(const EnterCustody& stored) {
    switch (stored.custody) {
        case Custody::unlogged: return transit<Unlogged>();
        case Custody::queued: return enter<Queued>(*this, stored.link);
        case Custody::held: return enter<Held>(*this, stored.link);
        case Custody::waiting: return enter<Waiting>(*this, stored.link);
        case Custody::offered: return enter<Offering>(*this, stored.link);
        case Custody::monitoring: return transit<Monitoring>();
        case Custody::closed: break;
    }
    return transit<Closing>();
}

sc::result Alone::react(const EnterCounsel& stored) {
    switch (stored.counsel) {
        case Counsel::asking_coordinator: return transit<AskingCoordinator>();
        case Counsel::committee_proposed: return transit<Proposed>();
        case Counsel::before_committee: return transit<BeforeCommittee>();
        case Counsel::alone: break;
    }
    return discard_event();
}

Chain::Chain(const Snapshot& from) : machine_(std::make_unique<Machine>(from.memory)) {
    const auto link = from.custody == Custody::unlogged ? DeskKind::coordinator : link_of(from.memory.desk);
    if (!link) throw std::runtime_error("a stored case stands at no desk");
    machine_->initiate();
    machine_->process_event(EnterCustody{from.custody, *link});
    if (from.counsel != Counsel::alone) machine_->process_event(EnterCounsel{from.counsel});
    if (!machine_->understood)
        throw std::runtime_error("a stored case has a counsel that its custody cannot have");
}

Chain::Chain(Chain&&) noexcept = default;
Chain::~Chain() = default;

namespace {

template <class E, DeskKind Link> void process(Machine& machine, const E& e) {
    machine.process_event(To<E, Link>{e});
}

template <class E> void process_addressed(Machine& machine, const E& e) {
    const auto link = link_of(e.desk);
    if (!link) {
        machine.understood = false;
        return;
    }
    switch (*link) {
        case S: return process<E, S>(machine, e);
        case A: return process<E, A>(machine, e);
        case D: return process<E, D>(machine, e);
        case L: return process<E, L>(machine, e);
        case C: return process<E, C>(machine, e);
    }
}

template <class E> void process(Machine& machine, const E& e) {
    if constexpr (is_addressed<E>)
        process_addressed(machine, e);
    else
        machine.process_event(On<E>{e});
}

}  // namespace

std::optional<Message> Chain::apply(const Event& event) {
    if (auto refused = refused_by_memory(event, machine_->memory)) {
        const auto state = snapshot();
        return can_take(state, name_of(event)) ? refused : refusal_of(event, state);
    }
    machine_->understood = true;
    std::visit([this](const auto& e) { process(*machine_, e); }, event);
    if (machine_->understood) return {};
    return refusal_of(event, snapshot());
}

namespace {

template <class State, class Rest> void note_rest(Machine::state_iterator::reference active, Rest& rest) {
    if (active.dynamic_type() == State::static_type()) rest = State::rests;
}

template <class Leaves, class Rest> void find_rest(const Machine& machine, Rest& rest) {
    for (auto active = machine.state_begin(); active != machine.state_end(); ++active)
        mp11::mp_for_each<mp11::mp_transform<std::type_identity, Leaves>>(
            [&]<class State>(std::type_identity<State>) { note_rest<State>(*active, rest); });
}

}  // namespace

Snapshot Chain::snapshot() const {
    Snapshot out{.memory = machine_->memory};
    find_rest<CustodyLeaves>(*machine_, out.custody);
    find_rest<CounselLeaves>(*machine_, out.counsel);
    return out;
}

}  // namespace sodan::chain
