#include "chain/machine.h"

#include "chain/refusals.h"

#include <array>
#include <stdexcept>

namespace sodan::chain {

namespace {

using Entry = void (*)(Machine&);

template <class State> void enter(Machine& machine) { machine.process_event(Enter<State>{}); }

template <template <Link> class Leaf> Entry entry_at(Link link) {
    static constexpr std::array<Entry, 5> entries{&enter<Leaf<Link::supervisor>>, &enter<Leaf<Link::advisor>>,
                                                  &enter<Leaf<Link::department>>, &enter<Leaf<Link::leader>>,
                                                  &enter<Leaf<Link::coordinator>>};
    return entries.at(static_cast<std::size_t>(link));
}

Entry entry_to(Custody custody, Link link) {
    switch (custody) {
        case Custody::unlogged: return &enter<at::Unlogged>;
        case Custody::queued: return entry_at<at::Queued>(link);
        case Custody::held: return entry_at<at::Held>(link);
        case Custody::waiting: return entry_at<at::Waiting>(link);
        case Custody::offered: return entry_at<at::Offered>(link);
        case Custody::monitoring: return &enter<at::Monitoring>;
        case Custody::closed: return &enter<at::Closed>;
    }
    throw std::runtime_error("a stored case has no state of custody");
}

Entry entry_to(Counsel counsel) {
    switch (counsel) {
        case Counsel::alone: return [](Machine&) {};
        case Counsel::asking_coordinator: return &enter<at::AskingCoordinator>;
        case Counsel::committee_proposed: return &enter<at::CommitteeProposed>;
        case Counsel::before_committee: return &enter<at::BeforeCommittee>;
    }
    throw std::runtime_error("a stored case has no state of counsel");
}

bool is_open(Custody custody) { return custody >= Custody::queued && custody <= Custody::offered; }

Link link_in(const Snapshot& from) {
    if (from.custody == Custody::unlogged) return Link::coordinator;  // no desk yet, and none is asked for
    const auto desk = domain::Desk::parse(from.memory.desk);
    if (!desk) throw std::runtime_error("a stored case stands at no desk");
    return desk->kind;
}

template <class Leaves, class Use> void with_leaf(const Machine::state_base_type& state, Use use) {
    const auto type = state.dynamic_type();
    mp11::mp_for_each<mp11::mp_transform<std::type_identity, Leaves>>([&]<class S>(std::type_identity<S>) {
        if (type == S::static_type()) use.template operator()<S>();
    });
}

template <class E> void pass(Machine& machine, const E& event, Link link) {
    mp11::mp_with_index<5>(static_cast<std::size_t>(link),
                           [&](auto l) { machine.process_event(To<E, static_cast<Link>(l.value)>{event}); });
}

template <class E> std::optional<std::string_view> offer(Machine& machine, const E& event) {
    if constexpr (is_addressed<E>) {
        const auto desk = domain::Desk::parse(event.desk);
        if (!desk) return no_such_desk;
        pass(machine, event, desk->kind);
    } else {
        machine.process_event(On<E>{event});
    }
    return {};
}

struct Standing {
    Custody custody = Custody::unlogged;
    Counsel counsel = Counsel::alone;
};

Standing standing(const Machine& machine) {
    Standing out;
    for (auto state = machine.state_begin(); state != machine.state_end(); ++state) {
        with_leaf<CustodyLeaves>(*state, [&]<class S> { out.custody = S::custody; });
        with_leaf<CounselLeaves>(*state, [&]<class S> { out.counsel = S::counsel; });
    }
    return out;
}

}  // namespace

Chain::Chain(const Snapshot& from) : machine_(std::make_unique<Machine>()) {
    const auto custody = entry_to(from.custody, link_in(from));
    const auto counsel = entry_to(from.counsel);
    if (!is_open(from.custody) && from.counsel != Counsel::alone)
        throw std::runtime_error("a stored case seeks counsel but is not open");
    machine_->initiate();
    custody(*machine_);
    counsel(*machine_);
    machine_->memory = from.memory;
}

Chain::Chain(Chain&&) noexcept = default;
Chain::~Chain() = default;

std::optional<Message> Chain::apply(const Event& event) {
    machine_->understood = true;
    const auto unreadable = std::visit([&](const auto& e) { return offer(*machine_, e); }, event);
    if (unreadable) return Message{std::string(*unreadable)};
    if (machine_->understood) return {};
    const auto at = standing(*machine_);
    return Message{std::string(why_refused(name_of(event), at.custody, at.counsel))};
}

Snapshot Chain::snapshot() const {
    const auto at = standing(*machine_);
    return {at.custody, at.counsel, machine_->memory};
}

}  // namespace sodan::chain
