#include "http/routes.h"

#include "http/handlers.h"
#include "http/query.h"
#include "office/commands.h"

#include <algorithm>
#include <stdexcept>

namespace sodan::http {

using office::Action;

namespace {

template <class Commands>
void add_commands(std::vector<Route>& to, const std::string& below, Handler handler) {
    boost::mp11::mp_for_each<Commands>([&](const auto& command) {
        const std::string name(command.name);
        to.push_back({"POST", below + "/" + name, command.action, handler,
                      "one step of a case or a person; see office/commands.h"});
    });
}

std::vector<Route> all() {
    std::vector<Route> out{
        {"POST", "/api/v1/inquiries", Action::log_inquiry, log_inquiry,
         "log an inquiry: opens a case, or adds to one"},
        {"GET", "/api/v1/cases", Action::list_cases, get_cases,
         "the cases that the person may see, page by page", true},
        {"POST", "/api/v1/cases/search", Action::read_history, search_cases,
         "the cases in which words were said"},
        {"GET", "/api/v1/cases/{ref}", Action::read_case, get_case, "one case"},
        {"GET", "/api/v1/cases/{ref}/history", Action::read_history, get_history, "the journal of a case"},
        {"GET", "/api/v1/cases/{ref}/decisions", Action::read_decisions, get_decisions,
         "why the case is where it is"},
        {"GET", "/api/v1/cases/{ref}/reads", Action::read_history, get_reads,
         "who was shown what was said in a case"},
        {"GET", "/api/v1/cases/{ref}/messages", Action::read_messages, get_messages,
         "what left, or is to leave, about a case"},
        {"GET", "/api/v1/cases/{ref}/conflicts", Action::read_conflicts, get_conflicts,
         "who must not know of a case, and why"},
        {"GET", "/api/v1/cases/{ref}/disclosures", Action::read_disclosures, get_disclosures,
         "what crossed to another body"},
        {"GET", "/api/v1/alarms", Action::see_alarms, get_alarms, "the open cases that nobody answers", true},
        {"GET", "/api/v1/messages", Action::watch_delivery, get_failed_messages,
         "the messages that did not arrive", true},
        {"POST", "/api/v1/messages/{id}/retry", Action::watch_delivery, retry_message,
         "try again what failed of a message"},
        {"GET", "/api/v1/me", Action::see_self, get_me, "who is acting"},
        {"POST", "/api/v1/session", anyone, sign_in, "sign in: a session for a browser"},
        {"DELETE", "/api/v1/session", Action::own_account, sign_out,
         "end the session or the token that is shown"},
        {"GET", "/api/v1/sessions", Action::own_account, get_sessions, "one's own sessions"},
        {"DELETE", "/api/v1/sessions/{id}", Action::own_account, end_session, "end one of them"},
        {"GET", "/api/v1/tokens", Action::own_account, get_tokens, "one's own tokens"},
        {"POST", "/api/v1/tokens", Action::own_account, issue_token, "a token for a shell or a machine"},
        {"DELETE", "/api/v1/tokens/{id}", Action::own_account, revoke_token, "revoke one of them"},
        {"POST", "/api/v1/me/password", Action::own_account, change_password, "change one's password"},
        {"POST", "/api/v1/me/code", Action::own_account, start_code, "begin with another authenticator app"},
        {"POST", "/api/v1/me/code/confirm", Action::own_account, confirm_code, "from now on its codes count"},
        {"POST", "/api/v1/people/{id}/invitation", Action::manage_accounts, invite,
         "a link to an account, good once"},
        {"POST", "/api/v1/invitations/open", anyone, open_invitation,
         "what an invited person needs for their authenticator app"},
        {"POST", "/api/v1/invitations/accept", anyone, accept_invitation,
         "make the account that an invitation is for"},
        {"GET", "/api/v1/desks", Action::see_office, get_desks, "the desks and their members"},
        {"GET", "/api/v1/people", Action::see_office, get_people,
         "the people of the office, or those whose time ends soon", true},
        {"POST", "/api/v1/people", Action::manage_accounts, add_person, "add a person to the office"},
        {"GET", "/api/v1/people/{id}/hand-over", Action::see_office, get_hand_over,
         "where a leaving person's cases would go"},
        {"GET", "/api/v1/hand-overs", Action::list_cases, get_hand_overs,
         "what one has handed on, and how far it has come"},
        {"GET", "/api/v1/duty", Action::see_office, get_duty, "who is on duty, and where the duty has holes",
         true},
        {"GET", "/api/v1/hosts", Action::see_office, get_hosts, "prefectures and designated cities", true},
        {"GET", "/api/v1/directory", Action::see_office, get_directory, "institutions to name to callers",
         true},
        {"GET", "/api/v1/rules", Action::read_rules, get_rules, "the rules in force"},
        {"GET", "/api/v1/rules/facts", Action::read_rules, get_facts, "what rules can test"},
        {"GET", "/api/v1/rules/coverage", Action::see_coverage, get_coverage,
         "what the staff does not cover now"},
        {"GET", "/api/v1/rules/versions", Action::read_rules, get_rule_versions,
         "every version of the rules, newest first"},
        {"GET", "/api/v1/rules/versions/{version}", Action::read_rules, get_rule_version,
         "one version, with its files"},
        {"POST", "/api/v1/rules/versions/{version}/publish", Action::change_rules, publish_rules,
         "put a version into force"},
        {"POST", "/api/v1/rules/drafts", Action::change_rules, draft_rules,
         "keep changed rule files as a version"},
        {"POST", "/api/v1/rules/check", Action::change_rules, check_rules,
         "what would stand in the way of these rule files"},
        {"GET", "/api/v1/rules/difference", Action::read_rules, get_rule_difference,
         "what changed between two versions", true},
        {"POST", "/api/v1/rules/simulations", Action::simulate_rules, simulate_rules,
         "what past decisions would be under other rules"},
        {"POST", "/api/v1/rules/rollback", Action::change_rules, roll_back_rules,
         "put a version into force that was before"},
        {"POST", "/api/v1/rules/reload", Action::change_rules, reload_rules,
         "publish what lies in the folder of the rules"},
        {"GET", "/api/v1/chain", Action::read_rules, get_chain, "the escalation chain's own table", true},
        {"POST", "/api/v1/cases/{ref}/erase", Action::keep_keys, erase_case,
         "what was written in a closed case can be read no longer"},
        {"GET", "/api/v1/keys", Action::keep_keys, get_keys,
         "the keys by name, and the quarters with which cases end"},
        {"POST", "/api/v1/keys/rotate", Action::keep_keys, rotate_keys, "a new epoch"},
        {"POST", "/api/v1/keys/{epoch}/destroy", Action::keep_keys, destroy_epoch,
         "let go an old epoch, and the backups of its time"},
        {"GET", "/api/v1/retention", Action::keep_keys, get_retention,
         "the quarters with which closed cases end"},
        {"POST", "/api/v1/retention/{quarter}/destroy", Action::keep_keys, destroy_quarter,
         "let go what was kept long enough"},
        {"GET", "/api/v1/record", Action::verify_record, get_record,
         "where the journal ends, and what was signed"},
        {"GET", "/api/v1/incident", Action::keep_keys, get_incident,
         "the draft of a leak report, from the journal", true},
        {"GET", "/api/v1/verify", Action::verify_record, get_verify, "replay the journal and compare"},
        {"POST", "/api/v1/backup", Action::back_up, make_backup, "write a consistent copy of the store"},
        {"GET", "/api/v1/events", Action::follow_events, get_events, "live changes, as server-sent events"},
        {"GET", "/healthz", anyone, get_healthz, "the process lives"},
        {"GET", "/readyz", anyone, get_readyz, "work can be taken"},
        {"GET", "/metrics", anyone, get_metrics,
         "figures, as Prometheus text; from another machine with a token"}};
    add_commands<office::CaseCommand>(out, "/api/v1/cases/{ref}", case_command);
    add_commands<office::PersonCommand>(out, "/api/v1/people/{id}", person_command);
    return out;
}

// Takes the next part off a path that begins with "/".
std::string_view next_part(std::string_view& path) {
    const auto end = std::min(path.find('/', 1), path.size());
    const auto part = path.substr(0, end);
    path.remove_prefix(end);
    return part;
}

bool matches(std::string_view pattern, std::string_view path, std::array<std::string_view, 2>& parts) {
    std::size_t named = 0;
    while (!pattern.empty() && !path.empty()) {
        const auto wanted = next_part(pattern), given = next_part(path);
        if (!wanted.starts_with("/{")) {
            if (wanted != given) return false;
        } else if (given.size() < 2) {
            return false;
        } else {
            parts.at(named++) = given.substr(1);
        }
    }
    return pattern.empty() && path.empty();
}

bool take(Found& found, const Route& route, const std::array<std::string_view, 2>& parts) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto part = decoded(parts.at(i));
        if (!part) return false;
        found.parts.at(i) = *part;
    }
    found.route = &route;
    return true;
}

}  // namespace

const std::vector<Route>& routes() {
    static const std::vector<Route> table = all();
    return table;
}

void must_have_policies(const std::vector<Route>& table) {
    for (const auto& route : table)
        if (std::holds_alternative<std::monostate>(route.policy))
            throw std::logic_error("no policy for " + std::string(route.method) + " " + route.pattern);
}

Found find_route(std::string_view method, std::string_view path) {
    Found found;
    for (const auto& route : routes()) {
        std::array<std::string_view, 2> parts;
        if (!matches(route.pattern, path, parts)) continue;
        if (route.method == method) return take(found, route, parts) ? found : Found{};
        if (!found.allowed.empty()) found.allowed += ", ";
        found.allowed += route.method == "GET" ? "GET, HEAD" : route.method;
    }
    return found;
}

}  // namespace sodan::http
