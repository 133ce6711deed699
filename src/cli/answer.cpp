#include "cli/answer.h"

#include "cli/screen.h"
#include "cli/views.h"

#include <boost/json/parse.hpp>

namespace sodan::cli {

namespace json = boost::json;

namespace {

constexpr std::string_view urn = "urn:sodan:problem:";

bool is_conflict(const std::string& why) {
    return why == "wrong_state" || why == "stale" || why == "key_reused";
}

// What stands in the way of a rule set, a line each.
std::string findings_in(const Answer& answer, const Wording& words) {
    const auto parsed = json::parse(answer.body);
    const auto* findings = parsed.as_object().if_contains("findings");
    if (!findings || !findings->is_array()) return "";
    std::string out;
    for (const auto& finding : findings->get_array())
        if (finding.is_object()) out += "  - " + finding_line(finding.get_object(), words.language()) + '\n';
    return out;
}

}  // namespace

std::optional<Problem> problem_in(const Answer& answer) {
    if (!answer.content_type.starts_with("application/problem+json")) return {};
    boost::system::error_code error;
    const auto parsed = json::parse(answer.body, error);
    if (error || !parsed.is_object()) return {};
    const auto& fields = parsed.get_object();
    const auto type = text_in(fields, "type");
    if (!type.starts_with(urn)) return {};
    return Problem{type.substr(urn.size()), text_in(fields, "title"), text_in(fields, "detail"),
                   text_in(fields, "pointer")};
}

Exit ending_of(const Answer& answer) {
    if (answer.status >= 200 && answer.status < 300) return Exit::done;
    const auto problem = problem_in(answer);
    if (!problem) return Exit::unexpected;
    if (problem->why == "not_found") return Exit::not_found;
    return is_conflict(problem->why) ? Exit::conflict : Exit::refused;
}

std::string told(const Refusal& refusal, const Wording& words) {
    auto values = refusal.message.values;
    for (auto& [name, value] : values) value = harmless_line(value);
    return words(refusal.message.key, std::move(values));
}

std::string told(const Answer& answer, const Wording& words) {
    const auto problem = problem_in(answer);
    if (!problem) return words("cli.unexpected", {{"status", std::to_string(answer.status)}}) + '\n';
    auto out = harmless_line(problem->title) + '\n';
    if (!problem->detail.empty()) out += harmless(problem->detail) + '\n';
    if (!problem->pointer.empty())
        out += words("cli.pointer", {{"pointer", harmless_line(problem->pointer)}}) + '\n';
    return out + findings_in(answer, words);
}

}  // namespace sodan::cli
