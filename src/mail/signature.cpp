#include "mail/signature.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

namespace sodan::mail {

namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::optional<std::string> webhook_key(std::string_view secret) {
    constexpr std::string_view prefix = "whsec_";
    constexpr std::size_t least = 24, most = 64;
    if (!secret.starts_with(prefix)) return {};
    secret.remove_prefix(prefix.size());
    std::string out(most + 1, '\0');
    std::size_t length = 0;
    const int failed =
        sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), secret.data(),
                          secret.size(), nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL);
    if (failed != 0 || length < least || length > most) return {};
    out.resize(length);
    return out;
}

std::string webhook_signature(std::string_view key, std::string_view id, std::int64_t timestamp,
                              std::string_view body) {
    const auto signed_text = fmt::format("{}.{}.{}", id, timestamp, body);
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac{};
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytes_of(signed_text), signed_text.size());
    crypto_auth_hmacsha256_final(&state, mac.data());
    std::string out(sodium_base64_ENCODED_LEN(mac.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(out.data(), out.size(), mac.data(), mac.size(), sodium_base64_VARIANT_ORIGINAL);
    out.pop_back();  // the zero at its end
    return "v1," + out;
}

}  // namespace sodan::mail
