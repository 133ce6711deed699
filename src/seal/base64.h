#pragma once
// base64url without padding, for what is already sealed: it takes no care to hide what it encodes, and is
// fast.

#include <optional>
#include <string>
#include <string_view>

namespace sodan::seal {

void append_base64(std::string& to, std::string_view bytes);
std::optional<std::string> from_base64(
    std::string_view);  // one text for each bytes; anything else is nothing

}  // namespace sodan::seal
