#include "seal/secret.h"

#include <algorithm>
#include <stdexcept>

namespace sodan::seal {

void start() {
    static const bool started = sodium_init() >= 0;
    if (!started) throw std::runtime_error("libsodium does not start: no source of randomness");
}

Key Key::random() {
    start();
    Key out;
    randombytes_buf(out.bytes_.data(), size);
    return out;
}

Key Key::from(Bytes bytes) {
    if (bytes.size() != size) throw std::invalid_argument("a key has 32 bytes");
    Key out;
    std::ranges::copy(bytes, out.bytes_.begin());
    return out;
}

void wipe(std::string& text) {
    sodium_memzero(text.data(), text.size());
    text.clear();
}

}  // namespace sodan::seal
