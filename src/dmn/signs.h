#pragma once
// What single signs are to FEEL.

#include <cstddef>
#include <string_view>

namespace sodan::dmn {

// The bytes of the white space at the front; 0 when there is none. U+3000 and its like count.
std::size_t space_at(std::string_view);
bool is_digit(char);
bool begins_name(char);
bool in_name(char);

}  // namespace sodan::dmn
