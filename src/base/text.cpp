#include "base/text.h"

#include <sodium.h>
#include <unicode/utf8.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace sodan {

namespace {

// The next code point, or a negative number where the bytes are not UTF-8 (overlong forms and surrogates
// included).
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside ICU's macro
UChar32 next(std::string_view text, std::int32_t& at) {
    UChar32 c = 0;
    U8_NEXT(text.data(), at, static_cast<std::int32_t>(text.size()), c);
    return c;
}
#pragma GCC diagnostic pop

bool is_control(UChar32 c) {
    const bool c0 = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
    const bool c1 = c >= 0x7f && c <= 0x9f;
    const bool override = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return c0 || c1 || override;
}

void start_sodium() {
    static const bool started = sodium_init() >= 0;
    if (!started) throw std::runtime_error("libsodium does not start: no source of randomness");
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::int32_t at = 0; at < static_cast<std::int32_t>(text.size());)
        if (next(text, at) < 0) return false;
    return true;
}

bool has_control_characters(std::string_view text) {
    for (std::int32_t at = 0; at < static_cast<std::int32_t>(text.size());)
        if (is_control(next(text, at))) return true;
    return false;
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return count;
}

std::string hash_hex(std::string_view bytes) {
    start_sodium();
    constexpr std::size_t size = 32;
    std::array<unsigned char, size> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size(), nullptr, 0);
    std::string hex(2 * size + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    hex.pop_back();
    return hex;
}

std::uint64_t random_bits() {
    start_sodium();
    std::uint64_t bits = 0;
    randombytes_buf(&bits, sizeof bits);
    return bits;
}

}  // namespace sodan
