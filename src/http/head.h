#pragma once
// The head of an answer, written in one go.

#include "http/message.h"

#include <string>
#include <string_view>

namespace sodan::http {

struct Heading {
    std::string_view id, date;
    bool keep_alive = true, by_tls = false;
};
// Replaces what `out` holds. A streamed answer has no length and ends with its connection.
void write_head(std::string& out, const Response&, const Heading&);

std::string http_date();  // now, as the Date header wants it

}  // namespace sodan::http
