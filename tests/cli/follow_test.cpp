#include "cli/follow.h"

#include "fake_daemon.h"
#include "typed.h"

#include <doctest/doctest.h>

using namespace sodan::cli;

namespace {

std::string stream(const std::string& events) {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + events;
}

}  // namespace

TEST_CASE("events are found in the bytes wherever these were cut") {
    Changes changes;
    changes.hear(": alive\n\nid: 7\nevent: change\nda");
    CHECK_FALSE(changes.next());
    changes.hear("ta: {\"a\":1}\r\n\r\nid: 8\ndata: x\ndata: y\n\n");
    const auto first = changes.next();
    REQUIRE(first);
    CHECK(first->id == "7");
    CHECK(first->kind == "change");
    CHECK(first->data == "{\"a\":1}");
    CHECK(changes.next()->data == "x\ny");
    CHECK_FALSE(changes.next());
}

TEST_CASE("after a lost connection the events go on where they stopped") {
    FakeDaemon daemon(
        {stream("id: 7\ndata: {\"case\":\"A\"}\n\n"), stream("id: 9\ndata: {\"case\":\"B\"}\n\n")});
    Typed typed{{{"SODAN_SERVER", daemon.address()}}};
    CHECK(typed.run({"events", "--count", "2"}) == Exit::done);
    CHECK(typed.out == "7  Case A\n9  Case B\n");
    CHECK(daemon.heard().at(1).header("Last-Event-ID") == "7");
}

TEST_CASE("events as JSON are one object a line") {
    FakeDaemon daemon({stream("id: 7\ndata: {\"case\":\"A\"}\n\n")});
    Typed typed{{{"SODAN_SERVER", daemon.address()}}};
    CHECK(typed.run({"events", "--count", "1", "--json"}) == Exit::done);
    CHECK(typed.out == "{\"case\":\"A\"}\n");
}

TEST_CASE("a refused stream ends as any other no") {
    FakeDaemon daemon({problem(401, "unidentified")});
    Typed typed{{{"SODAN_SERVER", daemon.address()}}};
    CHECK(typed.run({"events"}) == Exit::refused);
    CHECK(typed.err.starts_with("No\n"));
}
