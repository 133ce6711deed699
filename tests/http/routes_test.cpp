#include "http/routes.h"

#include "http/headers.h"
#include "office/commands.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

#include <set>

using namespace sodan;
using namespace sodan::http;

TEST_CASE("a path leads to its route, and what stands for its names is decoded") {
    const auto found = find_route("GET", "/api/v1/cases/7KQF-2M9X-C/history");
    REQUIRE(found.route);
    CHECK(found.route->pattern == "/api/v1/cases/{ref}/history");
    CHECK(found.parts[0] == "7KQF-2M9X-C");
    CHECK(find_route("POST", "/api/v1/people/pa%2D02-a/absent").parts[0] == "pa-02-a");
}

TEST_CASE("a path that is not there leads nowhere, and one of another method says which it takes") {
    for (const char* nowhere :
         {"", "/", "*", "/api/v1/cases/", "/api/v1/cases//history", "/api/v1/cases/X/nonsense",
          "/api/v1/cases/%zz", "/api/v2/cases", "//api/v1/cases", "/api/v1/cases/X/history/"}) {
        const auto found = find_route("GET", nowhere);
        CHECK_FALSE(found.route);
        CHECK(found.allowed.empty());
    }
    CHECK(find_route("DELETE", "/api/v1/cases").allowed == "GET, HEAD");
    CHECK(find_route("GET", "/api/v1/inquiries").allowed == "POST");
}

TEST_CASE("every command of a case and of a person has a route") {
    boost::mp11::mp_for_each<office::CaseCommand>([](const auto& command) {
        CHECK(find_route("POST", "/api/v1/cases/X/" + std::string(command.name)).route);
    });
    boost::mp11::mp_for_each<office::PersonCommand>([](const auto& command) {
        CHECK(find_route("POST", "/api/v1/people/X/" + std::string(command.name)).route);
    });
}

TEST_CASE("no route stands twice") {
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& route : routes()) CHECK(seen.emplace(route.method, route.pattern).second);
    CHECK(boost::json::parse(routes_json()).as_array().size() == routes().size());
}

TEST_CASE("If-Match takes one version, as the ETag gave it") {
    CHECK(*read_if_match("\"7\"") == 7);
    CHECK(*read_if_match("") == std::nullopt);
    CHECK(*read_if_match("*") == std::nullopt);
    for (const char* wrong :
         {"7", "\"\"", "\"seven\"", "W/\"7\"", "\"7\", \"8\"", "\"-7\"", "\"99999999999999999999\"", "\""})
        CHECK_FALSE(read_if_match(wrong));
}

TEST_CASE("an Idempotency-Key is 1 to 255 visible signs") {
    CHECK_FALSE(refused_key("a-key"));
    CHECK_FALSE(refused_key(std::string(255, 'k')));
    CHECK(refused_key(std::string(256, 'k')));
    CHECK(refused_key("a key"));
    CHECK(refused_key("キー"));
}
