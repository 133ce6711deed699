#include "base/described.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace sodan {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_text = 20'000;  // code points; some ten pages, which no inquiry has ever filled
constexpr std::size_t longest_echo = 40;      // signs of a wrong code that are shown back

}  // namespace

void Reader::refuse(std::string key, std::vector<std::pair<std::string, std::string>> values) {
    if (!refusal_) refusal_ = Refusal{Refusal::Why::invalid, {std::move(key), std::move(values)}, pointer_};
}

void Reader::wrong_type(std::string_view wanted) {
    refuse("input.wrong_type", {{"wanted", std::string(wanted)}});
}

bool Reader::object_has_only(const json::object& object, const std::vector<std::string_view>& known) {
    for (const auto& [key, value] : object) {
        if (std::ranges::find(known, std::string_view(key)) != known.end()) continue;
        enter(shown(key));
        refuse("input.unknown_field", {{"known", fmt::format("{}", fmt::join(known, ", "))}});
        return false;
    }
    return true;
}

void Reader::into(const json::value& from, std::string& to) {
    if (!from.is_string()) return wrong_type("string");
    const std::string_view text = from.get_string();
    if (!is_utf8(text)) return refuse("input.not_utf8");
    if (has_control_characters(text)) return refuse("input.control_characters");
    if (text.size() > longest_text && code_points(text) > longest_text)
        return refuse("input.too_long", {{"limit", std::to_string(longest_text)}});
    to = text;
}

void Reader::into(const json::value& from, bool& to) {
    if (!from.is_bool()) return wrong_type("boolean");
    to = from.get_bool();
}

void Reader::into(const json::value& from, std::int64_t& to) {
    if (!from.is_int64()) return wrong_type("integer");
    to = from.get_int64();
}

void Reader::into(const json::value& from, int& to) {
    constexpr std::int64_t largest = 1'000'000'000;
    if (!from.is_int64() || std::abs(from.get_int64()) > largest) return wrong_type("integer");
    to = static_cast<int>(from.get_int64());
}

void Reader::into(const json::value& from, Instant& to) {
    if (!from.is_string()) return wrong_type("string");
    const auto instant = parse_instant(from.get_string());
    if (!instant) return refuse("input.not_an_instant");
    to = *instant;
}

void Reader::into(const json::value& from, json::object& to) {
    if (!from.is_object()) return wrong_type("object");
    to = from.get_object();
}

std::size_t Reader::enter(std::string_view key) {
    const auto mark = pointer_.size();
    pointer_ += '/';
    for (const char c : key) {
        if (c == '~')
            pointer_ += "~0";
        else if (c == '/')
            pointer_ += "~1";
        else
            pointer_ += c;
    }
    return mark;
}

std::string Reader::shown(std::string_view text) {
    const auto visible = [](char c) { return c > ' ' && c < '\x7f'; };
    std::string out;
    for (const char c : text.substr(0, longest_echo)) out += visible(c) ? c : '?';
    return out;
}

void write(json::value& to, const std::string& from) { to.emplace_string().assign(from.data(), from.size()); }
void write(json::value& to, bool from) { to = from; }
void write(json::value& to, std::int64_t from) { to = from; }
void write(json::value& to, int from) { to = from; }
void write(json::value& to, Instant from) { write(to, to_string(from)); }
void write(json::value& to, const json::object& from) { to = from; }

}  // namespace sodan
