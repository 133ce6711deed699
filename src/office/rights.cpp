#include "office/rights.h"

#include "base/described.h"

#include <fmt/format.h>

namespace sodan::office {

namespace {

constexpr auto o = Scope::none;
constexpr auto self = Scope::self;
constexpr auto papers = Scope::papers;
constexpr auto desk = Scope::desk;
constexpr auto both = Scope::desk_and_papers;
constexpr auto all = Scope::office;

// clang-format off
constexpr Rights matrix{{
    //                            advisor leader coordinator department committee secretary administrator
    {Action::list_cases,        {{desk,   desk,   both,       desk,      papers,   papers,   o}}},
    {Action::read_case,         {{desk,   desk,   both,       desk,      papers,   papers,   o}}},
    {Action::read_history,      {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::read_decisions,    {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::read_messages,     {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::read_conflicts,    {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::read_disclosures,  {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::follow_events,     {{desk,   desk,   both,       desk,      papers,   papers,   o}}},

    {Action::log_inquiry,       {{all,    all,    all,        all,       o,        o,        o}}},
    {Action::add_inquiry,       {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::claim,             {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::release,           {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::note,              {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::wait,              {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::resume,            {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::consult,           {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::propose_committee, {{o,      o,      desk,       o,         o,        o,        o}}},
    {Action::answer_committee,  {{o,      o,      both,       desk,      o,        o,        o}}},
    {Action::advise,            {{o,      o,      both,       o,         papers,   papers,   o}}},
    {Action::offer,             {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::accept,            {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::decline,           {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::escalate,          {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::return_,           {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::refer,             {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::co_handle,         {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::record_consent,    {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::confirm_override,  {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::raise_wall,        {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::set_urgency,       {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::monitor,           {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::close,             {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::reopen,            {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::link,              {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::link_sides,        {{desk,   desk,   all,        desk,      o,        o,        o}}},
    {Action::break_glass,       {{o,      o,      all,        all,       o,        o,        o}}},

    {Action::see_self,          {{self,   self,   self,       self,      self,     self,     self}}},
    {Action::see_office,        {{all,    all,    all,        all,       all,      all,      all}}},
    {Action::see_ties,          {{self,   self,   all,        all,       self,     self,     all}}},
    {Action::be_absent,         {{self,   self,   all,        all,       self,     self,     all}}},
    {Action::be_present,        {{self,   self,   all,        all,       self,     self,     all}}},
    {Action::declare_tie,       {{self,   self,   all,        all,       self,     self,     all}}},
    {Action::leave,             {{o,      o,      all,        all,       o,        o,        all}}},

    {Action::read_rules,        {{all,    all,    all,        all,       all,      all,      all}}},
    {Action::change_rules,      {{o,      o,      all,        all,       o,        o,        all}}},
    {Action::simulate_rules,    {{o,      o,      all,        all,       o,        o,        all}}},
    {Action::see_coverage,      {{all,    all,    all,        all,       all,      all,      all}}},
    {Action::verify_record,     {{o,      o,      all,        all,       o,        o,        all}}},
    {Action::back_up,           {{o,      o,      all,        all,       o,        o,        all}}},
    // keys, retention, erasing, the draft of a leak report
    {Action::keep_keys,         {{o,      o,      all,        all,       o,        o,        all}}},

    {Action::own_account,       {{self,   self,   self,       self,      self,     self,     self}}},
    {Action::manage_accounts,   {{o,      o,      o,          o,         o,        o,        all}}},
}};
// clang-format on

constexpr bool every_action_has_its_line() {
    for (std::size_t i = 0; i < matrix.size(); ++i)
        if (matrix[i].action != static_cast<Action>(i)) return false;
    return true;
}
static_assert(every_action_has_its_line());

}  // namespace

const Rights rights = matrix;

Scope scope_of(domain::Role role, Action action, const Rights& of) {
    return of.at(static_cast<std::size_t>(action)).scope.at(static_cast<std::size_t>(role));
}

bool may(const domain::Person& person, Action action) { return scope_of(person.role, action) != Scope::none; }

bool may(const domain::Person& person, Action action, const domain::PersonId& of) {
    const auto scope = scope_of(person.role, action);
    return scope == Scope::office || (scope == Scope::self && of == person.id);
}

std::optional<Refusal> must_be_allowed(const domain::Person& person, Action action) {
    if (may(person, action)) return {};
    return Refusal{Refusal::Why::not_allowed, {"rights.not_yours", {{"action", std::string(code(action))}}}};
}

std::string as_table(const Rights& all_rights) {
    std::string out = fmt::format("{:<18}", "");
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<domain::Role>>(
        [&](auto role) { out += fmt::format(" {:<15}", wire(role.name)); });
    for (const auto& right : all_rights) {
        out.erase(out.find_last_not_of(' ') + 1);
        out += fmt::format("\n{:<18}", code(right.action));
        for (const auto scope : right.scope)
            out += fmt::format(" {:<15}", scope == Scope::none ? "." : code(scope));
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out + "\n";
}

}  // namespace sodan::office
