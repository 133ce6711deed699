#include "http/strict.h"

#include <algorithm>
#include <array>

namespace sodan::http {

namespace {

constexpr std::string_view newline = "\r\n";
constexpr std::size_t most_fields = 100, most_digits = 18;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_visible(char c) { return c > ' ' && c <= '~'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_token(std::string_view text) {
    static constexpr std::string_view signs = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return is_letter(c) || is_digit(c) || signs.find(c) != signs.npos;
    });
}

bool is_called(std::string_view name, std::string_view known) {
    return std::ranges::equal(name, known, {}, lower, lower);
}

Message fault(const char* what) { return {std::string("http.strict.") + what}; }

std::string_view take_line(std::string_view& rest) {
    const auto line = rest.substr(0, rest.find(newline));
    rest.remove_prefix(line.size() + newline.size());
    return line;
}

std::string_view trimmed(std::string_view value) {
    constexpr std::string_view blanks = " \t";
    const auto from = std::min(value.find_first_not_of(blanks), value.size());
    return value.substr(from, value.find_last_not_of(blanks) + 1 - from);
}

// What the fields of one head say together.
class Fields {
public:
    explicit Fields(bool is_1_0) : is_1_0_(is_1_0) {}

    std::optional<Message> take(std::string_view line) {
        if (++count_ > most_fields) return fault("too_many_fields");
        if (line.front() == ' ' || line.front() == '\t') return fault("folded");
        const auto colon = line.find(':');
        const auto name = line.substr(0, colon);
        if (colon == line.npos || !is_token(name)) return fault("field_name");
        const auto value = trimmed(line.substr(colon + 1));
        if (!std::ranges::all_of(value, [](char c) { return is_visible(c) || c == ' ' || c == '\t'; }))
            return fault("field_value");
        return framing(name, value);
    }

    std::optional<Message> whole() const {
        if (hosts_ != 1) return fault("host");
        if (lengths_ > 1 || codings_ > 1 || lengths_ + codings_ > 1) return fault("two_lengths");
        if (codings_ > 0 && is_1_0_) return fault("coding");
        return {};
    }

private:
    std::optional<Message> framing(std::string_view name, std::string_view value) {
        if (is_called(name, "Host")) ++hosts_;
        if (is_called(name, "Content-Length")) {
            ++lengths_;
            if (value.empty() || value.size() > most_digits || !std::ranges::all_of(value, is_digit))
                return fault("length");
        }
        if (is_called(name, "Transfer-Encoding")) {
            ++codings_;
            if (!is_called(value, "chunked")) return fault("coding");
        }
        return {};
    }

    bool is_1_0_;
    std::size_t count_ = 0;
    int hosts_ = 0, lengths_ = 0, codings_ = 0;
};

// METHOD, target and version with one blank between each; of the forms of a target the one with a path only.
std::optional<Message> fault_in_request(std::string_view line) {
    const auto first = line.find(' '), second = line.rfind(' ');
    if (first == line.npos || second == first) return fault("request_line");
    const auto target = line.substr(first + 1, second - first - 1), version = line.substr(second + 1);
    if (!is_token(line.substr(0, first))) return fault("request_line");
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return fault("version");
    if (!target.starts_with('/') || !std::ranges::all_of(target, is_visible) ||
        target.find('#') != target.npos)
        return fault("target");
    return {};
}

}  // namespace

std::optional<std::size_t> end_of_head(std::string_view bytes) {
    constexpr std::string_view end = "\r\n\r\n";
    const auto at = bytes.find(end);
    if (at == bytes.npos) return {};
    return at + end.size();
}

std::optional<Message> fault_in_lines(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const bool bare_lf = bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r');
        const bool bare_cr = bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] != '\n';
        if (bare_lf || bare_cr) return fault("newline");
    }
    return {};
}

std::optional<Message> fault_in_head(std::string_view head) {
    const auto request = take_line(head);
    if (auto found = fault_in_request(request)) return found;
    Fields fields(request.ends_with("1.0"));
    for (auto line = take_line(head); !line.empty(); line = take_line(head))
        if (auto found = fields.take(line)) return found;
    return fields.whole();
}

}  // namespace sodan::http
