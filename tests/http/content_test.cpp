// What was said is given only when it is on record who is shown it.

#include "a_server.h"

#include "domain/case_ref.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::http;

namespace {

const auto ref = domain::CaseRef::from_bits(12345);

office::CaseRow held_by_coordinator() {
    return {
        .ref = ref,
        .version = 1,
        .desk = "coordinator",
        .custody = "held",
        .counsel = "alone",
        .holder = "pc-a",
        .snapshot = R"({"custody":"held","counsel":"alone","memory":{"desk":"coordinator","holder":"pc-a"}})",
        .intake = R"({"received_at":"2026-10-05T10:00:00+09:00","topics":["W2"]})"};
}

}  // namespace

TEST_CASE("what was said is given when the record is kept, and refused when it cannot be") {
    AServer server;
    server.store.row = held_by_coordinator();
    AClient client(server.port());
    const auto path = "/api/v1/cases/" + to_string(ref);
    CHECK(client.ask(get(path + "/history")).status == 200);
    server.store.answer_with = Refusal{Refusal::Why::store_full, {"store.full"}};
    CHECK(client.ask(get(path + "/history")).status == 507);
    CHECK(client.ask(get(path + "/decisions")).status == 507);
    CHECK(client.ask(get(path + "/reads")).status == 200);
    CHECK(client.ask(get(path)).status == 200);  // the facts of a case, and nothing that was said
}
