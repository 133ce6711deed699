#include "office/rights.h"

#include "base/described.h"

#include <fmt/format.h>

#include <atomic>

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
    //                                                 advisor leader coordinator department committee secretary administrator
    {Action::list_cases,        "list_cases",        {{desk,   desk,   both,       desk,      papers,   papers,   o}}},
    {Action::read_case,         "read_case",         {{desk,   desk,   both,       desk,      papers,   papers,   o}}},
    {Action::read_history,      "read_history",      {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::read_decisions,    "read_decisions",    {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::read_messages,     "read_messages",     {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::read_conflicts,    "read_conflicts",    {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::read_disclosures,  "read_disclosures",  {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::follow_events,     "follow_events",     {{desk,   desk,   both,       desk,      papers,   papers,   o}}},
    {Action::see_alarms,        "see_alarms",        {{o,      o,      all,        all,       o,        o,        o}}},

    {Action::log_inquiry,       "log_inquiry",       {{all,    all,    all,        all,       o,        o,        o}}},
    {Action::add_inquiry,       "add_inquiry",       {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::claim,             "claim",             {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::release,           "release",           {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::note,              "note",              {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::wait,              "wait",              {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::resume,            "resume",            {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::consult,           "consult",           {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::propose_committee, "propose_committee", {{o,      o,      desk,       o,         o,        o,        o}}},
    {Action::answer_committee,  "answer_committee",  {{o,      o,      both,       o,         o,        o,        o}}},
    {Action::advise,            "advise",            {{o,      o,      both,       o,         papers,   papers,   o}}},
    {Action::offer,             "offer",             {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::accept,            "accept",            {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::decline,           "decline",           {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::escalate,          "escalate",          {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::return_,           "return",            {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::refer,             "refer",             {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::co_handle,         "co_handle",         {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::record_consent,    "record_consent",    {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::confirm_override,  "confirm_override",  {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::tell_caller,       "tell_caller",       {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::raise_wall,        "raise_wall",        {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::set_urgency,       "set_urgency",       {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::monitor,           "monitor",           {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::close,             "close",             {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::reopen,            "reopen",            {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::link,              "link",              {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::link_sides,        "link_sides",        {{desk,   desk,   all,        desk,      o,        o,        o}}},
    {Action::receive,           "receive",           {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::contact,           "contact",           {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::help_made_contact, "help_made_contact", {{desk,   desk,   desk,       desk,      o,        o,        o}}},  // and of a case that one has opened
    {Action::report,            "report",            {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::answer_referral,   "answer_referral",   {{desk,   desk,   desk,       desk,      o,        o,        o}}},
    {Action::break_glass,       "break_glass",       {{o,      o,      all,        all,       o,        o,        o}}},

    {Action::see_self,          "see_self",          {{self,   self,   self,       self,      self,     self,     self}}},
    {Action::see_office,        "see_office",        {{all,    all,    all,        all,       all,      all,      all}}},
    {Action::see_ties,          "see_ties",          {{self,   self,   all,        all,       self,     self,     all}}},
    {Action::be_absent,         "be_absent",         {{self,   self,   all,        all,       self,     self,     all}}},
    {Action::be_present,        "be_present",        {{self,   self,   all,        all,       self,     self,     all}}},
    {Action::hand_over_cases,   "hand_over_cases",   {{self,   self,   all,        all,       self,     self,     all}}},
    {Action::set_reach,         "set_reach",         {{self,   self,   all,        all,       self,     self,     all}}},
    {Action::declare_tie,       "declare_tie",       {{self,   self,   all,        all,       self,     self,     all}}},
    {Action::leave,             "leave",             {{o,      o,      all,        all,       o,        o,        all}}},
    {Action::keep_roster,       "keep_roster",       {{o,      o,      all,        all,       o,        o,        all}}},

    {Action::read_rules,        "read_rules",        {{all,    all,    all,        all,       all,      all,      all}}},
    {Action::change_rules,      "change_rules",      {{o,      o,      all,        all,       o,        o,        all}}},
    {Action::simulate_rules,    "simulate_rules",    {{o,      o,      all,        all,       o,        o,        all}}},
    {Action::see_coverage,      "see_coverage",      {{all,    all,    all,        all,       all,      all,      all}}},
    {Action::verify_record,     "verify_record",     {{o,      o,      all,        all,       o,        o,        all}}},
    {Action::back_up,           "back_up",           {{o,      o,      all,        all,       o,        o,        all}}},
    {Action::watch_delivery,    "watch_delivery",    {{o,      o,      all,        all,       o,        o,        all}}},
    // keys, retention, erasing, the draft of a leak report
    {Action::keep_keys,         "keep_keys",         {{o,      o,      all,        all,       o,        o,        all}}},

    {Action::own_account,       "own_account",       {{self,   self,   self,       self,      self,     self,     self}}},
    {Action::manage_accounts,   "manage_accounts",   {{o,      o,      o,          o,         o,        o,        all}}},
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

namespace {

std::atomic<const Rights*> in_force{&rights};

}  // namespace

const Rights& rights_in_force() { return *in_force; }

RightsInstead::RightsInstead(const Rights& others) { in_force = &others; }
RightsInstead::~RightsInstead() { in_force = &rights; }

std::string_view name_of(Action action) { return matrix.at(static_cast<std::size_t>(action)).name; }

Scope scope_of(domain::Role role, Action action, const Rights& of) {
    return of.at(static_cast<std::size_t>(action)).scope.at(static_cast<std::size_t>(role));
}

bool may(const domain::Person& person, Action action) { return scope_of(person.role, action) != Scope::none; }

bool may(const domain::Person& person, Action action, const domain::PersonId& of) {
    const auto scope = scope_of(person.role, action);
    return scope == Scope::office || (scope == Scope::self && of == person.id);
}

Refusal not_yours(Action action) {
    const auto says = [](const char* key) { return Refusal{Refusal::Why::not_allowed, {key}}; };
    switch (action) {
        case Action::propose_committee: return says("committee.through_coordinators");
        case Action::answer_committee: return says("committee.second_coordinator");
        case Action::advise: return says("advise.not_asked");
        default: break;
    }
    return {Refusal::Why::not_allowed, {"rights.not_yours", {{"action", std::string(name_of(action))}}}};
}

std::optional<Refusal> must_be_allowed(const domain::Person& person, Action action) {
    if (may(person, action)) return {};
    return not_yours(action);
}

bool covers(Scope scope, Sight sight) {
    switch (scope) {
        case Scope::papers: return sight == Sight::counsel;
        case Scope::desk: return sight == Sight::whole;
        case Scope::desk_and_papers: return sight != Sight::none;
        case Scope::office: return true;
        case Scope::none:
        case Scope::self: break;
    }
    return false;
}

std::string papers_of(domain::Role role) {
    switch (scope_of(role, Action::read_case)) {
        case Scope::papers: return "counsel:committee";
        case Scope::desk_and_papers: return "counsel:coordinator";
        default: return "";
    }
}

std::string as_table(const Rights& all_rights) {
    std::string out = fmt::format("{:<18}", "");
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<domain::Role>>(
        [&](auto role) { out += fmt::format(" {:<15}", wire(role.name)); });
    for (const auto& right : all_rights) {
        out.erase(out.find_last_not_of(' ') + 1);
        out += fmt::format("\n{:<18}", right.name);
        for (const auto scope : right.scope)
            out += fmt::format(" {:<15}", scope == Scope::none ? "." : code(scope));
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out + "\n";
}

}  // namespace sodan::office
