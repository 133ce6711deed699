#pragma once
// All that can be asked, as one table. schema/openapi.yaml says the same and a test compares the two.

#include "http/context.h"
#include "office/rights.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sodan::http {

// The answer; or nothing: then call.asker is answered later.
using Handler = std::optional<Response> (*)(Context&, const Call&);

// What a route says of who may come this way: anyone, without a pass; or whoever has the right to that
// action. Whether somebody's role has it at all is asked before the handler (dispatch.cpp); how far it goes,
// and all of it where a case is named, the use case asks. A route that says nothing keeps the server from
// starting.
struct Anyone {};
inline constexpr Anyone anyone{};
using Policy = std::variant<std::monostate, Anyone, office::Action>;

struct Route {
    std::string_view method;  // "GET", "POST" or "DELETE"
    std::string pattern;      // "/api/v1/cases/{ref}"
    Policy policy;
    Handler handler;
    std::string_view docs;
    bool takes_query = false;  // else every parameter is unknown
};

const std::vector<Route>& routes();
// Throws std::logic_error for a route without a policy.
void must_have_policies(const std::vector<Route>&);

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
