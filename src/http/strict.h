#pragma once
// The head of a request, held to HTTP/1.1 to the letter before anything else reads it. Whatever two programs
// could read in two ways is refused: that is how one request is smuggled inside another. RFC 9112; looser
// forms that it lets a server accept are not accepted.

#include "base/outcome.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace sodan::http {

// Where a head ends, in bytes, its last empty line included; nothing when more of it is to come.
std::optional<std::size_t> end_of_head(std::string_view bytes);

// Why this is no head, whole or not yet: a line that ends otherwise than in CRLF.
std::optional<Message> fault_in_lines(std::string_view bytes);

// Why a whole head is refused.
std::optional<Message> fault_in_head(std::string_view head);

}  // namespace sodan::http
