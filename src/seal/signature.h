#pragma once
// Ed25519: what the daemon signs, anybody with the public key can check.

#include "seal/secret.h"

#include <array>
#include <optional>

namespace sodan::seal {

class PublicKey {
public:
    static std::optional<PublicKey> from_hex(std::string_view);
    std::string hex() const;
    bool verifies(std::string_view message, std::string_view signature_hex) const;
    bool operator==(const PublicKey&) const = default;

private:
    friend class SigningKey;
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> bytes_{};
};

// The seed is a key file's 32 bytes (key_ring.h keeps it); the same seed gives the same key.
class SigningKey {
public:
    explicit SigningKey(const Key& seed);
    SigningKey(const SigningKey&) = default;
    SigningKey& operator=(const SigningKey&) = default;
    ~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

    const PublicKey& public_key() const { return public_; }
    std::string sign(std::string_view message) const;  // 128 hex signs

private:
    PublicKey public_;
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret_{};
};

}  // namespace sodan::seal
