#pragma once
// A sealed value: XChaCha20-Poly1305-IETF with a random nonce. It opens only with its key and in its own
// place; moved to another table, column, row or case it does not.

#include "seal/secret.h"

#include <cstdint>
#include <optional>

namespace sodan::seal {

// Where the value stands: bound to it, and not stored with it.
struct Cell {
    std::string_view table, column;
    std::int64_t row = 0;
    std::int64_t of_case = 0;  // the case's reference as bits; 0 = of no case
};

// "s1." and base64url of nonce, ciphertext and tag. The length of the text can be seen, nothing else of it.
std::string sealed(const Key&, const Cell&, std::string_view text);
std::string sealed(const Key&, const Cell&, Bytes);
// Nothing when it is not sealed with this key for this place, or was changed.
std::optional<std::string> opened(const Key&, const Cell&, std::string_view);
std::optional<Key> opened_key(const Key&, const Cell&, std::string_view);

// Does it look sealed? Neither JSON nor plain names begin so.
bool is_sealed(std::string_view);

}  // namespace sodan::seal
