#include "cli/screen.h"

#include "base/text.h"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace sodan::cli {

namespace {

// The sign at `at`, which moves past it; a byte that is not UTF-8 comes alone, as a negative number.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside ICU's macro
// NOLINTNEXTLINE(readability-function-size): the macro nests
UChar32 next_sign(std::string_view text, std::int32_t& at) {
    const auto from = at;
    UChar32 sign = 0;
    U8_NEXT(text.data(), at, static_cast<std::int32_t>(text.size()), sign);
    if (sign < 0) at = from + 1;
    return sign;
}
#pragma GCC diagnostic pop

// Calls `see` with each sign and its bytes.
template <class See> void each_sign(std::string_view text, See see) {
    for (std::int32_t at = 0; at < static_cast<std::int32_t>(text.size());) {
        const auto from = static_cast<std::size_t>(at);
        const auto sign = next_sign(text, at);
        see(sign, text.substr(from, static_cast<std::size_t>(at) - from));
    }
}

std::string escaped(std::string_view bytes) {
    std::string out;
    for (const char c : bytes) out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    return out;
}

// Base's idea of a control character, and the marks that turn the direction of writing, and a lone carriage
// return.
bool is_harmful(UChar32 sign, std::string_view bytes) {
    const bool turns = sign == 0x200e || sign == 0x200f || sign == 0x061c || sign == 0x2028 || sign == 0x2029;
    return sign < 0 || sign == '\r' || turns || has_control_characters(bytes);
}

std::size_t columns_of(UChar32 sign) {
    const auto kind = u_charType(sign);
    if (kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK || kind == U_FORMAT_CHAR) return 0;
    const auto wide = u_getIntPropertyValue(sign, UCHAR_EAST_ASIAN_WIDTH);
    return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

void print_row(std::ostream& out, const Row& row, const std::vector<std::size_t>& widths) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
        line += row[i] + std::string(widths[i] - width(row[i]) + 2, ' ');
    while (line.ends_with(' ')) line.pop_back();
    out << line << '\n';
}

}  // namespace

std::string harmless(std::string_view text) {
    std::string out;
    each_sign(text, [&](UChar32 sign, std::string_view bytes) {
        out += is_harmful(sign, bytes) ? escaped(bytes) : std::string(bytes);
    });
    return out;
}

std::string harmless_line(std::string_view text) {
    auto out = harmless(text);
    std::ranges::replace_if(
        out, [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return out;
}

std::size_t width(std::string_view text) {
    std::size_t out = 0;
    each_sign(text, [&](UChar32 sign, std::string_view) { out += sign < 0 ? 1 : columns_of(sign); });
    return out;
}

void print_table(std::ostream& out, const Row& headings, const std::vector<Row>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& heading : headings) widths.push_back(width(heading));
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
    print_row(out, headings, widths);
    for (const auto& row : rows) print_row(out, row, widths);
}

std::string indented(std::string_view text, std::size_t blanks) {
    const std::string margin(blanks, ' ');
    std::string out = margin;
    for (const char c : text) {
        out += c;
        if (c == '\n') out += margin;
    }
    return out;
}

}  // namespace sodan::cli
