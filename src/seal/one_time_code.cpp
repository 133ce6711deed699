#include "seal/one_time_code.h"

#include "seal/secret.h"

#include <fmt/format.h>
#include <liboath/oath.h>

#include <array>
#include <ctime>
#include <stdexcept>

namespace sodan::seal {

namespace {

constexpr unsigned step_seconds = 30, digits = 6;

void start_oath() {
    static const bool started = oath_init() == OATH_OK;
    if (!started) throw std::runtime_error("liboath does not start");
}

std::int64_t step_at(Instant now) {
    return std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count() / step_seconds;
}

std::string code_of_step(std::string_view secret, std::int64_t step) {
    start_oath();
    std::array<char, digits + 1> out{};
    const auto at = static_cast<std::time_t>(step * step_seconds);
    if (oath_totp_generate(secret.data(), secret.size(), at, step_seconds, 0, digits, out.data()) != OATH_OK)
        throw std::runtime_error("liboath makes no code");
    return out.data();
}

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return out;
}

}  // namespace

std::string new_code_secret() {
    start();
    constexpr std::size_t size = 20;
    std::string out(size, '\0');
    randombytes_buf(out.data(), out.size());
    return out;
}

std::string code_at(std::string_view secret, Instant at) { return code_of_step(secret, step_at(at)); }

std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code, Instant now,
                                         std::int64_t last_used) {
    std::optional<std::int64_t> found;
    const auto middle = step_at(now);
    for (auto step = middle - 1; step <= middle + 1; ++step)
        if (step >= 0 && same(code_of_step(secret, step), code) && step > last_used) found = step;
    return found;
}

std::string base32(std::string_view bytes) {
    constexpr std::string_view signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    unsigned held = 0, bits = 0;
    for (const unsigned char byte : bytes_of(bytes)) {
        held = ((held << 8) | byte) & 0xfff;
        for (bits += 8; bits >= 5; bits -= 5) out += signs[(held >> (bits - 5)) & 31];
    }
    if (bits > 0) out += signs[(held << (5 - bits)) & 31];
    return out;
}

std::string setup_uri(std::string_view secret, std::string_view issuer, std::string_view account) {
    return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}&algorithm=SHA1&digits=6&period=30",
                       encoded(issuer), encoded(account), base32(secret));
}

}  // namespace sodan::seal
