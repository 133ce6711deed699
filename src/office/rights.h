#pragma once
// Who may do what, and how far: one matrix, role x action -> scope. Every use case asks it, reading ones too,
// and nothing else decides by role. Whoever adds an action gives it a line in rights.cpp and in the frozen
// copy, tests/office/rights.golden. Must not know how a case comes to be seen (sight.h) nor its state.

#include "base/outcome.h"
#include "domain/person.h"

#include <boost/describe/enum.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sodan::office {

// Not described by Boost, which ends at 52; names stand in the matrix.
// clang-format off
enum class Action {
    // reading cases
    list_cases, read_case, read_history, read_decisions, read_messages, read_conflicts,
    read_disclosures, follow_events, see_alarms,
    // cases, one step each
    log_inquiry, add_inquiry, claim, release, note, wait, resume, consult,
    propose_committee, answer_committee, advise, offer, accept, decline, escalate,
    return_, refer, co_handle, record_consent, confirm_override, tell_caller, raise_wall, set_urgency,
    monitor, close, reopen, link, link_sides, receive, contact, help_made_contact, report,
    answer_referral, break_glass,
    // the office
    see_self, see_office, see_ties, be_absent, be_present, hand_over_cases, set_reach, declare_tie, leave,
    keep_roster,
    // rules, the record, the machine
    read_rules, change_rules, simulate_rules, see_coverage, verify_record, back_up,
    watch_delivery, keep_keys,
    // accounts
    own_account, manage_accounts
};
// clang-format on

inline constexpr std::size_t action_count = static_cast<std::size_t>(Action::manage_accounts) + 1;
inline constexpr std::size_t role_count = static_cast<std::size_t>(domain::Role::administrator) + 1;

// How far a right goes.
BOOST_DEFINE_ENUM_CLASS(Scope,
                        none,    // nowhere
                        self,    // what concerns the person who acts
                        papers,  // what was put before them for counsel: the question, without identity
                        desk,    // cases of their desk, that they hold, or that were shared with them
                        desk_and_papers,  // both
                        office)           // everything of that kind; never a case behind a wall

struct Right {
    Action action;
    std::string_view name;
    std::array<Scope, role_count> scope;  // in the order of domain::Role
};
using Rights = std::array<Right, action_count>;

extern const Rights rights;
// Those in force: `rights`. A test puts others in their place, to see that every cell of them is asked.
const Rights& rights_in_force();
class RightsInstead {
public:
    explicit RightsInstead(const Rights&);
    ~RightsInstead();
    RightsInstead(const RightsInstead&) = delete;
};

std::string_view name_of(Action);

Scope scope_of(domain::Role, Action, const Rights& = rights_in_force());

// What is asked of the office, not of a case. `of`: whom it concerns.
bool may(const domain::Person&, Action);
bool may(const domain::Person&, Action, const domain::PersonId& of);
std::optional<Refusal> must_be_allowed(const domain::Person&, Action);
Refusal not_yours(Action);  // in words, to somebody who may know what it is that is not theirs

// Of a case: does the right cover one of which so much is seen?
enum class Sight { none, counsel, whole };  // `counsel`: the question, without contact, words or history
bool covers(Scope, Sight);
// Before whom papers are put for counsel: "counsel:coordinator", "counsel:committee"; "" where nobody does.
std::string papers_of(domain::Role);

// The matrix as a person reads it: a line an action, a column a role, "." for none.
std::string as_table(const Rights&);

}  // namespace sodan::office
