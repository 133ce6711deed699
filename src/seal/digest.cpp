#include "seal/digest.h"

#include "seal/secret.h"

namespace sodan::seal {

namespace {

std::string big_endian(std::uint64_t number) {
    std::string out(8, '\0');
    for (auto sign = out.rbegin(); sign != out.rend(); ++sign, number >>= 8)
        *sign = static_cast<char>(number & 0xff);
    return out;
}

}  // namespace

Digest sha256(std::string_view bytes) {
    Digest out{};
    crypto_hash_sha256(out.data(), bytes_of(bytes).data(), bytes.size());
    return out;
}

Hashing::Hashing() : state_{} { crypto_hash_sha256_init(&state_); }

Hashing::Hashing(const Digest& previous) : Hashing() { bytes(text_of(previous)); }

Hashing& Hashing::field(std::string_view text) { return bytes(big_endian(text.size())).bytes(text); }

Hashing& Hashing::field(std::int64_t number) { return field(big_endian(static_cast<std::uint64_t>(number))); }

Digest Hashing::digest() {
    Digest out{};
    crypto_hash_sha256_final(&state_, out.data());
    return out;
}

Hashing& Hashing::bytes(std::string_view some) {
    crypto_hash_sha256_update(&state_, bytes_of(some).data(), some.size());
    return *this;
}

std::string to_hex(const Digest& digest) {
    std::string hex(2 * digest.size() + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    hex.pop_back();
    return hex;
}

std::optional<Digest> digest_from_hex(std::string_view hex) {
    Digest out{};
    std::size_t size = 0;
    if (hex.size() != 2 * out.size()) return {};
    const char* end = nullptr;
    const int read = sodium_hex2bin(out.data(), out.size(), hex.data(), hex.size(), nullptr, &size, &end);
    if (read != 0 || size != out.size() || end != hex.data() + hex.size()) return {};
    return out;
}

}  // namespace sodan::seal
