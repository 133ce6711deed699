#include "http/routes.h"

#include "http/handlers.h"
#include "http/query.h"
#include "office/commands.h"

#include <algorithm>

namespace sodan::http {

namespace {

template <class Commands>
void add_commands(std::vector<Route>& to, const std::string& below, Handler handler) {
    boost::mp11::mp_for_each<Commands>([&](const auto& command) {
        const std::string name(command.name);
        to.push_back(
            {"POST", below + "/" + name, handler, "one step of a case or a person; see office/commands.h"});
    });
}

std::vector<Route> all() {
    const auto anyone = Caller::anyone;
    std::vector<Route> out{
        {"POST", "/api/v1/inquiries", log_inquiry, "log an inquiry: opens a case, or adds to one"},
        {"GET", "/api/v1/cases", get_cases, "the cases that the person may see, page by page"},
        {"POST", "/api/v1/cases/search", search_cases, "the cases in which words were said"},
        {"GET", "/api/v1/cases/{ref}", get_case, "one case"},
        {"GET", "/api/v1/cases/{ref}/history", get_history, "the journal of a case"},
        {"GET", "/api/v1/cases/{ref}/decisions", get_decisions, "why the case is where it is"},
        {"GET", "/api/v1/cases/{ref}/reads", get_reads, "who was shown what was said in a case"},
        {"GET", "/api/v1/cases/{ref}/messages", get_messages, "what left, or is to leave, about a case"},
        {"GET", "/api/v1/alarms", get_alarms, "the open cases that nobody answers"},
        {"GET", "/api/v1/messages", get_failed_messages, "the messages that did not arrive"},
        {"POST", "/api/v1/messages/{id}/retry", retry_message, "try again what failed of a message"},
        {"GET", "/api/v1/me", get_me, "who is acting"},
        {"GET", "/api/v1/desks", get_desks, "the desks and their members"},
        {"GET", "/api/v1/people", get_people, "the people of the office, or those whose time ends soon"},
        {"GET", "/api/v1/people/{id}/hand-over", get_hand_over, "where a leaving person's cases would go"},
        {"GET", "/api/v1/hand-overs", get_hand_overs, "what one has handed on, and how far it has come"},
        {"GET", "/api/v1/duty", get_duty, "who is on duty, and where the duty has holes"},
        {"GET", "/api/v1/hosts", get_hosts, "prefectures and designated cities"},
        {"GET", "/api/v1/directory", get_directory, "institutions to name to callers"},
        {"GET", "/api/v1/rules", get_rules, "the rules in force"},
        {"GET", "/api/v1/rules/facts", get_facts, "what rules can test"},
        {"GET", "/api/v1/rules/coverage", get_coverage, "what the staff does not cover now"},
        {"GET", "/api/v1/rules/versions", get_rule_versions, "every version of the rules, newest first"},
        {"GET", "/api/v1/rules/versions/{version}", get_rule_version, "one version, with its files"},
        {"POST", "/api/v1/rules/versions/{version}/publish", publish_rules, "put a version into force"},
        {"POST", "/api/v1/rules/drafts", draft_rules, "keep changed rule files as a version"},
        {"POST", "/api/v1/rules/check", check_rules, "what would stand in the way of these rule files"},
        {"GET", "/api/v1/rules/difference", get_rule_difference, "what changed between two versions"},
        {"POST", "/api/v1/rules/simulations", simulate_rules,
         "what past decisions would be under other rules"},
        {"POST", "/api/v1/rules/rollback", roll_back_rules, "put a version into force that was before"},
        {"POST", "/api/v1/rules/reload", reload_rules, "publish what lies in the folder of the rules"},
        {"GET", "/api/v1/chain", get_chain, "the escalation chain's own table"},
        {"POST", "/api/v1/cases/{ref}/erase", erase_case,
         "what was written in a closed case can be read no longer"},
        {"GET", "/api/v1/keys", get_keys, "the keys by name, and the quarters with which cases end"},
        {"POST", "/api/v1/keys/rotate", rotate_keys, "a new epoch"},
        {"GET", "/api/v1/retention", get_retention, "the quarters with which closed cases end"},
        {"POST", "/api/v1/retention/{quarter}/destroy", destroy_quarter, "let go what was kept long enough"},
        {"GET", "/api/v1/record", get_record, "where the journal ends, and what was signed"},
        {"GET", "/api/v1/incident", get_incident, "the draft of a leak report, from the journal"},
        {"GET", "/api/v1/verify", get_verify, "replay the journal and compare"},
        {"POST", "/api/v1/backup", make_backup, "write a consistent copy of the store"},
        {"GET", "/api/v1/events", get_events, "live changes, as server-sent events"},
        {"GET", "/healthz", get_healthz, "the process lives", anyone},
        {"GET", "/readyz", get_readyz, "work can be taken", anyone},
        {"GET", "/metrics", get_metrics, "figures, as Prometheus text", anyone}};
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
