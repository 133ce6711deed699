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

std::optional<Refusal> refused_key(std::string_view key) {
    constexpr std::size_t longest = 255;
    const bool visible = std::ranges::all_of(key, [](char c) { return c > ' ' && c < '\x7f'; });
    if (key.size() > longest || !visible) return malformed("http.not_a_key");
    return {};
}

Outcome<std::optional<std::int64_t>> read_event_id(std::string_view text) {
    if (text.empty()) return std::optional<std::int64_t>{};
    const auto seq = number(text);
    if (!seq) return malformed("http.not_an_event_id");
    return seq;
}

}  // namespace sodan::http
