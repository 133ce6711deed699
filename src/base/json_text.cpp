#include "base/json_text.h"

#include <fmt/format.h>

namespace sodan {

namespace {

// What JSON does not take as it is (RFC 8259, 7); nullptr for the other control characters.
const char* short_escape(char c) {
    switch (c) {
        case '"': return "\\\"";
        case '\\': return "\\\\";
        case '\n': return "\\n";
        case '\r': return "\\r";
        case '\t': return "\\t";
        default: return nullptr;
    }
}

bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

}  // namespace

void append_json(std::string& to, std::string_view from) {
    to += '"';
    for (std::size_t at = 0; at < from.size();) {
        const auto start = at;
        while (at < from.size() && is_plain(from[at])) ++at;
        to.append(from.substr(start, at - start));
        if (at == from.size()) break;
        const char c = from[at++];
        if (const char* escape = short_escape(c))
            to += escape;
        else
            fmt::format_to(std::back_inserter(to), "\\u{:04x}", static_cast<unsigned>(c));
    }
    to += '"';
}

void append_json(std::string& to, bool from) { to += from ? "true" : "false"; }
void append_json(std::string& to, std::int64_t from) { fmt::format_to(std::back_inserter(to), "{}", from); }
void append_json(std::string& to, int from) { append_json(to, std::int64_t{from}); }

void append_json(std::string& to, Instant from) {
    to += '"';
    to += to_string(from);
    to += '"';
}

}  // namespace sodan
