// An answer of any shape: objects as labelled lines, arrays of objects as tables.

#include "base/clock.h"
#include "cli/screen.h"
#include "cli/views.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace sodan::cli {

namespace json = boost::json;

namespace {

bool is_table(const json::value& value) {
    if (!value.is_array() || value.get_array().empty()) return false;
    return std::ranges::all_of(value.get_array(), [](const json::value& item) { return item.is_object(); });
}

// Seconds say nothing to a person who reads a list.
std::string short_time(const std::string& text) {
    constexpr std::size_t date = 10, minute = 5;
    if (!parse_instant(text) || !text.ends_with("+09:00")) return text;
    return text.substr(0, date) + " " + text.substr(date + 1, minute);
}

std::string joined(const json::array& items) {
    std::string out;
    for (const auto& item : items) out += (out.empty() ? "" : ", ") + one_line(item);
    return out;
}

std::string joined(const json::object& fields) {
    std::string out;
    for (const auto& [key, value] : fields)
        out += fmt::format("{}{} {}", out.empty() ? "" : ", ", harmless_line(key), one_line(value));
    return out;
}

// The columns that were asked for as far as any row has them; all that any row has when none was.
std::vector<std::string> columns_in(const json::array& rows, const std::vector<std::string>& wanted) {
    std::vector<std::string> found;
    for (const auto& row : rows)
        for (const auto& [key, value] : row.as_object())
            if (std::ranges::find(found, key) == found.end()) found.emplace_back(key);
    std::vector<std::string> out;
    for (const auto& key : wanted)
        if (std::ranges::find(found, key) != found.end()) out.push_back(key);
    return out.empty() ? found : out;
}

// What does not hold is not shown: "overdue" stands there, or it does not.
bool is_no(const json::value& value) { return value.is_bool() && !value.get_bool(); }

void show_rows(const Page& page, const json::array& rows, const std::vector<std::string>& wanted) {
    const auto columns = columns_in(rows, wanted);
    Row headings;
    for (const auto& key : columns) headings.push_back(label(page, key));
    std::vector<Row> cells;
    for (const auto& row : rows) {
        auto& line = cells.emplace_back();
        for (const auto& key : columns) {
            const auto* value = row.as_object().if_contains(key);
            line.push_back(value && !is_no(*value) ? one_line(*value) : "");
        }
    }
    print_table(page.out, headings, cells);
}

}  // namespace

std::string text_in(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : "";
}

std::string label(const Page& page, std::string_view key) {
    const auto name = fmt::format("cli.field.{}", key);
    return page.words.has(name) ? page.words(name) : harmless_line(key);
}

std::string one_line(const json::value& value) {
    if (value.is_string()) return harmless_line(short_time(std::string(value.get_string())));
    if (value.is_null()) return "";
    if (value.is_array()) return joined(value.get_array());
    if (value.is_object()) return joined(value.get_object());
    return json::serialize(value);
}

void show_fields(const Page& page, const json::object& fields, std::size_t blanks) {
    const std::string margin(blanks, ' ');
    for (const auto& [key, value] : fields) {
        if (is_no(value)) continue;
        const auto text = one_line(value);
        if (text.empty()) continue;
        page.out << margin << label(page, key) << ":";
        if (value.is_object()) {
            page.out << '\n';
            show_fields(page, value.get_object(), blanks + 2);
        } else {
            page.out << ' ' << text << '\n';
        }
    }
}

void show_anything(const Page& page, const json::value& answer, const std::vector<std::string>& columns) {
    if (is_table(answer)) return show_rows(page, answer.get_array(), columns);
    if (!answer.is_object()) {
        page.out << one_line(answer) << '\n';
        return;
    }
    for (const auto& [key, value] : answer.get_object()) {
        if (key == "items" && value.is_array() && value.get_array().empty())
            page.out << page.words("cli.none") << '\n';
        else if (is_table(value)) {
            if (key != "items") page.out << '\n' << label(page, key) << ":\n";
            show_rows(page, value.get_array(), columns);
        } else if (key == "next" && value.is_string()) {
            if (value.get_string().empty()) continue;
            page.out << page.words("cli.more", {{"cursor", harmless_line(value.get_string())}}) << '\n';
        } else {
            show_fields(page, {{key, value}}, 0);
        }
    }
}

}  // namespace sodan::cli
