#pragma once
// All that can be asked, as one table. schema/openapi.yaml says the same and a test compares the two.

#include "http/context.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::http {

// The answer; or nothing: then call.asker is answered later.
using Handler = std::optional<Response> (*)(Context&, const Call&);

enum class Caller { anyone, person };

struct Route {
    std::string_view method;  // "GET" or "POST"
    std::string pattern;      // "/api/v1/cases/{ref}"
    Handler handler;
    std::string_view docs;
    Caller caller = Caller::person;
};

const std::vector<Route>& routes();

// The route that a path leads to, and what stands for its {names}; `allowed` names the methods of a path that
// has others only.
struct Found {
    const Route* route = nullptr;
    std::array<std::string, 2> parts{};
    std::string allowed{};
};
Found find_route(std::string_view method, std::string_view path);

// Methods and patterns as JSON, for tools that compare.
std::string routes_json();

}  // namespace sodan::http
