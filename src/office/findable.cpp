#include "office/findable.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace sodan::office {

namespace {

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string normalized(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
    std::string out;
    out.reserve(text.size());
    icu::StringByteSink<std::string> sink(&out);
    if (U_SUCCESS(status))
        nfkc->normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr, status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU does not normalize");
    return out;
}

// U+30A1 to U+30F6 are E3 82 A1 to E3 83 B6; their hiragana lie 0x60 before.
void to_hiragana(std::string& text) {
    constexpr unsigned first = 0x30A1, last = 0x30F6, apart = 0x60;
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
        if (byte_at(text, at) != 0xE3) continue;
        const auto sign = 0x3000u | ((byte_at(text, at + 1) & 0x3F) << 6) | (byte_at(text, at + 2) & 0x3F);
        if (sign < first || sign > last) continue;
        text[at + 1] = static_cast<char>(0x80 | (((sign - apart) >> 6) & 0x3F));
        text[at + 2] = static_cast<char>(0x80 | ((sign - apart) & 0x3F));
    }
}

}  // namespace

std::string findable(std::string_view utf8) {
    if (is_ascii(utf8)) {
        std::string out(utf8);
        std::ranges::transform(out, out.begin(), lowered);
        return out;
    }
    auto out = normalized(utf8);
    to_hiragana(out);
    return out;
}

std::vector<std::string> findable_words(std::string_view query) {
    std::vector<std::string> out;
    std::istringstream in(findable(query));
    for (std::string word; in >> word;) out.push_back(std::move(word));
    std::ranges::sort(out, [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return out;
}

}  // namespace sodan::office
