#include "http/token_scopes.h"

#include <algorithm>
#include <array>

namespace sodan::http {

using office::Action, office::TokenScope;

namespace {

constexpr std::array reading{Action::list_cases,       Action::read_case,     Action::read_history,
                             Action::read_decisions,   Action::read_messages, Action::read_conflicts,
                             Action::read_disclosures, Action::follow_events, Action::see_alarms,
                             Action::see_self,         Action::see_office,    Action::see_ties,
                             Action::read_rules,       Action::see_coverage};

constexpr std::array working{Action::log_inquiry,
                             Action::add_inquiry,
                             Action::claim,
                             Action::release,
                             Action::note,
                             Action::wait,
                             Action::resume,
                             Action::consult,
                             Action::propose_committee,
                             Action::answer_committee,
                             Action::advise,
                             Action::offer,
                             Action::accept,
                             Action::decline,
                             Action::escalate,
                             Action::return_,
                             Action::refer,
                             Action::co_handle,
                             Action::record_consent,
                             Action::confirm_override,
                             Action::raise_wall,
                             Action::set_urgency,
                             Action::monitor,
                             Action::close,
                             Action::reopen,
                             Action::link,
                             Action::link_sides,
                             Action::tell_caller,
                             Action::receive,
                             Action::contact,
                             Action::help_made_contact,
                             Action::report,
                             Action::answer_referral,
                             Action::break_glass,
                             Action::be_absent,
                             Action::be_present,
                             Action::hand_over_cases,
                             Action::set_reach,
                             Action::declare_tie};

}  // namespace

TokenScope scope_for(Action action) {
    if (action == Action::own_account) return TokenScope::account;
    if (std::ranges::find(reading, action) != reading.end()) return TokenScope::read;
    if (std::ranges::find(working, action) != working.end()) return TokenScope::write;
    return TokenScope::admin;
}

}  // namespace sodan::http
