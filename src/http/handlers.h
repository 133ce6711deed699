#pragma once
// One function a route; the table in routes.cpp says which. Those that ask the store answer later.

#include "http/routes.h"
#include "office/rights.h"

namespace sodan::http {

// writes.cpp
std::optional<Response> log_inquiry(Context&, const Call&);
std::optional<Response> case_command(Context&, const Call&);  // the pattern's last part is the command
std::optional<Response> person_command(Context&, const Call&);
std::optional<Response> retry_message(Context&, const Call&);

// upkeep.cpp: what is asked of the office, not of a case.
std::optional<Refusal> refused_by_role(Context&, const Call&, office::Action);

// accounts.cpp
std::optional<Response> sign_in(Context&, const Call&);
std::optional<Response> sign_out(Context&, const Call&);
std::optional<Response> change_password(Context&, const Call&);
std::optional<Response> start_code(Context&, const Call&);
std::optional<Response> confirm_code(Context&, const Call&);
std::optional<Response> get_sessions(Context&, const Call&);
std::optional<Response> end_session(Context&, const Call&);
std::optional<Response> get_tokens(Context&, const Call&);
std::optional<Response> issue_token(Context&, const Call&);
std::optional<Response> revoke_token(Context&, const Call&);

// invitations.cpp
std::optional<Response> add_person(Context&, const Call&);
std::optional<Response> invite(Context&, const Call&);
std::optional<Response> open_invitation(Context&, const Call&);
std::optional<Response> accept_invitation(Context&, const Call&);

// reads.cpp
std::optional<Response> get_cases(Context&, const Call&);
std::optional<Response> get_case(Context&, const Call&);
std::optional<Response> get_history(Context&, const Call&);
std::optional<Response> get_decisions(Context&, const Call&);
std::optional<Response> get_reads(Context&, const Call&);
std::optional<Response> get_messages(Context&, const Call&);
std::optional<Response> get_conflicts(Context&, const Call&);
std::optional<Response> get_disclosures(Context&, const Call&);
std::optional<Response> get_alarms(Context&, const Call&);
std::optional<Response> get_failed_messages(Context&, const Call&);
std::optional<Response> get_me(Context&, const Call&);
std::optional<Response> get_desks(Context&, const Call&);
std::optional<Response> get_people(Context&, const Call&);
std::optional<Response> get_hand_over(Context&, const Call&);
std::optional<Response> get_hand_overs(Context&, const Call&);
std::optional<Response> get_duty(Context&, const Call&);
std::optional<Response> get_hosts(Context&, const Call&);
std::optional<Response> get_directory(Context&, const Call&);

// keeping.cpp
std::optional<Response> search_cases(Context&, const Call&);
std::optional<Response> get_keys(Context&, const Call&);
std::optional<Response> get_retention(Context&, const Call&);
std::optional<Response> rotate_keys(Context&, const Call&);
std::optional<Response> destroy_quarter(Context&, const Call&);
std::optional<Response> destroy_epoch(Context&, const Call&);
std::optional<Response> erase_case(Context&, const Call&);
std::optional<Response> get_record(Context&, const Call&);
std::optional<Response> get_incident(Context&, const Call&);

// rules.cpp
std::optional<Response> get_rules(Context&, const Call&);
std::optional<Response> get_facts(Context&, const Call&);
std::optional<Response> get_chain(Context&, const Call&);
std::optional<Response> get_rule_versions(Context&, const Call&);
std::optional<Response> get_rule_version(Context&, const Call&);

// rule_questions.cpp
std::optional<Response> get_rule_difference(Context&, const Call&);
std::optional<Response> simulate_rules(Context&, const Call&);
std::optional<Response> get_coverage(Context&, const Call&);

// rule_changes.cpp
std::optional<Response> draft_rules(Context&, const Call&);
std::optional<Response> check_rules(Context&, const Call&);
std::optional<Response> publish_rules(Context&, const Call&);
std::optional<Response> roll_back_rules(Context&, const Call&);
std::optional<Response> reload_rules(Context&, const Call&);

// upkeep.cpp
std::optional<Response> get_events(Context&, const Call&);
std::optional<Response> get_verify(Context&, const Call&);
std::optional<Response> make_backup(Context&, const Call&);
std::optional<Response> get_healthz(Context&, const Call&);
std::optional<Response> get_readyz(Context&, const Call&);
std::optional<Response> get_metrics(Context&, const Call&);

}  // namespace sodan::http
