#include "a_server.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

using namespace sodan;
using namespace sodan::http;
namespace json = boost::json;

namespace {

const std::string good = R"({"files":{"good.dmn":"<x/>"}})", bad = R"({"files":{"bad.dmn":"<x/>"}})";

Seen asked(AServer& server, const std::string& path, const std::string& body) {
    return AClient(server.port()).ask(post("/api/v1/rules/" + path, body, "Idempotency-Key: k\r\n"));
}

std::string type_of(const Seen& seen) {
    const auto problem = json::parse(seen.body);
    return std::string(problem.at("type").as_string()).substr(std::string("urn:sodan:problem:").size());
}

}  // namespace

TEST_CASE("a check says whether the files pass and what stands in their way, and writes nothing") {
    AServer server;
    const auto passes = asked(server, "check", good);
    CHECK(passes.status == 200);
    CHECK(json::parse(passes.body).at("passes") == true);
    const auto not_yet = json::parse(asked(server, "check", bad).body);
    CHECK(not_yet.at("passes") == false);
    CHECK(not_yet.at("findings").at(0).at("file") == "bad.dmn");
    CHECK(server.store.keys().empty());
}

TEST_CASE("when too many rule sets wait to be checked, the answer says to come again") {
    AServer server;
    server.too_busy = true;
    for (const char* path : {"check", "drafts"}) {
        const auto seen = asked(
            server, path, path == std::string("check") ? good : R"({"files":{"a.dmn":""},"reason":"x"})");
        CHECK(seen.status == 503);
        CHECK(seen.header("Retry-After") == "1");
    }
}

TEST_CASE("a refused publication names everything that stands in its way") {
    AServer server;
    server.store.rules_kept = office::RuleSetRow{.version = "r-1", .files = R"({"bad.dmn":"<x/>"})"};
    server.store.answer_with = Refusal{Refusal::Why::rules_not_loaded, {"rule_sets.do_not_pass"}};
    const auto seen = asked(server, "versions/r-1/publish", R"({"reason":"x"})");
    CHECK(seen.status == 422);
    CHECK(type_of(seen) == "rules_not_loaded");
    CHECK(json::parse(seen.body).at("findings").at(0).at("file") == "bad.dmn");
    CHECK(server.taken_up == 0);
}

TEST_CASE("a stored answer to a retry has the publication as its ETag, and puts nothing into force") {
    AServer server;
    server.store.rules_kept = office::RuleSetRow{.version = "r-1", .files = R"({"good.dmn":"<x/>"})"};
    server.store.answer_with = office::Answer{.body = "{}", .version = 7};
    const auto seen = asked(server, "versions/r-1/publish", R"({"reason":"x"})");
    CHECK(seen.status == 200);
    CHECK(seen.header("ETag") == "\"7\"");
    CHECK(seen.header("Location").empty());
    CHECK(server.taken_up == 0);
}

TEST_CASE("a version that is not kept, and files that are none, are refused before anything is checked") {
    AServer server;
    CHECK(asked(server, "versions/r-9/publish", R"({"reason":"x"})").status == 404);
    CHECK(asked(server, "rollback", R"({"to":"r-9","reason":"x"})").status == 404);
    const auto path = asked(server, "drafts", R"({"files":{"../a.dmn":""},"reason":"x"})");
    CHECK(path.status == 422);
    CHECK(json::parse(path.body).at("pointer") == "/files/..~1a.dmn");
    CHECK(type_of(asked(server, "reload", "{}")) == "rules_not_loaded");
    CHECK(server.store.keys().empty());
}
