#pragma once
// Text as bytes from outside: is it UTF-8, has it control characters, how long is it.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sodan {

bool is_utf8(std::string_view);
// C0 and C1 controls other than tab and line breaks, and the bidirectional overrides that can disguise a
// text.
bool has_control_characters(std::string_view);
std::size_t code_points(std::string_view utf8);

// BLAKE2b-256 in hex (libsodium).
std::string hash_hex(std::string_view bytes);

// 64 random bits (libsodium).
std::uint64_t random_bits();

}  // namespace sodan
