#include "cli/views.h"

#include "cli/screen.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

namespace sodan::cli {

namespace json = boost::json;

namespace {

// Case commands answer {"case": {...}} as GET does.
const json::object& inner_case(const json::object& answer) {
    const auto* inner = answer.if_contains("case");
    return inner && inner->is_object() ? inner->get_object() : answer;
}

json::object without(json::object fields, std::initializer_list<const char*> names) {
    for (const auto* name : names) fields.erase(name);
    return fields;
}

// The caller's or a colleague's own words, set apart.
void show_texts(const Page& page, const json::object& detail) {
    for (const auto& [key, value] : detail) {
        if (!value.is_string()) {
            show_fields(page, {{key, value}}, 4);
            continue;
        }
        page.out << "    " << label(page, key) << ":\n" << indented(harmless(value.get_string()), 6) << '\n';
    }
}

void show_entry(const Page& page, const json::object& entry) {
    const auto event = text_in(entry, "event");
    const auto key = "cli.event." + event;
    page.out << one_line(entry.at("happened_at")) << "  "
             << (page.words.has(key) ? page.words(key) : harmless_line(event)) << "  ("
             << harmless_line(text_in(entry, "actor")) << ")\n";
    if (const auto* body = entry.if_contains("body"); body && body->is_object())
        show_fields(page, body->get_object(), 4);
    if (const auto* detail = entry.if_contains("detail"); detail && detail->is_object())
        show_texts(page, detail->get_object());
}

// Why, in the reader's language, where the answer says so.
void show_sentences(const Page& page, const json::object& item) {
    const auto* by_language = item.if_contains("sentences");
    if (!by_language || !by_language->is_object()) return;
    for (const auto& sentence : by_language->get_object().at(page.words.language()).as_array())
        page.out << "  - " << harmless_line(sentence.as_string()) << '\n';
}

// "0" for a decision from before rosters were kept.
std::string roster_in(const json::object& decision) {
    const auto* roster = decision.if_contains("roster_version");
    return roster ? one_line(*roster) : "0";
}

void show_decision(const Page& page, const json::object& item) {
    const auto& decision = item.at("decision").as_object();
    page.out << one_line(item.at("at"));
    for (const auto* key : {"desk", "urgency"}) page.out << "  " << harmless_line(text_in(decision, key));
    page.out << '\n';
    show_sentences(page, item);
    page.out << "  "
             << page.words("cli.why.version", {{"version", harmless_line(text_in(decision, "rules_version"))},
                                               {"roster", roster_in(decision)}})
             << '\n';
}

template <class Show> void each_item(const Page& page, const json::object& answer, Show show_one) {
    const auto& items = answer.at("items").as_array();
    if (items.empty()) page.out << page.words("cli.none") << '\n';
    for (const auto& item : items) show_one(page, item.as_object());
}

}  // namespace

void show(const Page& page, const Command& command, const json::value& answer) {
    switch (command.view) {
        case View::the_case: return show_case(page, answer.as_object());
        case View::logged: return show_logged(page, answer.as_object());
        case View::history: return show_history(page, answer.as_object());
        case View::why: return show_why(page, answer.as_object());
        case View::why_in_full: return show_why_in_full(page, answer.as_object());
        case View::simulated: return show_simulated(page, answer.as_object());
        case View::verified: return show_verified(page, answer.as_object());
        case View::passings: return show_passings(page, answer.as_object());
        case View::duty: return show_duty(page, answer.as_object());
        case View::written:
            page.out << harmless(answer.at("text").at(page.words.language()).as_string());
            return;
        case View::coverage: return show_coverage(page, answer.as_object());
        case View::alarms: return show_alarms(page, answer.as_object());
        case View::rules: return show_rules(page, answer.as_object());
        default: return show_anything(page, answer, command.columns);
    }
}

void show_headline(const Page& page, const json::object& one) {
    std::string line = harmless_line(text_in(one, "ref"));
    for (const auto* key : {"desk", "custody", "urgency"})
        if (const auto* value = one.if_contains(key)) line += "  " + one_line(*value);
    page.out << line << '\n';
}

void show_case(const Page& page, const json::object& answer) {
    const auto& one = inner_case(answer);
    show_headline(page, one);
    show_emergency(page, answer);
    show_sentences(page, answer);
    show_fields(page, without(one, {"ref", "desk", "custody", "urgency", "deadline", "first_answer"}), 2);
    show_deadlines(page, one);
}

void show_logged(const Page& page, const json::object& answer) {
    const auto& one = inner_case(answer);
    page.out << page.words("cli.logged", {{"ref", harmless_line(text_in(one, "ref"))}}) << '\n';
    show_headline(page, one);
    show_emergency(page, answer);
    show_sentences(page, answer);
    if (const auto* suggestions = answer.if_contains("suggestions"))
        show_fields(page, {{"suggestions", *suggestions}}, 2);
    page.out << page.words("cli.logged.next", {{"ref", harmless_line(text_in(one, "ref"))}}) << '\n';
}

void show_history(const Page& page, const json::object& answer) { each_item(page, answer, show_entry); }

void show_why(const Page& page, const json::object& answer) { each_item(page, answer, show_decision); }

void show_why_in_full(const Page& page, const json::object& answer) {
    each_item(page, answer, [](const Page& on, const json::object& item) {
        show_decision(on, item);
        show_alternatives(on, item);
    });
}

void show_verified(const Page& page, const json::object& answer) {
    const auto& differences = answer.at("differences").as_array();
    page.out << page.words(differences.empty() ? "cli.verify.same" : "cli.verify.differs",
                           {{"cases", one_line(answer.at("cases"))},
                            {"entries", one_line(answer.at("entries"))},
                            {"differences", std::to_string(differences.size())}})
             << '\n';
    for (const auto& difference : differences) page.out << "  " << one_line(difference) << '\n';
}

}  // namespace sodan::cli
