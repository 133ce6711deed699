#include "http/headers.h"

#include <algorithm>
#include <charconv>

namespace sodan::http {

namespace {

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size() || out < 0 || text.empty()) return {};
    return out;
}

Refusal malformed(std::string key) { return {Refusal::Why::malformed, {std::move(key)}}; }

}  // namespace

Outcome<std::optional<std::int64_t>> read_if_match(std::string_view text) {
    if (text.empty() || text == "*") return std::optional<std::int64_t>{};
    if (text.size() < 3 || text.front() != '"' || text.back() != '"') return malformed("http.not_an_etag");
    const auto version = number(text.substr(1, text.size() - 2));
    if (!version) return malformed("http.not_an_etag");
    return version;
}

std::string etag(std::int64_t version) { return '"' + std::to_string(version) + '"'; }

namespace {

bool is_visible(std::string_view text) {
    constexpr std::size_t longest = 255;
    return text.size() <= longest && std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

}  // namespace

std::optional<Refusal> refused_key(std::string_view key) {
    if (!is_visible(key)) return malformed("http.not_a_key");
    return {};
}

std::optional<Refusal> refused_event_id(std::string_view id) {
    if (!is_visible(id)) return malformed("http.not_an_event_id");
    return {};
}

}  // namespace sodan::http
