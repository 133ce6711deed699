// What past decisions would be under other rules: a line for each that changes, its reason, and the totals.

#include "cli/screen.h"
#include "cli/views.h"

#include <boost/json/array.hpp>

namespace sodan::cli {

namespace json = boost::json;

namespace {

std::string placed(const json::object& one) {
    return harmless_line(text_in(one, "desk")) + " " + harmless_line(text_in(one, "urgency"));
}

void show_because(const Page& page, const json::object& item, const char* key) {
    const auto* because = item.if_contains(key);
    if (!because) return;
    const auto& rule = because->as_object();
    page.out << "    " << harmless_line(text_in(rule, "table")) << ", "
             << harmless_line(text_in(rule, "rule"));
    const auto reason = harmless_line(text_in(rule.at("reason").as_object(), page.words.language()));
    page.out << (reason.empty() ? "" : ": " + reason) << '\n';
}

void show_changed(const Page& page, const json::object& item) {
    page.out << harmless_line(text_in(item, "case")) << "  " << one_line(item.at("at")) << "  "
             << placed(item.at("before").as_object()) << " -> " << placed(item.at("after").as_object())
             << '\n';
    show_because(page, item, "desk_because");
    show_because(page, item, "urgency_because");
}

}  // namespace

void show_simulated(const Page& page, const json::object& answer) {
    for (const auto& item : answer.at("items").as_array()) show_changed(page, item.as_object());
    const auto total = [&](const char* name) {
        return std::pair(std::string(name), one_line(answer.at(name)));
    };
    page.out << page.words("cli.simulated", {total("decisions"), total("elsewhere"), total("more_urgent"),
                                             total("less_urgent"), total("not_shown"),
                                             total("decisions_not_asked_again"), total("version")})
             << '\n';
    if (!answer.at("complete").as_bool())
        page.out << page.words("cli.simulated.stopped",
                               {{"why", text_in(answer, "stopped")}, {"until", one_line(answer.at("until"))}})
                 << '\n';
}

}  // namespace sodan::cli
