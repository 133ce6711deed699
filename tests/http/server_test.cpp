#include "a_server.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::http;
using namespace std::chrono_literals;

namespace {

const auto ref = domain::CaseRef::from_bits(12345);

office::Answer a_case() { return {.status = 201, .body = R"({"case":{}})", .ref = ref, .version = 7}; }

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("one connection serves one request after the other") {
    AServer server;
    AClient client(server.port());
    for (int i = 0; i < 3; ++i) {
        const auto seen = client.ask(get("/healthz"));
        CHECK(seen.status == 200);
        CHECK(seen.body == "ok\n");
        CHECK(seen.header("Cache-Control") == "no-store");
        CHECK(seen.header("X-Content-Type-Options") == "nosniff");
        CHECK_FALSE(seen.header("Date").empty());
    }
}

TEST_CASE("requests that come all at once are answered in their order") {
    AServer server;
    AClient client(server.port());
    client.send(get("/healthz") + get("/nowhere") + post("/api/v1/inquiries", "{x") + get("/healthz"));
    CHECK(client.receive().status == 200);
    CHECK(client.receive().status == 404);
    CHECK(client.receive().status == 400);
    CHECK(client.receive().status == 200);
}

TEST_CASE("a request may come byte by byte") {
    AServer server;
    server.store.answer_with = a_case();
    AClient client(server.port());
    for (const char c : post("/api/v1/cases/" + to_string(ref) + "/note", R"({"text":"abc"})"))
        client.send({&c, 1});
    CHECK(client.receive().status == 201);
}

TEST_CASE("a write is answered with what the store keeps, its version and its place") {
    AServer server;
    server.store.answer_with = a_case();
    AClient client(server.port());
    const auto seen =
        client.ask(post("/api/v1/cases/" + to_string(ref) + "/claim", "{}", "Idempotency-Key: k1\r\n"));
    CHECK(seen.status == 201);
    CHECK(seen.body == R"({"case":{}})");
    CHECK(seen.header("ETag") == "\"7\"");
    CHECK(seen.header("Location") == "/api/v1/cases/" + to_string(ref));
    REQUIRE(server.store.keys().size() == 1);
    CHECK(server.store.keys()[0].key == "k1");
    CHECK(server.store.keys()[0].person == "pc-a");
}

TEST_CASE("the same key with another body is another request to the store") {
    AServer server;
    AClient client(server.port());
    const auto path = "/api/v1/cases/" + to_string(ref) + "/note";
    client.ask(post(path, R"({"text":"a"})", "Idempotency-Key: k\r\n"));
    client.ask(post(path, R"({"text":"b"})", "Idempotency-Key: k\r\n"));
    client.ask(post(path, R"({"text":"a"})", "Idempotency-Key: k\r\n"));
    const auto keys = server.store.keys();
    REQUIRE(keys.size() == 3);
    CHECK(keys[0].body_hash != keys[1].body_hash);
    CHECK(keys[0].body_hash == keys[2].body_hash);
}

TEST_CASE("what the store refuses reaches the caller as a problem") {
    AServer server;
    server.store.answer_with = Refusal{Refusal::Why::stale, {"case.not_found"}};
    AClient client(server.port());
    const auto seen =
        client.ask(post("/api/v1/cases/" + to_string(ref) + "/claim", "{}", "Accept-Language: ja\r\n"));
    CHECK(seen.status == 412);
    CHECK(seen.header("Content-Type") == "application/problem+json");
    CHECK(seen.header("Content-Language") == "ja");
}

TEST_CASE("a failure is answered without detail, and logged without its words") {
    AServer server;
    server.store.fail_with = std::make_exception_ptr(std::runtime_error("row of CANARY is broken"));
    AClient client(server.port());
    const auto seen = client.ask(post("/api/v1/cases/" + to_string(ref) + "/claim", "{}"));
    CHECK(seen.status == 500);
    CHECK_FALSE(has(seen.body, "CANARY"));
    CHECK(has(seen.body, seen.header("X-Request-Id")));
    const auto log = server.logged();
    CHECK(has(log, "std::runtime_error"));
    CHECK_FALSE(has(log, "CANARY"));
}

TEST_CASE("a body that is too large is refused, and the connection ends") {
    Limits limits;
    limits.body_bytes = 1000;
    AServer server(limits);
    AClient client(server.port());
    const auto seen = client.ask(post("/api/v1/inquiries", std::string(1'000'000, 'x')));
    CHECK(seen.status == 413);
    CHECK(seen.header("Connection") == "close");
    AClient chunked(server.port());
    chunked.send(
        "POST /api/v1/inquiries HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n800\r\n" +
        std::string(0x800, 'x') + "\r\n0\r\n\r\n");
    CHECK(chunked.receive().status == 413);
}

TEST_CASE("a header that is too large is refused") {
    Limits limits;
    limits.header_bytes = 2000;
    AServer server(limits);
    AClient client(server.port());
    CHECK(client.ask(get("/healthz", "X-Long: " + std::string(5000, 'x') + "\r\n")).status == 431);
}

TEST_CASE("what is not HTTP, or could be read in two ways, is refused") {
    AServer server;
    for (const std::string text :
         {"nonsense\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
          "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
          "GET / HTTP/1.1\r\nHo st: localhost\r\n\r\n"}) {
        AClient client(server.port());
        CHECK(client.ask(text).status == 400);
    }
    AClient client(server.port());
    CHECK(client.ask(get("/api/v1/me", "Authorization: Bearer another\r\n")).status == 400);
}

TEST_CASE("a client that dawdles in the middle of a request is told so and let go") {
    Limits limits;
    limits.header = 1s;
    limits.body = 1s;
    AServer server(limits);
    AClient header(server.port()), body(server.port());
    header.send("GET /healthz HTTP/1.1\r\nHost: local");
    body.send("POST /api/v1/inquiries HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{");
    CHECK(header.receive().status == 408);
    CHECK(body.receive().status == 408);
    CHECK(header.ended());
}

TEST_CASE("a connection that asks nothing for long is closed without a word") {
    Limits limits;
    limits.idle = 1s;
    AServer server(limits);
    AClient client(server.port());
    CHECK(client.ended());
}

TEST_CASE("more connections than the limit are told that it is busy") {
    Limits limits;
    limits.connections = 2;
    AServer server(limits);
    AClient first(server.port()), second(server.port());
    CHECK(first.ask(get("/healthz")).status == 200);
    CHECK(second.ask(get("/healthz")).status == 200);
    AClient third(server.port());
    const auto seen = third.ask(get("/healthz"));
    CHECK(seen.status == 503);
    CHECK(seen.header("Retry-After") == "1");
}

TEST_CASE("HEAD answers as GET does, without the body") {
    AServer server;
    AClient client(server.port());
    client.send("HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto seen = client.receive(false);
    CHECK(seen.status == 200);
    CHECK(seen.header("Content-Length") == "3");
    CHECK(client.ask(get("/healthz")).body == "ok\n");
}

TEST_CASE("a method that a path does not take is refused with those that it takes") {
    AServer server;
    AClient client(server.port());
    const auto seen = client.ask("DELETE /api/v1/cases HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(seen.status == 405);
    CHECK(seen.header("Allow") == "GET, HEAD");
}

TEST_CASE("a client that asks first whether it may send is told to go on") {
    AServer server;
    server.store.answer_with = a_case();
    AClient client(server.port());
    const std::string body = R"({"text":"abc"})";
    const auto whole = post("/api/v1/cases/" + to_string(ref) + "/note", body, "Expect: 100-continue\r\n");
    client.send(whole.substr(0, whole.size() - body.size()));
    CHECK(client.receive().status == 100);
    CHECK(client.ask(body).status == 201);
}

TEST_CASE("what callers wrote never reaches the log or the figures") {
    AServer server;
    server.store.answer_with = a_case();
    AClient client(server.port());
    const std::string canary = "CANARY-5b1f";
    client.ask(post("/api/v1/inquiries", R"({"text":")" + canary + R"(","no_such":1})"));
    client.ask(post("/api/v1/inquiries", canary));
    client.ask(post("/api/v1/cases/" + to_string(ref) + "/note", R"({"text":")" + canary + R"("})"));
    client.ask(post("/api/v1/cases/" + canary + "/note", "{}", "Idempotency-Key: " + canary + "\r\n"));
    client.ask(get("/api/v1/cases/" + canary));
    client.ask(get("/" + canary + "?q=" + canary));
    client.ask(get("/api/v1/cases?q=" + canary + "&q=" + canary));
    client.ask(canary + " /healthz HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + canary +
               "\r\n\r\n");
    client.ask("GET /healthz HTTP/1.1\r\nHost: " + canary + "\r\nUser-Agent: " + canary + "\r\n\r\n");
    const auto figures = client.ask(get("/metrics"));
    CHECK(figures.status == 200);
    CHECK(has(figures.body,
              "sodan_http_requests_total{method=\"POST\",route=\"/api/v1/inquiries\",status=\"400\"} 1"));
    CHECK_FALSE(has(figures.body, canary));
    CHECK_FALSE(has(figures.body, to_string(ref)));
    const auto log = server.logged();
    CHECK(has(log, "/api/v1/cases/{ref}/note"));
    CHECK_FALSE(has(log, canary));
    CHECK_FALSE(has(log, to_string(ref)));
}

TEST_CASE("draining takes nothing new and lets what is under way end") {
    AServer server;
    AClient idle(server.port());
    CHECK(idle.ask(get("/healthz")).status == 200);
    server.stop();
    CHECK(idle.ended());
}
