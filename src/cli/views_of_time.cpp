// By when, and why then; what to do in an emergency; and the cases that nobody answers.

#include "cli/screen.h"
#include "cli/views.h"

#include <boost/json/array.hpp>

namespace sodan::cli {

namespace json = boost::json;

namespace {

const json::object* part(const json::object& of, std::string_view name) {
    const auto* found = of.if_contains(name);
    return found && found->is_object() ? &found->get_object() : nullptr;
}

void show_lines(const Page& page, const json::object& by_language) {
    for (const auto& sentence : by_language.at(page.words.language()).as_array())
        page.out << "  - " << harmless_line(sentence.as_string()) << '\n';
}

// "119  Ambulance and fire brigade  24 h  (last checked 2018)"
void show_line_to_call(const Page& page, const json::object& line) {
    const auto* name = page.words.language() == "ja" ? "name_ja" : "name_en";
    std::string out;
    for (const auto* key : {"phone", name, "hours"})
        if (const auto text = text_in(line, key); !text.empty()) out += "  " + harmless_line(text);
    page.out << "  " << out << "  ("
             << page.words("cli.emergency.last_checked", {{"date", text_in(line, "last_checked")}}) << ")\n";
}

}  // namespace

void show_deadlines(const Page& page, const json::object& one) {
    for (const auto* name : {"first_answer", "deadline"}) {
        const auto* deadline = part(one, name);
        const auto* said = deadline ? part(*deadline, "sentences") : nullptr;
        if (said) show_lines(page, *said);
    }
}

void show_emergency(const Page& page, const json::object& answer) {
    const auto* panel = part(answer, "emergency");
    if (!panel) return;
    page.out << page.words("cli.emergency") << '\n';
    if (const auto* steps = part(*panel, "steps")) show_lines(page, *steps);
    for (const auto* list : {"call", "lines"})
        for (const auto& line : panel->at(list).as_array()) show_line_to_call(page, line.as_object());
}

void show_alarms(const Page& page, const json::object& answer) {
    page.out << page.words("cli.alarms", {{"total", one_line(answer.at("total"))},
                                          {"hidden", one_line(answer.at("hidden"))}})
             << '\n';
    for (const auto& item : answer.at("items").as_array()) {
        const auto& alarm = item.as_object();
        show_headline(page, alarm.at("case").as_object());
        for (const auto& why : alarm.at("why").as_array())
            page.out << "  - " << page.words("cli.alarm." + std::string(why.as_string())) << '\n';
    }
    const auto* next = answer.if_contains("next");
    if (next && next->is_string() && !next->get_string().empty())
        page.out << page.words("cli.more", {{"cursor", harmless_line(next->get_string())}}) << '\n';
}

}  // namespace sodan::cli
