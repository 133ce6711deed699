#include "a_server.h"
#include "office/position.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::http;
using namespace std::chrono_literals;

namespace {

const auto ref = domain::CaseRef::from_bits(12345);

office::EntryRow entry(std::int64_t seq) {
    office::EntryRow out;
    out.seq = seq;
    out.ref = ref;
    out.version = seq;
    out.event = "noted";
    out.actor = "pc-a";
    return out;
}

office::CaseRow held_by_coordinator() {
    office::CaseRow out;
    out.ref = ref;
    out.desk = "coordinator";
    out.custody = "held";
    out.holder = "pc-a";
    return out;
}

struct Live : AServer {
    explicit Live(Limits limits = {}) : AServer(limits) {
        store.row = held_by_coordinator();
        for (std::int64_t seq = 1; seq <= 3; ++seq) store.entries.push_back(entry(seq));
    }
};

}  // namespace

TEST_CASE("a reader of live events gets what it missed, in order, and ids that tell nothing") {
    Live server;
    AClient client(server.port());
    const auto first = office::position_for("for tests", "pc-a", 1);
    client.send(get("/api/v1/events", "Last-Event-ID: " + first + "\r\n"));
    REQUIRE(client.fill_until("\"version\":3"));
    CHECK(client.held().find("Content-Type: text/event-stream") != std::string::npos);
    CHECK(client.held().find("\"version\":2") < client.held().find("\"version\":3"));
    CHECK(client.held().find("\"version\":1") == std::string::npos);
    CHECK(client.held().find("id: s1.") != std::string::npos);
    CHECK(client.held().find("id: 2") == std::string::npos);
}

TEST_CASE("a quiet stream shows that it lives") {
    Limits limits;
    limits.heartbeat = 1s;
    Live server(limits);
    AClient client(server.port());
    client.send(get("/api/v1/events"));
    CHECK(client.fill_until(": still here"));
    CHECK(client.held().find("id: ") == std::string::npos);
}

TEST_CASE("more readers of live events than the limit are told that it is busy") {
    Limits limits;
    limits.event_streams = 1;
    Live server(limits);
    AClient first(server.port()), second(server.port());
    first.send(get("/api/v1/events"));
    REQUIRE(first.fill_until("that you may know of"));
    CHECK(second.ask(get("/api/v1/events")).status == 503);
}

TEST_CASE("a place that was given to another person leads nowhere: the events begin from now on") {
    Live server;
    AClient client(server.port());
    const auto of_another = office::position_for("for tests", "pc-b", 1);
    client.send(get("/api/v1/events", "Last-Event-ID: " + of_another + "\r\n"));
    REQUIRE(client.fill_until("that you may know of"));
    CHECK(client.held().find("id: ") == std::string::npos);
    AClient with_a_space(server.port());
    CHECK(with_a_space.ask(get("/api/v1/events", "Last-Event-ID: a b\r\n")).status == 400);
}

TEST_CASE("draining ends the streams") {
    Live server;
    AClient client(server.port());
    client.send(get("/api/v1/events"));
    REQUIRE(client.fill_until("that you may know of"));
    server.stop();
    CHECK_FALSE(client.fill_until("a sign that never comes"));
}
