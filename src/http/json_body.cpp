#include "http/json_body.h"

#include "base/text.h"

#include <boost/json/parser.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace sodan::http {

namespace json = boost::json;

namespace {

constexpr std::size_t deepest = 16;
constexpr std::string_view white = " \t\r\n";

Refusal malformed(std::string key, std::size_t offset) {
    return {Refusal::Why::malformed, {std::move(key), {{"offset", std::to_string(offset)}}}};
}

std::size_t members(const json::value& value) {
    std::size_t count = 0;
    if (const auto* object = value.if_object()) {
        count = object->size();
        for (const auto& [key, item] : *object) count += members(item);
    } else if (const auto* array = value.if_array()) {
        for (const auto& item : *array) count += members(item);
    }
    return count;
}

// Walks over valid JSON: the strings in it, and the signs between them.
template <class OnString, class OnSign> void walk(std::string_view text, OnString on_string, OnSign on_sign) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '"') {
            on_sign(text[at], at);
            continue;
        }
        const auto from = ++at;
        while (text[at] != '"') at += text[at] == '\\' ? 2 : 1;
        on_string(text.substr(from, at - from));
    }
}

std::size_t colons(std::string_view text) {
    std::size_t count = 0;
    walk(
        text, [](std::string_view) {}, [&](char sign, std::size_t) { count += sign == ':'; });
    return count;
}

// Where the second one of a repeated field ends.
std::size_t repeated_at(std::string_view text) {
    std::vector<std::vector<std::string_view>> open;
    std::string_view last;
    std::optional<std::size_t> found;
    const auto on_sign = [&](char sign, std::size_t at) {
        if (sign == '{') open.emplace_back();
        if (sign == '}') open.pop_back();
        if (sign != ':' || found) return;
        if (std::ranges::find(open.back(), last) != open.back().end()) found = at;
        open.back().push_back(last);
    };
    walk(
        text, [&](std::string_view name) { last = name; }, on_sign);
    return found.value_or(0);
}

}  // namespace

Outcome<json::value> read_json(std::string_view text, json::storage_ptr memory) {
    if (text.find_first_not_of(white) == text.npos) return json::value(json::object_kind, memory);
    if (!is_utf8(text)) return Refusal{Refusal::Why::malformed, {"http.not_utf8"}};
    json::parse_options options;
    options.max_depth = deepest;
    json::parser parser(memory, options);
    boost::system::error_code error;
    const auto end = parser.write_some(text.data(), text.size(), error);
    if (error == json::error::too_deep) return malformed("http.json_too_deep", end);
    if (error) return malformed("http.not_json", end);
    const auto rest = text.find_first_not_of(white, end);
    if (rest != text.npos) return malformed("http.after_json", rest);
    auto value = parser.release();
    if (colons(text) != members(value)) return malformed("http.repeated_field", repeated_at(text));
    return value;
}

}  // namespace sodan::http
