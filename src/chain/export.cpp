#include "chain/export.h"

#include "chain/machine.h"

#include <fmt/format.h>

namespace sodan::chain {

namespace {

template <class State> std::string full_name();

template <class State> struct Naming {
    static std::string name() { return std::string(State::name); }
    static std::string parent() { return ""; }
};
template <template <DeskKind> class Place, DeskKind Link> struct Naming<Place<Link>> {
    static std::string name() { return fmt::format("{}.{}", code(Link), Place<Link>::name); }
    static std::string parent() { return std::string(With<Link>::name); }
};
template <DeskKind Link> struct Naming<With<Link>> {
    static std::string name() { return std::string(With<Link>::name); }
    static std::string parent() { return "open"; }
};

template <class State> std::string full_name() { return Naming<State>::name(); }

template <class State> constexpr bool gives_counsel = mp11::mp_contains<CounselLeaves, State>::value;
template <class State> constexpr bool is_link =
    !mp11::mp_contains<mp11::mp_append<CustodyLeaves, CounselLeaves>, State>::value &&
    !std::is_same_v<State, Open>;

template <class State> StateRow state_row() {
    StateRow row;
    row.name = full_name<State>();
    row.parent = gives_counsel<State> ? "open" : Naming<State>::parent();
    if (gives_counsel<State>) row.region = "counsel";
    if (is_link<State>) row.region = "custody";
    row.initial = std::is_same_v<State, Unlogged> || std::is_same_v<State, Alone> || State::name == "queued";
    row.resting = mp11::mp_contains<mp11::mp_append<CustodyLeaves, CounselLeaves>, State>::value;
    return row;
}

// The conditions of refused_by_memory, in words.
std::string when(std::string_view event) {
    if (event == CommitteeAgreed::name || event == CommitteeRefused::name)
        return "another person than the one who proposed";
    if (event == Returned::name) return "this desk handed it up last";
    if (event == Accepted::name) return "it was offered to this desk";
    if (event == Reopened::name || event == LookedAgain::name) return "this is its desk";
    if (event == Closed::name || event == Monitored::name) return "no help is awaited";
    if (event == HelpAwaited::name || event == HelpMadeContact::name) return "help is awaited";
    return "";
}

template <class From> struct Printer {
    std::vector<TransitionRow>& rows;

    template <class E, class To, void (Machine::*Action)(const On<E>&)>
    void operator()(std::type_identity<sc::transition<On<E>, To, Machine, Action>>) {
        rows.push_back({full_name<From>(), std::string(E::name), full_name<To>(), "", when(E::name)});
    }
    template <class E, DeskKind Link, class Target, void (Machine::*Action)(const To<E, Link>&)>
    void operator()(std::type_identity<sc::transition<To<E, Link>, Target, Machine, Action>>) {
        rows.push_back({full_name<From>(), std::string(E::name), full_name<Target>(), std::string(code(Link)),
                        when(E::name)});
    }
    template <class E, void (Machine::*Action)(const On<E>&)>
    void operator()(std::type_identity<sc::in_state_reaction<On<E>, Machine, Action>>) {
        rows.push_back({full_name<From>(), std::string(E::name), full_name<From>(), "", when(E::name)});
    }
    void operator()(std::type_identity<sc::custom_reaction<EnterCounsel>>) {
    }  // the way into a stored state is no event of a case
};

Table printed() {
    Table out;
    mp11::mp_for_each<mp11::mp_transform<std::type_identity, States>>(
        [&]<class State>(std::type_identity<State>) {
            out.states.push_back(state_row<State>());
            mp11::mp_for_each<mp11::mp_transform<std::type_identity, typename State::reactions>>(
                Printer<State>{out.transitions});
        });
    mp11::mp_for_each<mp11::mp_transform<std::type_identity, Event>>(
        [&]<class E>(std::type_identity<E>) { out.events.emplace_back(E::name); });
    return out;
}

}  // namespace

const Table& table() {
    static const Table out = printed();
    return out;
}

}  // namespace sodan::chain
