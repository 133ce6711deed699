#include "dmn/reader.h"

#include "dmn/functions.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool in_name(char c) { return begins_name(c) || is_digit(c); }

}  // namespace

std::string normalised(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (!is_space(c))
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

void Reader::fail(std::string_view reason) {
    if (misread_) return;
    std::size_t length = std::min<std::size_t>(rest_.size(), 40);
    while (length < rest_.size() && length > 0 && (static_cast<unsigned char>(rest_[length]) & 0xC0) == 0x80)
        --length;
    misread_ = Misread{std::string(reason), std::string(rest_.substr(0, length))};
    rest_ = {};
}

std::optional<Misread> Reader::finish() {
    if (good() && !ended()) fail("syntax");
    return misread_;
}

void Reader::skip_space() {
    while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
}

bool Reader::sign(std::string_view wanted) {
    if (!at(wanted)) return false;
    rest_.remove_prefix(wanted.size());
    skip_space();
    return true;
}

void Reader::must(std::string_view wanted) {
    if (!sign(wanted)) fail("syntax");
}

bool Reader::word(std::string_view wanted) {
    if (!at(wanted) || (rest_.size() > wanted.size() && in_name(rest_[wanted.size()]))) return false;
    return sign(wanted);
}

bool Reader::at_name() const { return !rest_.empty() && begins_name(rest_.front()); }

std::size_t Reader::match(std::string_view name) const {
    std::size_t i = 0;
    for (std::size_t n = 0; n < name.size(); ++n) {
        if (name[n] == ' ') {
            if (i >= rest_.size() || !is_space(rest_[i])) return 0;
            while (i < rest_.size() && is_space(rest_[i])) ++i;
        } else if (i >= rest_.size() || rest_[i++] != name[n]) {
            return 0;
        }
    }
    return i < rest_.size() && in_name(rest_[i]) && !name.empty() && in_name(name.back()) ? 0 : i;
}

std::optional<std::string> Reader::known(const std::vector<std::string>& names) {
    const std::string* best = nullptr;
    std::size_t length = 0;
    for (const auto& name : names)
        if (const auto found = match(name); found > length) {
            best = &name;
            length = found;
        }
    if (!best || !good()) return {};
    rest_.remove_prefix(length);
    skip_space();
    return *best;
}

std::optional<std::string> Reader::function_name() {
    std::vector<std::string> names;
    for (const auto& function : functions()) names.emplace_back(function.name);
    return known(names);
}

std::optional<Value> Reader::literal() {
    if (!good() || ended()) return {};
    if (rest_.front() == '"') return text_literal();
    if (is_digit(rest_.front()) || (rest_.front() == '.' && rest_.size() > 1 && is_digit(rest_[1])))
        return number_literal();
    if (word("true")) return Value(true);
    if (word("false")) return Value(false);
    if (word("null")) return Value();
    return {};
}

std::optional<Value> Reader::text_literal() {
    std::string out;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
        const char c = rest_[i];
        if (c == '"') {
            rest_.remove_prefix(i + 1);
            skip_space();
            return Value(std::move(out));
        }
        if (c != '\\' || i + 1 >= rest_.size()) {
            out += c;
            continue;
        }
        const char escaped = rest_[++i];
        out += escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped == 'r' ? '\r' : escaped;
    }
    fail("syntax");
    return Value();
}

// The point of "1..5" belongs to the interval.
std::optional<Value> Reader::number_literal() {
    std::size_t end = 0;
    const auto digits = [&] {
        while (end < rest_.size() && is_digit(rest_[end])) ++end;
    };
    digits();
    if (end + 1 < rest_.size() && rest_[end] == '.' && is_digit(rest_[end + 1])) {
        ++end;
        digits();
    }
    const auto number = Decimal::parse(rest_.substr(0, end));
    if (!number || (end < rest_.size() && begins_name(rest_[end]))) {
        fail("syntax");
        return Value();
    }
    rest_.remove_prefix(end);
    skip_space();
    return Value(*number);
}

}  // namespace sodan::dmn
