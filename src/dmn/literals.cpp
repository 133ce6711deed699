#include "dmn/functions.h"
#include "dmn/reader.h"
#include "dmn/signs.h"
#include "dmn/temporal.h"

#include <algorithm>
#include <charconv>

namespace sodan::dmn {

namespace {

std::string utf8(std::uint32_t sign) {
    const auto low = [&](int shift) { return static_cast<char>(0x80 | (sign >> shift & 0x3F)); };
    if (sign < 0x80) return {static_cast<char>(sign)};
    if (sign < 0x800) return {static_cast<char>(0xC0 | sign >> 6), low(0)};
    if (sign < 0x10000) return {static_cast<char>(0xE0 | sign >> 12), low(6), low(0)};
    return {static_cast<char>(0xF0 | sign >> 18), low(12), low(6), low(0)};
}

// `count` hex digits at the front.
std::optional<std::uint32_t> code_in(std::string_view text, std::size_t count) {
    std::uint32_t out = 0;
    if (text.size() < count) return {};
    const auto read = std::from_chars(text.data(), text.data() + count, out, 16);
    return read.ptr == text.data() + count ? std::optional(out) : std::nullopt;
}

}  // namespace

std::optional<Value> Reader::literal() {
    if (!good() || ended()) return {};
    if (rest_.front() == '"') return text_literal();
    if (rest_.front() == '@') return time_literal();
    if (is_digit(rest_.front()) || (rest_.front() == '.' && rest_.size() > 1 && is_digit(rest_[1])))
        return number_literal();
    return {};
}

// `at` stands on the sign after the backslash; what is no escape stays as it is.
bool Reader::escape(std::string& into, std::size_t& at) {
    constexpr std::string_view signs = "ntr\"'\\", meant = "\n\t\r\"'\\";
    const char c = rest_[at];
    if (const auto known = signs.find(c); known != std::string_view::npos) {
        into += meant[known];
        return true;
    }
    if (c != 'u' && c != 'U') {
        into.append("\\").append(1, c);
        return true;
    }
    const std::size_t digits = c == 'u' ? 4 : 6;
    auto code = code_in(rest_.substr(at + 1), digits);
    at += digits;
    if (code && *code >= 0xD800 && *code < 0xDC00 &&
        rest_.substr(std::min(at + 1, rest_.size())).starts_with("\\u")) {
        const auto second = code_in(rest_.substr(at + 3), 4);
        if (!second || *second < 0xDC00 || *second > 0xDFFF) return false;
        code = 0x10000 + ((*code - 0xD800) << 10) + (*second - 0xDC00);
        at += 6;
    }
    if (!code || *code == 0 || *code > 0x10FFFF || (*code >= 0xD800 && *code < 0xE000)) return false;
    into += utf8(*code);
    return true;
}

std::optional<Value> Reader::text_literal() {
    std::string out;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
        const char c = rest_[i];
        if (c == '"') {
            take(i + 1);
            return Value(std::move(out));
        }
        if (c != '\\' || i + 1 >= rest_.size())
            out += c;
        else if (!escape(out, ++i))
            break;
    }
    fail("syntax");
    return Value();
}

// @"2026-11-23", @"PT1H".
std::optional<Value> Reader::time_literal() {
    const auto before = rest_;
    if (!rest_.starts_with("@\"")) return {};
    rest_.remove_prefix(1);
    const auto text = text_literal();
    const auto* iso = text ? text->get<std::string>() : nullptr;
    if (!iso) return Value();
    if (const auto date = parse_date(*iso)) return Value(*date);
    if (const auto time = parse_time(*iso)) return Value(*time);
    if (const auto moment = parse_date_time(*iso)) return Value(*moment);
    if (auto duration = parse_duration(*iso)) return duration;
    rest_ = before;
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
    if (!number || (end < rest_.size() && begins_name(rest_[end]) && space_at(rest_.substr(end)) == 0)) {
        fail("syntax");
        return Value();
    }
    take(end);
    return Value(*number);
}

}  // namespace sodan::dmn
