// A decision with its alternatives: the desks that it did not go to, the people, and each table with the
// rules that were not taken.

#include "cli/screen.h"
#include "cli/views.h"

#include <boost/json/array.hpp>

namespace sodan::cli {

namespace json = boost::json;

namespace {

const json::array& list_in(const json::object& from, const char* key) {
    static const json::array none;
    const auto* list = from.if_contains(key);
    return list && list->is_array() ? list->get_array() : none;
}

// {"en": ..., "ja": ...}, in the reader's language.
std::string said(const Page& page, const json::object& from, const char* key) {
    const auto* by_language = from.if_contains(key);
    if (!by_language || !by_language->is_object()) return "";
    return harmless_line(text_in(by_language->get_object(), page.words.language()));
}

void heading(const Page& page, const char* key, const json::array& items) {
    if (!items.empty()) page.out << "  " << page.words(key) << '\n';
}

// "free-to-take-it: They are there and speak the language."
std::string with_reason(const Page& page, const json::object& rule) {
    const auto reason = said(page, rule, "reason");
    return harmless_line(text_in(rule, "rule")) + (reason.empty() ? "" : ": " + reason);
}

void show_person(const Page& page, const json::object& one) {
    page.out << "    " << harmless_line(text_in(one, "person")) << "  " << with_reason(page, one);
    if (const auto* load = one.if_contains("load"))
        page.out << "  " << page.words("cli.why.load", {{"load", one_line(*load)}});
    page.out << '\n';
}

std::string why_not(const Page& page, const json::object& rule) {
    std::string out;
    for (const auto& condition : list_in(rule, "because"))
        out += (out.empty() ? "" : "; ") + said(page, condition.as_object(), "says");
    if (!out.empty()) return out;
    return page.words("cli.why.beaten", {{"rule", harmless_line(text_in(rule, "beaten_by"))}});
}

void show_table(const Page& page, const json::object& table) {
    page.out << "    " << harmless_line(text_in(table, "table")) << '\n';
    for (const auto& rule : list_in(table, "rules"))
        page.out << "      + " << with_reason(page, rule.as_object()) << '\n';
    for (const auto& rule : list_in(table, "not_taken"))
        page.out << "      - " << harmless_line(text_in(rule.as_object(), "rule")) << ": "
                 << why_not(page, rule.as_object()) << '\n';
}

}  // namespace

void show_alternatives(const Page& page, const json::object& item) {
    heading(page, "cli.why.desks", list_in(item, "desks"));
    for (const auto& one : list_in(item, "desks"))
        page.out << "    " << said(page, one.as_object(), "says") << '\n';
    heading(page, "cli.why.people", list_in(item, "people"));
    for (const auto& one : list_in(item, "people")) show_person(page, one.as_object());
    heading(page, "cli.why.tables", list_in(item, "tables"));
    for (const auto& one : list_in(item, "tables")) show_table(page, one.as_object());
}

}  // namespace sodan::cli
