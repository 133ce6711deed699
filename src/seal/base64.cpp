#include "seal/base64.h"

#include <array>
#include <cstdint>

namespace sodan::seal {

namespace {

constexpr std::string_view signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::array<std::int8_t, 256> values = [] {
    std::array<std::int8_t, 256> out{};
    out.fill(-1);
    for (std::size_t i = 0; i < signs.size(); ++i)
        out[static_cast<unsigned char>(signs[i])] = static_cast<std::int8_t>(i);
    return out;
}();

std::uint32_t byte(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

}  // namespace

void append_base64(std::string& to, std::string_view bytes) {
    const auto start = to.size();
    to.resize(start + (bytes.size() * 4 + 2) / 3);
    auto* out = to.data() + start;
    auto* const end = to.data() + to.size();
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto three = byte(bytes, at) << 16 | byte(bytes, at + 1) << 8 | byte(bytes, at + 2);
        for (int shift = 18; shift >= 0 && out != end; shift -= 6) *out++ = signs[(three >> shift) & 63];
    }
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 == 1) return {};
    std::string out(text.size() * 3 / 4, '\0');
    auto* to = out.data();
    std::uint32_t held = 0, bits = 0;
    for (const char sign : text) {
        const auto value = values[static_cast<unsigned char>(sign)];
        if (value < 0) return {};
        held = held << 6 | static_cast<std::uint32_t>(value);
        if (bits += 6; bits >= 8) *to++ = static_cast<char>(held >> (bits -= 8) & 0xff);
    }
    if ((held & ((1u << bits) - 1)) != 0) return {};
    return out;
}

}  // namespace sodan::seal
