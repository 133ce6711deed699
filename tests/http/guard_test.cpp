#include "http/guard.h"

#include <doctest/doctest.h>

using namespace sodan::http;

namespace {

struct ARequest {
    Request request{};
    std::string scheme = "http";
    ARequest() {
        request.method = "POST";
        request.host = "127.0.0.1:8080";
        request.content_type = "application/json";
    }
    int status() const {
        const auto refused = refused_at_the_door(request, {"sodan.test"}, scheme);
        return refused ? refused->status : 200;
    }
};

}  // namespace

TEST_CASE_FIXTURE(ARequest, "the loopback's own names and the configured ones are ours, all others are not") {
    for (const char* ours : {"localhost", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:8080", "[::1]",
                             "[::1]:8080", "sodan.test:1"}) {
        request.host = ours;
        CHECK(status() == 200);
    }
    for (const char* foreign : {"", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example",
                                "localhost:x", "[::2]", "127.0.0.2", "sodan.test.evil"}) {
        request.host = foreign;
        CHECK(status() == 403);
    }
}

TEST_CASE_FIXTURE(ARequest, "pages of other sites are refused") {
    for (const auto& [host, own] :
         std::vector<std::pair<const char*, const char*>>{{"127.0.0.1:8080", "http://127.0.0.1:8080"},
                                                          {"LOCALHOST:8080", "http://localhost:8080"},
                                                          {"sodan.test:80", "http://sodan.test"},
                                                          {"sodan.test", "https://sodan.test"}}) {
        request.host = host;
        request.origin = own;
        CHECK(status() == 200);
    }
    request.host = "127.0.0.1:8080";
    for (const char* other :
         {"null", "http://evil.example", "http://localhost.evil.example", "file://127.0.0.1:8080",
          "http://127.0.0.1:5173", "http://127.0.0.1", "http://localhost:8080", "http://sodan.test"}) {
        request.origin = other;
        CHECK(status() == 403);
    }
    request.origin = {};
    request.fetch_site = "cross-site";
    CHECK(status() == 403);
}

TEST_CASE_FIXTURE(ARequest, "where https is served a page that came without it is none of ours") {
    scheme = "https";
    request.host = "sodan.test";
    request.origin = "http://sodan.test";
    CHECK(status() == 403);
    request.origin = "https://sodan.test:443";
    CHECK(status() == 200);
}

TEST_CASE_FIXTURE(ARequest, "what is posted is JSON and says so, as no form of another site can") {
    for (const char* json :
         {"application/json", "Application/JSON; charset=utf-8", "application/json;charset=utf-8"}) {
        request.content_type = json;
        CHECK(status() == 200);
    }
    for (const char* other : {"", "text/plain", "application/x-www-form-urlencoded", "application/jsonx"}) {
        request.content_type = other;
        CHECK(status() == 415);
    }
    request.method = "GET";
    CHECK(status() == 200);
}

TEST_CASE_FIXTURE(ARequest, "a header that means two things means none") {
    request.repeated = "Authorization";
    CHECK(status() == 400);
}
