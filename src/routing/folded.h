#pragma once
// Text made comparable: lower case, composed accents, plain apostrophes and digits. For finding words, never
// for keeping.

#include <string>
#include <string_view>

namespace sodan::routing {

// UTF-8 in, UTF-8 out; linear. Latin and Cyrillic letters are lowered, full-width digits and letters become
// ASCII.
std::string folded(std::string_view utf8);

// Is the character that ends before `at`, or begins at it, a letter or digit of a script that puts spaces
// between words?
bool is_word_sign_before(std::string_view text, std::size_t at);
bool is_word_sign_at(std::string_view text, std::size_t at);

}  // namespace sodan::routing
