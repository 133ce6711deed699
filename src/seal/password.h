#pragma once
// Passwords: Argon2id with 64 MiB and three passes, about a tenth of a second each. The caller bounds how
// many run at once.

#include <string>
#include <string_view>

namespace sodan::seal {

// With a random salt and its parameters, as one printable text. Throws std::bad_alloc when there is no memory
// for it.
std::string password_hash(std::string_view password);

// Takes as long whether it fits or not. A hash that is none fits nothing.
bool password_fits(const std::string& hash, std::string_view password);

// True when it was made with weaker parameters than password_hash uses now.
bool password_hash_is_old(const std::string& hash);

// A hash that no password fits, made as all others: whoever asks for an unknown name waits as long.
const std::string& hash_of_nobody();

}  // namespace sodan::seal
