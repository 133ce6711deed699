// Which events a state takes, as one bit an event: asked for every case that is shown, so looked up and not
// tried.

#include "chain/machine.h"

#include <array>
#include <cstdint>
#include <map>

namespace sodan::chain {

namespace {

std::uint64_t bit_of(std::string_view event) {
    std::uint64_t bit = 1, found = 0;
    mp11::mp_for_each<mp11::mp_transform<std::type_identity, Event>>([&]<class E>(std::type_identity<E>) {
        if (E::name == event) found = bit;
        bit <<= 1;
    });
    return found;
}

template <class Fact> struct NameOf { static constexpr std::string_view value = ""; };
template <class E> struct NameOf<On<E>> { static constexpr std::string_view value = E::name; };
template <class E, DeskKind Link> struct NameOf<To<E, Link>> {
    static constexpr std::string_view value = E::name;
};

template <class R> struct TakenBy { static constexpr std::string_view value = ""; };
template <class Fact, class Target, void (Machine::*Action)(const Fact&)>
struct TakenBy<sc::transition<Fact, Target, Machine, Action>> : NameOf<Fact> {};
template <class Fact, void (Machine::*Action)(const Fact&)>
struct TakenBy<sc::in_state_reaction<Fact, Machine, Action>> : NameOf<Fact> {};

template <class Reactions> std::uint64_t bits() {
    std::uint64_t out = 0;
    mp11::mp_for_each<mp11::mp_transform<std::type_identity, Reactions>>(
        [&]<class R>(std::type_identity<R>) { out |= bit_of(TakenBy<R>::value); });
    return out;
}

using Key = std::pair<Custody, DeskKind>;

template <DeskKind Link> void add_link(std::map<Key, std::uint64_t>& all) {
    const auto outer = bits<typename With<Link>::reactions>() | bits<Open::reactions>();
    all[{Custody::queued, Link}] = outer | bits<typename Queued<Link>::reactions>();
    all[{Custody::held, Link}] = outer | bits<typename Held<Link>::reactions>();
    all[{Custody::waiting, Link}] = outer | bits<typename Waiting<Link>::reactions>();
    all[{Custody::offered, Link}] = outer | bits<typename Offering<Link>::reactions>();
    all[{Custody::unlogged, Link}] = bits<Unlogged::reactions>();
    all[{Custody::monitoring, Link}] = bits<Monitoring::reactions>();
    all[{Custody::closed, Link}] = bits<Closing::reactions>();
}

std::map<Key, std::uint64_t> custody_bits() {
    std::map<Key, std::uint64_t> out;
    add_link<S>(out), add_link<A>(out), add_link<D>(out), add_link<L>(out), add_link<C>(out);
    return out;
}

std::uint64_t counsel_bits(Counsel counsel) {
    static const std::array<std::uint64_t, 4> all{
        bits<Alone::reactions>(), bits<AskingCoordinator::reactions>(), bits<Proposed::reactions>(),
        bits<BeforeCommittee::reactions>()};
    return all.at(static_cast<std::size_t>(counsel));
}

DeskKind kind_of(const DeskName& desk) {
    return from_code<DeskKind>(std::string_view(desk).substr(0, desk.find('/'))).value_or(C);
}

// What a higher desk handed down cannot be returned to it: that would be an escalation.
bool has_a_way_back(const Memory& memory) {
    return !memory.came_from.empty() &&
           rank(kind_of(memory.came_from.back().desk)) <= rank(kind_of(memory.desk));
}

}  // namespace

bool can_take(const Snapshot& state, std::string_view event_name) {
    static const auto all = custody_bits();
    const auto link = kind_of(state.memory.desk);
    if (event_name == Returned::name && !has_a_way_back(state.memory)) return false;
    const bool open = state.custody >= Custody::queued && state.custody <= Custody::offered;
    const auto taken = all.at({state.custody, link}) | (open ? counsel_bits(state.counsel) : 0);
    return (taken & bit_of(event_name)) != 0;
}

}  // namespace sodan::chain
