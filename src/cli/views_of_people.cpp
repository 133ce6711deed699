// What becomes of a leaving person's cases, and who is on duty.

#include "cli/screen.h"
#include "cli/views.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>

namespace sodan::cli {

namespace json = boost::json;

namespace {

std::string said(const Page& page, const json::object& item) {
    return harmless_line(text_in(item, page.words.language()));
}

void show_warnings(const Page& page, const json::object& answer) {
    const auto* warnings = answer.if_contains("warnings");
    if (!warnings || !warnings->is_array()) return;
    for (const auto& one : warnings->get_array()) page.out << "! " << said(page, one.as_object()) << '\n';
}

}  // namespace

void show_passings(const Page& page, const json::object& answer) {
    const auto* inside = answer.if_contains("hand_over");
    const auto& passings = inside ? inside->as_object() : answer;
    for (const auto& item : passings.at("items").as_array())
        page.out << fmt::format("{}  {}\n", text_in(item.as_object(), "ref"),
                                said(page, item.at("says").as_object()));
    page.out << page.words("cli.people.count", {{"in", one_line(passings.at("cases_in"))},
                                                {"out", one_line(passings.at("cases_out"))}})
             << '\n';
    show_warnings(page, answer);
}

void show_duty(const Page& page, const json::object& answer) {
    page.out << label(page, "at") << ": " << one_line(answer.at("at")) << '\n';
    show_anything(page, answer.at("desks"), {"desk", "first", "deputies"});
    show_warnings(page, answer);
}

}  // namespace sodan::cli
