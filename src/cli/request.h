#pragma once
// The request that a wish becomes. Knows nothing of how it travels.

#include "base/outcome.h"
#include "cli/arguments.h"

#include <istream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sodan::cli {

struct Request {
    std::string_view method = "GET";  // a literal
    std::string target;               // "/api/v1/cases?desk=coordinator"
    std::string body{};               // JSON, for POST
    std::vector<std::pair<std::string, std::string>> headers{};
};

// Reads `in` when a value is "-". Refuses a second "-", and a body that is no JSON object.
Outcome<Request> request_for(const Wish&, std::istream& in);

// 128 random bits, in hex.
std::string fresh_key();

}  // namespace sodan::cli
