#include "seal/signature.h"

namespace sodan::seal {

namespace {

template <std::size_t Size> std::string hex_of(const std::array<unsigned char, Size>& bytes) {
    std::string hex(2 * Size + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), Size);
    hex.pop_back();
    return hex;
}

template <std::size_t Size> bool read_hex(std::string_view hex, std::array<unsigned char, Size>& into) {
    std::size_t size = 0;
    const char* end = nullptr;
    return hex.size() == 2 * Size &&
           sodium_hex2bin(into.data(), Size, hex.data(), hex.size(), nullptr, &size, &end) == 0 &&
           size == Size && end == hex.data() + hex.size();
}

}  // namespace

std::optional<PublicKey> PublicKey::from_hex(std::string_view hex) {
    PublicKey out;
    if (!read_hex(hex, out.bytes_)) return {};
    return out;
}

std::string PublicKey::hex() const { return hex_of(bytes_); }

bool PublicKey::verifies(std::string_view message, std::string_view signature_hex) const {
    std::array<unsigned char, crypto_sign_BYTES> signature{};
    if (!read_hex(signature_hex, signature)) return false;
    return crypto_sign_verify_detached(signature.data(), bytes_of(message).data(), message.size(),
                                       bytes_.data()) == 0;
}

SigningKey::SigningKey(const Key& seed) {
    start();
    crypto_sign_seed_keypair(public_.bytes_.data(), secret_.data(), seed.data());
}

std::string SigningKey::sign(std::string_view message) const {
    std::array<unsigned char, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr, bytes_of(message).data(), message.size(), secret_.data());
    return hex_of(signature);
}

}  // namespace sodan::seal
