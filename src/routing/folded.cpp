#include "routing/folded.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>

namespace sodan::routing {

namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u;
}

char as_char(unsigned byte) { return static_cast<char>(byte); }

// Combining accents and Korean letters that are not yet composed: what some keyboards and file names send.
bool may_be_decomposed(std::string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const auto b = byte_at(text, i);
        if (b == 0xCC || b == 0xCD) return true;
        if (b == 0xE1 && byte_at(text, i + 1) >= 0x84 && byte_at(text, i + 1) <= 0x87) return true;
    }
    return false;
}

std::string composed(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfc = icu::Normalizer2::getNFCInstance(status);
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    if (U_SUCCESS(status))
        nfc->normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr, status);
    return U_SUCCESS(status) ? out : std::string(text);
}

// Two bytes: Latin-1 and Cyrillic capitals. Writes the lowered pair.
void add_two(std::string& out, unsigned first, unsigned second) {
    if (first == 0xC3 && second >= 0x80 && second <= 0x9E && second != 0x97) second += 0x20;
    if (first == 0xD0 && second == 0x81) first = 0xD1, second = 0x91;
    if (first == 0xD0 && second >= 0x90 && second <= 0x9F) second += 0x20;
    if (first == 0xD0 && second >= 0xA0 && second <= 0xAF) first = 0xD1, second -= 0x20;
    out += as_char(first);
    out += as_char(second);
}

// Three bytes: curly apostrophes, the ideographic space, full-width digits and letters.
void add_three(std::string& out, std::string_view sign) {
    const auto a = byte_at(sign, 0), b = byte_at(sign, 1), c = byte_at(sign, 2);
    if (a == 0xE2 && b == 0x80 && (c == 0x98 || c == 0x99)) {
        out += '\'';
    } else if (a == 0xE3 && b == 0x80 && c == 0x80) {
        out += ' ';
    } else if (a == 0xEF && b == 0xBC && c >= 0x8D && c <= 0xBA) {
        const auto ascii = c - 0x81 + 0x21;
        out += as_char(ascii >= 'A' && ascii <= 'Z' ? ascii + 0x20 : ascii);
    } else if (a == 0xEF && b == 0xBD && c >= 0x81 && c <= 0x9A) {
        out += as_char(c - 0x81 + 'a');
    } else {
        out += sign;
    }
}

std::size_t add_sign(std::string& out, std::string_view text, std::size_t at) {
    const auto b = byte_at(text, at);
    if (b < 0x80) {
        out += as_char(b >= 'A' && b <= 'Z' ? b + 0x20 : b);
        return 1;
    }
    const std::size_t length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
    if (length == 2 && at + 1 < text.size())
        add_two(out, b, byte_at(text, at + 1));
    else if (length == 3)
        add_three(out, text.substr(at, 3));
    else
        out += text.substr(at, length);
    return length;
}

// Lead bytes of two-byte letters (Latin, Greek, Cyrillic). Longer ones are mostly scripts without spaces.
bool is_word_lead(unsigned b) {
    return (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || (b >= 0xC3 && b <= 0xD4);
}

std::string lowered(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) at += add_sign(out, utf8, at);
    return out;
}

}  // namespace

std::string folded(std::string_view utf8) {
    return may_be_decomposed(utf8) ? lowered(composed(utf8)) : lowered(utf8);
}

bool is_word_sign_before(std::string_view text, std::size_t at) {
    std::size_t back = at;
    while (back > 0 && at - back < 4) {
        const auto b = byte_at(text, --back);
        if (b < 0x80 || b >= 0xC0) return is_word_lead(b);
    }
    return false;
}

bool is_word_sign_at(std::string_view text, std::size_t at) { return is_word_lead(byte_at(text, at)); }

}  // namespace sodan::routing
