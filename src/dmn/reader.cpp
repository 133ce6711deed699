#include "dmn/reader.h"

#include "dmn/signs.h"

#include <algorithm>
#include <array>

namespace sodan::dmn {

std::size_t space_at(std::string_view text) {
    if (text.empty()) return 0;
    const auto c = text.front();
    if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
    if (static_cast<unsigned char>(c) < 0x80) return 0;
    if (text.starts_with("\u00a0") || text.starts_with("\u0085")) return 2;
    for (const char* wide : {"\u3000", "\u2003", "\u2002", "\u2009", "\u200a", "\u200b", "\u202f", "\u205f",
                             "\u2028", "\u2029", "\ufeff"})
        if (text.starts_with(wide)) return 3;
    return 0;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool in_name(char c) { return begins_name(c) || is_digit(c); }

std::string normalised(std::string_view name) {
    std::string out;
    while (!name.empty()) {
        const auto space = space_at(name);
        if (space == 0)
            out += name.front();
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
        name.remove_prefix(std::max<std::size_t>(space, 1));
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

void Reader::fail(std::string_view reason) {
    if (misread_) return;
    std::size_t length = std::min<std::size_t>(rest_.size(), 40);
    while (length < rest_.size() && length > 0 && (static_cast<unsigned char>(rest_[length]) & 0xC0) == 0x80)
        --length;
    const bool beyond = at("[") || at("{") || at("..") || at_word("instance") || at_word("for") ||
                        at_word("some") || at_word("every") || at_word("function");
    const bool unsupported = beyond && reason != "too_deep" && reason != "arguments";
    misread_ =
        Misread{std::string(unsupported ? "unsupported" : reason), std::string(rest_.substr(0, length))};
    rest_ = {};
}

std::optional<Misread> Reader::finish() {
    if (good() && !ended()) fail("syntax");
    return misread_;
}

// White space and comments.
void Reader::skip_space() {
    for (;;) {
        std::size_t length = space_at(rest_);
        if (rest_.starts_with("//")) length = std::min(rest_.find('\n'), rest_.size());
        if (rest_.starts_with("/*")) {
            const auto end = rest_.find("*/", 2);
            length = end == std::string_view::npos ? rest_.size() : end + 2;
        }
        if (length == 0) return;
        rest_.remove_prefix(length);
    }
}

void Reader::take(std::size_t length) {
    rest_.remove_prefix(length);
    skip_space();
}

bool Reader::sign(std::string_view wanted) {
    if (!at(wanted)) return false;
    take(wanted.size());
    return true;
}

void Reader::must(std::string_view wanted) {
    if (!sign(wanted)) fail("syntax");
}

bool Reader::at_word(std::string_view wanted) const {
    return at(wanted) && (rest_.size() == wanted.size() || !in_name(rest_[wanted.size()]));
}

bool Reader::word(std::string_view wanted) { return at_word(wanted) && sign(wanted); }

bool Reader::at_name() const { return !rest_.empty() && begins_name(rest_.front()); }

std::size_t Reader::match(std::string_view name) const {
    std::size_t i = 0;
    for (const char c : name) {
        if (c == ' ') {
            const auto from = i;
            while (const auto space = space_at(rest_.substr(std::min(i, rest_.size())))) i += space;
            if (i == from) return 0;
        } else if (i >= rest_.size() || rest_[i++] != c) {
            return 0;
        }
    }
    const bool goes_on = i < rest_.size() && in_name(rest_[i]) && space_at(rest_.substr(i)) == 0;
    return goes_on && !name.empty() && in_name(name.back()) ? 0 : i;
}

const std::string* Reader::longest(const std::vector<std::string>& names) const {
    const std::string* best = nullptr;
    std::size_t length = 0;
    if (!good()) return nullptr;
    for (const auto& name : names)
        if (const auto found = match(name); found > length) {
            best = &name;
            length = found;
        }
    return best;
}

}  // namespace sodan::dmn
