#include "seal/password.h"

#include "seal/secret.h"

#include <array>
#include <new>

namespace sodan::seal {

namespace {

constexpr unsigned long long passes = 3;
constexpr std::size_t memory = 64 * 1024 * 1024;

}  // namespace

std::string password_hash(std::string_view password) {
    start();
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), passes, memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    return out.data();
}

bool password_fits(const std::string& hash, std::string_view password) {
    start();
    if (hash.size() >= crypto_pwhash_STRBYTES) return false;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool password_hash_is_old(const std::string& hash) {
    return hash.size() >= crypto_pwhash_STRBYTES ||
           crypto_pwhash_str_needs_rehash(hash.c_str(), passes, memory) != 0;
}

const std::string& hash_of_nobody() {
    static const std::string hash = password_hash(text_of(Key::random().bytes()));
    return hash;
}

}  // namespace sodan::seal
