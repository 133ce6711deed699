#include "fake_daemon.h"
#include "typed.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

#include <filesystem>

using namespace sodan::cli;
namespace json = boost::json;

namespace {

struct Shell {
    FakeDaemon daemon;
    Typed typed{};

    explicit Shell(std::vector<std::string> answers) : daemon(std::move(answers)) {
        typed.environment["SODAN_SERVER"] = daemon.address();
        typed.environment["SODAN_TOKEN"] = "sodan_pc-a";
    }
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const std::string findings =
    R"("findings":[{"file":"urgency.dmn","rule":"r\u001b1","says":{"en":"A gap.","ja":"抜けがあります。"}}])";

}  // namespace

TEST_CASE("a draft is sent with every rule file of the folder, byte for byte") {
    Shell shell({http(201, R"({"version":"r-1","passes":true,"findings":[]})")});
    shell.typed.input = "six days\n";
    CHECK(shell.typed.run({"rules", "draft", SODAN_ROOT "/rules", "--reason", "-", "--based-on", "r-0"}) ==
          Exit::done);
    const auto& heard = shell.daemon.heard().at(0);
    CHECK(heard.line == "POST /api/v1/rules/drafts HTTP/1.1");
    const auto body = json::parse(heard.body).as_object();
    CHECK(body.at("reason") == "six days");
    CHECK(body.at("based_on") == "r-0");
    const auto& files = body.at("files").as_object();
    CHECK(files.contains("urgency.dmn"));
    CHECK(files.contains("words/danger.json"));
    CHECK_FALSE(files.contains("office/people.json"));
    CHECK(files.at("urgency.dmn").as_string().size() ==
          std::filesystem::file_size(SODAN_ROOT "/rules/urgency.dmn"));
}

TEST_CASE("a folder without rule files is told before anything is sent") {
    Typed typed;
    CHECK(typed.run({"rules", "draft", SODAN_ROOT "/docs", "--reason", "x"}) == Exit::usage);
    CHECK(has(typed.err, "/docs"));
    CHECK(typed.run({"rules", "draft", SODAN_ROOT "/rules"}) == Exit::usage);
}

TEST_CASE("a refusal lists everything that stands in the way, in the reader's language and harmless") {
    const auto refused = http(422,
                              R"({"type":"urn:sodan:problem:rules_refused","title":"No","status":422,)"
                              R"("detail":"It does not pass.",)" +
                                  findings + "}",
                              "application/problem+json");
    Shell shell({refused, refused});
    CHECK(shell.typed.run({"rules", "publish", "r-1", "--reason", "agreed"}) == Exit::refused);
    CHECK(has(shell.typed.err, "  - urgency.dmn · r\\x1b1: A gap.\n"));
    shell.typed.environment["LANG"] = "ja_JP.UTF-8";
    CHECK(shell.typed.run({"rules", "publish", "r-1", "--reason", "agreed"}) == Exit::refused);
    CHECK(has(shell.typed.err, "抜けがあります。"));
}

TEST_CASE("a version is shown with its files by name and size, not by their text") {
    Shell shell({http(200, R"({"version":"r-1","state":"in_force","author":"pc-a","reason":"why",)"
                           R"("publications":[{"publication":1,"at":"2026-10-05T10:20:00+09:00"}],)"
                           R"("files":{"urgency.dmn":"<definitions/>"},)" +
                               findings + "}")});
    CHECK(shell.typed.run({"rules", "show", "r-1"}) == Exit::done);
    CHECK(has(shell.typed.out, "urgency.dmn  (14 bytes)"));
    CHECK_FALSE(has(shell.typed.out, "<definitions/>"));
    CHECK(has(shell.typed.out, "Author: pc-a"));
    CHECK(has(shell.typed.out, "A gap."));
}

TEST_CASE("coverage is said in a sentence, and gap by gap") {
    Shell shell(
        {http(200, R"({"uncovered":[],"at":"2026-10-05T10:20:00+09:00"})"),
         http(200, R"({"uncovered":[{"says":{"en":"Nobody speaks fr.","ja":"x"}}],"at":"2026-10-05"})"),
         http(200, R"({"uncovered":[]})")});
    CHECK(shell.typed.run({"rules", "coverage"}) == Exit::done);
    CHECK(has(shell.typed.out, "the staff covers every need"));
    CHECK(shell.typed.run({"rules", "coverage"}) == Exit::done);
    CHECK(has(shell.typed.out, "  - Nobody speaks fr.\n"));
    CHECK(shell.typed.run({"rules", "coverage"}) == Exit::done);
    CHECK(has(shell.typed.out, "not been looked at yet"));
}
