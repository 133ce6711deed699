#include "cli/run.h"

#include "fake_daemon.h"
#include "typed.h"

#include <doctest/doctest.h>

using namespace sodan::cli;

namespace {

struct Session {
    FakeDaemon daemon;
    Typed typed{};

    explicit Session(std::vector<std::string> answers) : daemon(std::move(answers)) {
        typed.environment["SODAN_SERVER"] = daemon.address();
        typed.environment["SODAN_TOKEN"] = "sodan_pa-37-a";
    }
    Exit run(std::vector<std::string> arguments) { return typed.run(std::move(arguments)); }
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const std::string one_case =
    R"({"case":{"ref":"7KQF-2M9X-C","version":3,"desk":"advisor/37","custody":"held","urgency":"prompt",)"
    R"("due":"2026-10-06T10:20:00+09:00","holder":"pa-37-a","intake":{"topics":["W2"]}}})";

}  // namespace

TEST_CASE("--json prints the daemon's answer as it is") {
    Session session({http(200, R"({"items":[ ]})")});
    CHECK(session.run({"list", "--json"}) == Exit::done);
    CHECK(session.typed.out == "{\"items\":[ ]}\n");
    const auto& heard = session.daemon.heard().at(0);
    CHECK(heard.line == "GET /api/v1/cases HTTP/1.1");
    CHECK(heard.header("Authorization") == "Bearer sodan_pa-37-a");
    CHECK(heard.header("Accept-Language") == "en");
}

TEST_CASE("each kind of no has its own exit code, and says what and where") {
    const auto ends = [](int status, const std::string& why) {
        Session session({problem(status, why)});
        const auto exit = session.run({"claim", "7KQF-2M9X-C"});
        CHECK(session.typed.err == "No\nIt cannot be done.\nField: /text\n");
        CHECK(session.typed.out.empty());
        return exit;
    };
    CHECK(ends(422, "invalid") == Exit::refused);
    CHECK(ends(403, "not_allowed") == Exit::refused);
    CHECK(ends(401, "unidentified") == Exit::refused);
    CHECK(ends(503, "busy") == Exit::refused);
    CHECK(ends(404, "not_found") == Exit::not_found);
    CHECK(ends(409, "wrong_state") == Exit::conflict);
    CHECK(ends(412, "stale") == Exit::conflict);
    CHECK(ends(422, "key_reused") == Exit::conflict);
}

TEST_CASE("an answer that Sodan does not give is told from a no") {
    CHECK(Session({http(502, "<html>", "text/html")}).run({"list"}) == Exit::unexpected);
    CHECK(Session({http(200, "<html>", "text/html")}).run({"list"}) == Exit::unexpected);
    CHECK(Session({http(200, "[1]")}).run({"history", "x"}) == Exit::unexpected);
}

TEST_CASE("no daemon at all is said plainly") {
    std::string address;
    { address = FakeDaemon({}).address(); }
    Typed typed{{{"SODAN_SERVER", address}}};
    CHECK(typed.run({"list"}) == Exit::unreachable);
    CHECK(has(typed.err, "No answer from " + address));
    CHECK(typed.run({"list", "--server", "ftp://elsewhere"}) == Exit::usage);
}

TEST_CASE("a daemon that does not answer in time is given up") {
    Session session(std::vector<std::string>{});
    CHECK(session.run({"list", "--timeout", "0"}) == Exit::unreachable);
}

TEST_CASE("a lost connection is tried once more, with the same key") {
    Session session({"", http(200, one_case)});
    CHECK(session.run({"claim", "7KQF-2M9X-C"}) == Exit::done);
    const auto& heard = session.daemon.heard();
    CHECK(heard.at(0).header("Idempotency-Key").size() == 32);
    CHECK(heard.at(0).header("Idempotency-Key") == heard.at(1).header("Idempotency-Key"));
}

TEST_CASE("a command whose answer never came says how to try again without doing it twice") {
    Session session({"", ""});
    CHECK(session.run({"claim", "7KQF-2M9X-C", "--key", "abc"}) == Exit::unreachable);
    CHECK(has(session.typed.err, "--key abc"));
}

TEST_CASE("a case reads as labelled lines, in the reader's language") {
    Session session({http(200, one_case), http(200, one_case)});
    CHECK(session.run({"show", "7KQF-2M9X-C"}) == Exit::done);
    CHECK(has(session.typed.out, "7KQF-2M9X-C  advisor/37  held  prompt\n"));
    CHECK(has(session.typed.out, "  Due: 2026-10-06 10:20\n"));
    CHECK(has(session.typed.out, "    Topics: W2\n"));
    session.typed.environment["LANG"] = "ja_JP.UTF-8";
    CHECK(session.run({"show", "7KQF-2M9X-C"}) == Exit::done);
    CHECK(has(session.typed.out, "  期限: 2026-10-06 10:20\n"));
    CHECK(session.daemon.heard().at(1).header("Accept-Language") == "ja");
}

TEST_CASE("a list is a table, and --all turns every page") {
    Session session({http(200, R"({"items":[{"ref":"A","desk":"coordinator","more":1}],"next":"c 1"})"),
                     http(200, R"({"items":[{"ref":"B","desk":"leader/fr"}]})")});
    CHECK(session.run({"list", "--all"}) == Exit::done);
    CHECK(has(session.typed.out, "Case  Desk\nA     coordinator\n"));
    CHECK(has(session.typed.out, "B     leader/fr\n"));
    CHECK(session.daemon.heard().at(1).line == "GET /api/v1/cases?cursor=c%201 HTTP/1.1");
}

TEST_CASE("the history is a story with the words that were written, and no escape sequence gets through") {
    Session session({http(200, R"({"items":[{"seq":1,"version":1,"event":"noted","happened_at":)"
                               R"("2026-10-05T10:20:00+09:00","actor":"pa-37-a","body":{},)"
                               R"("detail":{"text":"one\u001b[2J\ntwo"}}]})")});
    CHECK(session.run({"history", "7KQF-2M9X-C"}) == Exit::done);
    CHECK(session.typed.out ==
          "2026-10-05 10:20  note  (pa-37-a)\n    Text:\n      one\\x1b[2J\n      two\n");
}

TEST_CASE("why is told in sentences of the reader's language") {
    Session session(
        {http(200, R"({"items":[{"at":"2026-10-05T10:20:00+09:00","decision":{"desk":"advisor/37",)"
                   R"("urgency":"prompt","rules_version":"r1"},"sentences":{"en":["Because."],)"
                   R"("ja":["だから。"]}}]})")});
    session.typed.environment["LC_ALL"] = "ja_JP.UTF-8";
    CHECK(session.run({"why", "7KQF-2M9X-C"}) == Exit::done);
    CHECK(has(session.typed.out, "advisor/37  prompt\n  - だから。\n"));
}

TEST_CASE("why --all also tells what was not taken, and why not") {
    const auto* const answer =
        R"({"items":[{"at":"2026-10-05T10:20:00+09:00","decision":{"desk":"advisor/37","urgency":"prompt",)"
        R"("rules_version":"r-1","roster_version":12},"sentences":{"en":["Because."],"ja":["-"]},)"
        R"("desks":[{"desk":"leader/en","says":{"en":"No leaders.","ja":"-"}}],)"
        R"("people":[{"person":"pa-37-a","rule":"free","reason":{"en":"","ja":""},"load":2}],)"
        R"("tables":[{"table":"urgency","rules":[{"rule":"one","reason":{"en":"So it is.","ja":"-"}}],)"
        R"("not_taken":[{"rule":"two","because":[{"says":{"en":"it is calm","ja":"-"}}]},)"
        R"({"rule":"three","beaten_by":"one"}]}]}]})";
    Session session({http(200, answer), http(200, answer)});
    CHECK(session.run({"why", "7KQF-2M9X-C"}) == Exit::done);
    CHECK(has(session.typed.out, "r-1, roster 12\n"));
    CHECK_FALSE(has(session.typed.out, "No leaders."));
    CHECK(session.run({"why", "7KQF-2M9X-C", "--all"}) == Exit::done);
    CHECK(has(session.typed.out, "    No leaders.\n"));
    CHECK(has(session.typed.out, "    pa-37-a  free  (open cases: 2)\n"));
    CHECK(has(session.typed.out, "      + one: So it is.\n      - two: it is calm\n      - three: it fits"));
}

TEST_CASE("a problem's text cannot steer the terminal either") {
    Session session({problem(422, "invalid", R"(\u001b[31mred)")});
    CHECK(session.run({"list"}) == Exit::refused);
    CHECK(has(session.typed.err, "\\x1b[31mred"));
}

TEST_CASE("verify fails when the journal and the cases differ") {
    CHECK(Session({http(200, R"({"cases":2,"entries":5,"differences":[]})")}).run({"verify"}) == Exit::done);
    CHECK(Session({http(200, R"({"cases":2,"entries":5,"differences":["A"]})")}).run({"verify", "--json"}) ==
          Exit::refused);
}

TEST_CASE("logging says the reference first, and what to consider") {
    Session session({http(201, R"({"case":{"ref":"7KQF-2M9X-C","desk":"advisor/37","custody":"queued",)"
                               R"("urgency":"prompt"},"decision":{"desk":"advisor/37","due":)"
                               R"("2026-10-06T10:20:00+09:00"},"suggestions":["supervisor"]})")});
    session.typed.input = R"({"text":"x"})";
    CHECK(session.run({"log", "-"}) == Exit::done);
    CHECK(session.typed.out.starts_with("Logged as 7KQF-2M9X-C\n"));
    CHECK(has(session.typed.out, "  To consider: supervisor\n"));
}

TEST_CASE("help is no error, and goes to standard output") {
    Typed typed;
    CHECK(typed.run({"--help"}) == Exit::done);
    CHECK(has(typed.out, "Exit codes:"));
    CHECK(typed.run({"log", "--help"}) == Exit::done);
    CHECK(has(typed.out, "--topic"));
    CHECK(typed.run({}) == Exit::usage);
    CHECK(typed.out.empty());
}
