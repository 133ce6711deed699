#pragma once
// SHA-256, and the canonical bytes that are hashed: fields one after the other, each with its length before
// it, so that no two different lists of fields have the same bytes.

#include <sodium.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sodan::seal {

using Digest = std::array<unsigned char, crypto_hash_sha256_BYTES>;

Digest sha256(std::string_view bytes);

// Hashing(previous).field(seq).field(text)...digest() is one link of a hash chain.
class Hashing {
public:
    Hashing();
    explicit Hashing(const Digest& previous);

    Hashing& field(std::string_view);  // 8 bytes of length, big-endian, then the bytes
    Hashing& field(std::int64_t);      // as a field of 8 bytes, big-endian
    Hashing& bytes(std::string_view);  // as they are, for what is one field by itself
    Digest digest();                   // once

private:
    crypto_hash_sha256_state state_;
};

std::string to_hex(const Digest&);
std::optional<Digest> digest_from_hex(std::string_view);

}  // namespace sodan::seal
