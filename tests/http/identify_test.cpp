#include "http/identify.h"
#include "a_server.h"
#include "http/routes.h"
#include "http/token_scopes.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::http;
using office::Action, office::PassKind, office::Scopes, office::TokenScope;

namespace {

const std::string begin = "GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\n";

std::string cookie(const std::string& secret) { return "Cookie: __Host-sodan=" + secret + "\r\n"; }

// A session, as one is kept once its person has signed in.
office::PassRow a_session(const std::string& person, const std::string& secret) {
    auto out = a_token(person, secret);
    out.kind = PassKind::session;
    return out;
}

}  // namespace

TEST_CASE("whoever shows a good token or a good session acts, and nobody else") {
    AServer server;
    AClient client(server.port());
    server.passes().take(a_session("pc-a", "a-session"));
    CHECK(client.ask(begin + "\r\n").status == 401);
    CHECK(client.ask(begin + bearer(tokens.at("pc-a")) + "\r\n").status == 200);
    CHECK(client.ask(begin + cookie("a-session") + "\r\n").status == 200);
    CHECK(client.ask(begin + "Cookie: a=b; __Host-sodan=a-session; c=d\r\n\r\n").status == 200);
    CHECK(client.ask(begin + "Sodan-Person: pc-a\r\n\r\n").status == 401);
    for (const std::string wrong : {"a-session", "", "sodan_", "pc-a"})
        CHECK(client.ask(begin + bearer(wrong) + "\r\n").status == 401);
    for (const auto& wrong : {tokens.at("pc-a"), std::string("pc-a"), std::string("")})
        CHECK(client.ask(begin + cookie(wrong) + "\r\n").status == 401);
    CHECK(client.ask(begin + "Authorization: Basic cGMtYTpwYy1h\r\n\r\n").status == 401);
}

TEST_CASE("a token that is no good is not passed over for a cookie that is") {
    AServer server;
    AClient client(server.port());
    server.passes().take(a_session("pc-a", "a-session"));
    CHECK(client.ask(begin + bearer("another") + cookie("a-session") + "\r\n").status == 401);
}

TEST_CASE("a write by cookie says from which page it comes, and one by token need not") {
    AServer server;
    AClient client(server.port());
    server.passes().take(a_session("pc-a", "a-session"));
    const auto status = [&](const std::string& by, const std::string& more) {
        return client
            .ask("POST /api/v1/people/pc-a/absent HTTP/1.1\r\nHost: localhost\r\n" + by + more +
                 "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
            .status;
    };
    CHECK(status(cookie("a-session"), "") == 403);
    CHECK(status(cookie("a-session"), "Sec-Fetch-Site: none\r\n") == 403);
    CHECK(status(cookie("a-session"), "Sec-Fetch-Site: same-origin\r\n") == 200);
    CHECK(status(cookie("a-session"), "Origin: http://localhost\r\n") == 200);
    CHECK(status(cookie("a-session"), "Origin: http://localhost.evil.example\r\n") == 403);
    CHECK(status(bearer(tokens.at("pc-a")), "") == 200);
}

TEST_CASE("whoever is not known is told how to be") {
    AServer server;
    AClient client(server.port());
    const auto seen = client.ask(begin + "\r\n");
    CHECK(seen.header("WWW-Authenticate") == "Bearer realm=\"sodan\"");
}

TEST_CASE("whoever has left the office is refused, whatever they show") {
    AServer server;
    AClient client(server.port());
    CHECK(client.ask(begin + bearer(tokens.at("pc-z")) + "\r\n").status == 403);
}

TEST_CASE("a token opens what its scopes say, and nothing else") {
    AServer server;
    AClient client(server.port());
    server.passes().take(a_token("pc-a", "reads", {TokenScope::read}));
    server.passes().take(a_token("pc-a", "writes", {TokenScope::write}));
    const auto status = [&](const std::string& method, const std::string& path, const std::string& token) {
        return client
            .ask(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + bearer(token) +
                 "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
            .status;
    };
    CHECK(status("GET", "/api/v1/me", "reads") == 200);
    CHECK(status("GET", "/api/v1/me", "writes") == 403);
    CHECK(status("POST", "/api/v1/people/pc-a/absent", "reads") == 403);
    CHECK(status("POST", "/api/v1/people/pc-a/absent", "writes") == 200);
    CHECK(status("POST", "/api/v1/people/pc-a/left", "writes") == 403);
    CHECK(status("GET", "/api/v1/verify", "reads") == 403);
    CHECK(status("GET", "/api/v1/tokens", "reads") == 403);
}

TEST_CASE("every route says what it needs, and one that does not keeps the server from starting") {
    must_have_policies(routes());
    auto table = routes();
    table[7].policy = {};
    CHECK_THROWS_WITH(must_have_policies(table),
                      ("no policy for " + std::string(table[7].method) + " " + table[7].pattern).c_str());
}

TEST_CASE("what changes nothing needs no more than reading, and what reads case content no less") {
    for (const auto& route : routes()) {
        const auto* action = std::get_if<Action>(&route.policy);
        if (!action) continue;
        const auto scope = scope_for(*action);
        const bool is_search = route.pattern.ends_with("/search");  // whose words have no place in a URL
        CHECK_MESSAGE((route.method == "GET" || is_search || scope != TokenScope::read), route.pattern);
    }
}

TEST_CASE("a cookie is found by its whole name, and one that came twice is none") {
    CHECK(cookie_named("__Host-sodan=abc", session_cookie) == "abc");
    CHECK(cookie_named("x=1; __Host-sodan=abc; y=2", session_cookie) == "abc");
    CHECK(cookie_named("__Host-sodan-device=d; __Host-sodan=abc", session_cookie) == "abc");
    CHECK(cookie_named("__Host-sodan=abc; __Host-sodan-device=d", device_cookie) == "d");
    CHECK(cookie_named("x__Host-sodan=abc", session_cookie).empty());
    CHECK(cookie_named("__Host-sodan=abc; __Host-sodan=def", session_cookie).empty());
    CHECK(cookie_named("", session_cookie).empty());
    CHECK(cookie_named(";;; ;", session_cookie).empty());
}

TEST_CASE("the session's cookie is for this host alone, and no script reads it") {
    CHECK(set_cookie(session_cookie, "abc") == "__Host-sodan=abc; Path=/; Secure; HttpOnly; SameSite=Strict");
    CHECK(set_cookie(session_cookie, "", std::chrono::seconds{0}).ends_with("; Max-Age=0"));
}

TEST_CASE("live events end when the session or the token does") {
    AServer server;
    server.passes().take(a_token("pc-a", "listens"));
    AClient client(server.port());
    client.send("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n" + bearer("listens") + "\r\n");
    REQUIRE(client.fill_until("the changes that you may know of\n\n"));
    server.passes().take(office::ended(a_token("pc-a", "listens"), SystemClock().now()));
    CHECK_FALSE(client.fill_until("still here"));  // the connection has ended, before any sign of life
}
