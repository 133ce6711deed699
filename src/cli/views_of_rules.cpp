// A version of the rules: who made it and why, what stands in its way, what it is made of.

#include "cli/screen.h"
#include "cli/views.h"

#include <boost/json/array.hpp>

namespace sodan::cli {

namespace json = boost::json;

namespace {

// The files' names and sizes: whoever wants their text takes --json.
void show_files(const Page& page, const json::object& files) {
    page.out << label(page, "files") << ":\n";
    for (const auto& [name, text] : files)
        page.out << "  " << harmless_line(name) << "  "
                 << page.words("cli.rules.bytes", {{"bytes", std::to_string(text.as_string().size())}})
                 << '\n';
}

void show_findings(const Page& page, const json::array& findings) {
    if (findings.empty()) return;
    page.out << label(page, "findings") << ":\n";
    for (const auto& finding : findings)
        page.out << "  - " << finding_line(finding.as_object(), page.words.language()) << '\n';
}

}  // namespace

std::string finding_line(const json::object& finding, const std::string& language) {
    std::string place;
    for (const char* part : {"file", "table", "rule", "column"})
        if (const auto name = text_in(finding, part); !name.empty())
            place += (place.empty() ? "" : " · ") + harmless_line(name);
    const auto* says = finding.if_contains("says");
    const auto sentence = says && says->is_object() ? text_in(says->get_object(), language) : "";
    return (place.empty() ? "" : place + ": ") + harmless_line(sentence);
}

void show_rules(const Page& page, const json::object& answer) {
    auto plain = answer;
    for (const char* apart : {"files", "findings", "certificate"}) plain.erase(apart);
    show_anything(page, plain, {});
    if (const auto* findings = answer.if_contains("findings")) show_findings(page, findings->as_array());
    if (const auto* files = answer.if_contains("files")) show_files(page, files->as_object());
}

void show_coverage(const Page& page, const json::object& answer) {
    const auto& uncovered = answer.at("uncovered").as_array();
    if (!answer.contains("at")) {
        page.out << page.words("cli.coverage.not_yet") << '\n';
        return;
    }
    page.out << page.words(uncovered.empty() ? "cli.coverage.all" : "cli.coverage.not_all",
                           {{"at", one_line(answer.at("at"))}, {"count", std::to_string(uncovered.size())}})
             << '\n';
    for (const auto& gap : uncovered)
        page.out << "  - " << finding_line(gap.as_object(), page.words.language()) << '\n';
}

}  // namespace sodan::cli
