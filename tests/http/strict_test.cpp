#include "http/strict.h"
#include "a_server.h"

#include <doctest/doctest.h>

using namespace sodan::http;

namespace {

const std::string host = "Host: localhost\r\n";

// The answer to what is sent, and whether the connection ended after it: two answers would mean that one
// request was smuggled inside another.
struct Refused {
    int status;
    bool ended;
};
Refused refused(AServer& server, const std::string& text) {
    AClient client(server.port());
    const auto seen = client.ask(text + "GET /healthz HTTP/1.1\r\n" + host + "\r\n");
    return {seen.status, seen.header("Connection") == "close" && client.ended()};
}

}  // namespace

TEST_CASE("what two programs could read in two ways is refused, and nothing behind it is read") {
    AServer server;
    const std::string get = "GET /healthz HTTP/1.1\r\n", post = "POST /api/v1/session HTTP/1.1\r\n" + host;
    const std::string hidden = "GET /metrics HTTP/1.1\r\n" + host + "\r\n";
    const std::pair<const char*, std::string> all[] = {
        {"two lengths that differ", post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef"},
        {"two lengths that agree", post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nabcde"},
        {"a list of lengths", post + "Content-Length: 5, 5\r\n\r\nabcde"},
        {"a signed length", post + "Content-Length: +5\r\n\r\nabcde"},
        {"a negative length", post + "Content-Length: -5\r\n\r\n"},
        {"a length in hex", post + "Content-Length: 0x5\r\n\r\nabcde"},
        {"an empty length", post + "Content-Length: \r\n\r\n"},
        {"a length beyond all", post + "Content-Length: 99999999999999999999\r\n\r\n"},
        {"length and chunks",
         post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden},
        {"chunks and length",
         post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + hidden},
        {"chunks twice", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {"an unknown coding", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"},
        {"identity", post + "Transfer-Encoding: identity\r\nContent-Length: 0\r\n\r\n"},
        {"two codings", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
        {"a coding behind a tab", post + "Transfer-Encoding:\tchunked\v\r\n\r\n0\r\n\r\n"},
        {"a chunk with an extension", post + "Transfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\n\r\n"},
        {"a chunk's size with a sign", post + "Transfer-Encoding: chunked\r\n\r\n+2\r\n{}\r\n0\r\n\r\n"},
        {"a chunk's size with 0x", post + "Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n"},
        {"a chunk that is longer than it says",
         post + "Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n"},
        {"a trailer",
         post + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nAuthorization: Bearer x\r\n\r\n"},
        {"chunks in HTTP/1.0",
         "POST /api/v1/session HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {"a folded header", get + host + "X-A: b\r\n c\r\n\r\n"},
        {"a folded first header", get + " " + host + "\r\n"},
        {"a blank before the colon", get + "Host : localhost\r\n\r\n"},
        {"a tab before the colon", get + "Host\t: localhost\r\n\r\n"},
        {"a blank in a name", get + host + "X A: b\r\n\r\n"},
        {"no colon", get + host + "nonsense\r\n\r\n"},
        {"no name", get + host + ": b\r\n\r\n"},
        {"a sign in a name", get + host + "X(A): b\r\n\r\n"},
        {"a zero in a value", get + host + std::string("X-A: b\0c\r\n\r\n", 12)},
        {"a control in a value", get + host +
                                     "X-A: b\x01"
                                     "c\r\n\r\n"},
        {"a sign beyond ASCII in a value", get + host + "X-A: \xc3\xa9\r\n\r\n"},
        {"a bare LF", "GET /healthz HTTP/1.1\n" + host + "\r\n"},
        {"a bare LF in the header", get + "X-A: b\n" + host + "\r\n"},
        {"a bare LF at the end", get + host + "\n"},
        {"a bare CR", get + "X-A: b\rc\r\n" + host + "\r\n"},
        {"an empty line first", "\r\n" + get + host + "\r\n"},
        {"no host", get + "\r\n"},
        {"two hosts", get + host + host + "\r\n"},
        {"a whole URL", "GET http://localhost/healthz HTTP/1.1\r\n" + host + "\r\n"},
        {"another server's URL", "GET http://evil.example/ HTTP/1.1\r\n" + host + "\r\n"},
        {"an authority", "CONNECT localhost:80 HTTP/1.1\r\n" + host + "\r\n"},
        {"an asterisk", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n"},
        {"a fragment", "GET /healthz#a HTTP/1.1\r\n" + host + "\r\n"},
        {"a blank in the target", "GET /health z HTTP/1.1\r\n" + host + "\r\n"},
        {"a tab in the line", "GET\t/healthz HTTP/1.1\r\n" + host + "\r\n"},
        {"two blanks", "GET  /healthz HTTP/1.1\r\n" + host + "\r\n"},
        {"a sign beyond ASCII in the target", "GET /\xc3\xa9 HTTP/1.1\r\n" + host + "\r\n"},
        {"no version", "GET /healthz\r\n" + host + "\r\n"},
        {"HTTP/0.9", "GET /healthz HTTP/0.9\r\n" + host + "\r\n"},
        {"HTTP/2.0", "GET /healthz HTTP/2.0\r\n" + host + "\r\n"},
        {"HTTP/1.10", "GET /healthz HTTP/1.10\r\n" + host + "\r\n"},
        {"small letters", "GET /healthz http/1.1\r\n" + host + "\r\n"},
        {"HTTP/2 itself", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
    };
    for (const auto& [what, text] : all) {
        const auto [status, ended] = refused(server, text);
        CHECK_MESSAGE(status == 400, what);
        CHECK_MESSAGE(ended, what);
    }
}

TEST_CASE("what is plain is taken, and requests that come together are answered one after the other") {
    AServer server;
    AClient client(server.port());
    const std::string get_health = "GET /healthz HTTP/1.1\r\n" + host + "\r\n";
    client.send(get_health + get_health);
    CHECK(client.receive().status == 200);
    CHECK(client.receive().status == 200);
    CHECK(client.ask("GET /healthz HTTP/1.1\r\nhOsT:localhost\r\nX-Empty:\r\n\r\n").status == 200);
    const std::string chunked =
        "POST /api/v1/people/pc-a/absent HTTP/1.1\r\n" + host + bearer(tokens.at("pc-a")) +
        "Content-Type: application/json\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n";
    CHECK(client.ask(chunked).status == 200);
    for (const char c : get_health) client.send({&c, 1});
    CHECK(client.receive().status == 200);
}

TEST_CASE("HTTP/1.0 is answered, and the connection ends") {
    AServer server;
    AClient client(server.port());
    const auto seen = client.ask("GET /healthz HTTP/1.0\r\n" + host + "\r\n");
    CHECK(seen.status == 200);
    CHECK(seen.header("Connection") == "close");
    CHECK(client.ended());
}

TEST_CASE("what follows a request is the next one, and garbage is none") {
    AServer server;
    AClient client(server.port());
    client.send("POST /api/v1/people/pc-a/absent HTTP/1.1\r\n" + host + bearer(tokens.at("pc-a")) +
                "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}garbage\r\n\r\n");
    CHECK(client.receive().status == 200);
    CHECK(client.receive().status == 400);
    CHECK(client.ended());
}

TEST_CASE("every answer forbids to be kept, framed, sniffed, run or read by others") {
    AServer server;
    AClient client(server.port());
    for (const auto& request : {get("/api/v1/me"), get("/healthz"), get("/nowhere"), get("/api/v1/cases/x"),
                                std::string("GET /api/v1/me HTTP/1.1\r\n" + host + "\r\n")}) {
        const auto seen = client.ask(request);
        CHECK(seen.header("Cache-Control") == "no-store");
        CHECK(seen.header("X-Content-Type-Options") == "nosniff");
        CHECK(seen.header("Content-Security-Policy") == "default-src 'none'; frame-ancestors 'none'");
        CHECK(seen.header("Cross-Origin-Opener-Policy") == "same-origin");
        CHECK(seen.header("Cross-Origin-Resource-Policy") == "same-origin");
        CHECK(seen.header("Referrer-Policy") == "no-referrer");
        CHECK(seen.header("Access-Control-Allow-Origin").empty());
        CHECK(seen.header("Server").empty());
        CHECK(seen.header("Strict-Transport-Security").empty());
    }
}
