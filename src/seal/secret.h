#pragma once
// Bytes that are wiped when they go. Everything cryptographic of Sodan stands in this folder, on libsodium
// and liboath; it knows nothing of cases, rows or files other than key files.

#include <sodium.h>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace sodan::seal {

using Bytes = std::span<const unsigned char>;

// Call before anything of libsodium; throws when there is no source of randomness.
void start();

// A key of 256 bits. Copies are wiped as well.
class Key {
public:
    static constexpr std::size_t size = 32;

    Key() = default;  // all zero: no key
    static Key random();
    static Key from(Bytes);  // exactly `size` bytes, else throws std::invalid_argument
    Key(const Key&) = default;
    Key& operator=(const Key&) = default;
    ~Key() { sodium_memzero(bytes_.data(), size); }

    Bytes bytes() const { return bytes_; }
    const unsigned char* data() const { return bytes_.data(); }
    bool operator==(const Key& other) const { return sodium_memcmp(data(), other.data(), size) == 0; }

private:
    std::array<unsigned char, size> bytes_{};
};

inline Bytes bytes_of(std::string_view text) {
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}
inline std::string text_of(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
void wipe(std::string&);  // and empties it

}  // namespace sodan::seal
