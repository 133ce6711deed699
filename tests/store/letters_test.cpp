#include "store_fixture.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::store;
using namespace std::chrono_literals;
using domain::Way;
using office::DeliveryRow, office::LetterRow, office::LetterState;

namespace {

LetterRow a_letter(std::string key, std::vector<std::int64_t> messages) {
    return {.key = std::move(key),
            .person = "pa-37-a",
            .way = Way::email,
            .to = "pa-37-a@example.org",
            .bytes = "Subject: one",
            .messages = std::move(messages),
            .made_at = at(1),
            .next_at = at(1)};
}

DeliveryRow a_delivery(std::int64_t message, const char* person = "pa-37-a") {
    return {.message = message, .person = person, .due = at(1)};
}

Written changes(office::Changes all) { return {std::move(all), {}}; }

struct Post : StoreFixture {
    Post() {
        keep(an_inquiry(nth_ref(1)));
        keep(an_inquiry(nth_ref(2)));
    }
    std::vector<std::int64_t> unspread() {
        return read([](Reading& r) {
            std::vector<std::int64_t> out;
            for (const auto& one : r.letters().unspread(100)) out.push_back(one.id);
            return out;
        });
    }
    LetterRow letter(std::int64_t id) {
        return read([&](Reading& r) { return *r.letters().letter(id); });
    }
    std::vector<DeliveryRow> deliveries(std::int64_t message) {
        return read([&](Reading& r) { return r.letters().deliveries_of(message); });
    }
};

}  // namespace

TEST_CASE_FIXTURE(Post, "every message of the outbox is spread once, in the order of writing") {
    CHECK(unspread() == std::vector<std::int64_t>{1, 2});
    keep(changes({.deliveries = {a_delivery(1)}, .spread_to = 1}));
    CHECK(unspread() == std::vector<std::int64_t>{2});
    keep(changes({.spread_to = 2}));
    CHECK(unspread().empty());
}

TEST_CASE_FIXTURE(Post, "a message goes to a person by one way once, however often it is spread") {
    keep(changes({.deliveries = {a_delivery(1), a_delivery(1), a_delivery(1, "pa-37-b")}}));
    CHECK(deliveries(1).size() == 2);
}

TEST_CASE_FIXTURE(Post, "what is packed waits no longer, and has the state of its letter") {
    keep(changes({.deliveries = {a_delivery(1), a_delivery(2)}, .spread_to = 2}));
    const auto due = read([](Reading& r) { return r.letters().due_deliveries(at(5), 100); });
    CHECK(due.size() == 2);
    keep(changes({.letters = {a_letter("one", {1, 2})}}));
    CHECK(read([](Reading& r) { return r.letters().due_deliveries(at(5), 100); }).empty());
    CHECK(read([](Reading& r) { return r.letters().deliveries_in(1); }).size() == 2);
    auto sent = letter(1);
    sent.state = LetterState::sent;
    sent.bytes.clear();
    keep(changes({.letters = {sent}}));
    CHECK(deliveries(1).front().state == LetterState::sent);
    CHECK(read([](Reading& r) { return r.messages_of(nth_ref(1)).front().sent_at; }) == at(1));
    CHECK(read([](Reading& r) { return r.letters().due_letters(Way::email, at(99), 100); }).empty());
}

TEST_CASE_FIXTURE(Post, "a letter that presses goes before those that wait longer") {
    auto urgent = a_letter("urgent", {2});
    urgent.urgent = true;
    urgent.next_at = at(3);
    keep(changes({.deliveries = {a_delivery(1), a_delivery(2)}}));
    keep(changes({.letters = {a_letter("one", {1}), urgent}}));
    const auto due = read([](Reading& r) { return r.letters().due_letters(Way::email, at(5), 100); });
    REQUIRE(due.size() == 2);
    CHECK(due.front().key == "urgent");
    CHECK(read([](Reading& r) { return r.letters().due_letters(Way::email, at(2), 100); }).size() == 1);
}

TEST_CASE_FIXTURE(Post, "two letters never have the same key") {
    keep(changes({.deliveries = {a_delivery(1)}}));
    keep(changes({.letters = {a_letter("one", {1})}}));
    const auto again = write([](Reading&) { return changes({.letters = {a_letter("one", {1})}}); });
    CHECK(again.failure);
}

TEST_CASE_FIXTURE(Post, "the figures tell how much waits, since when, and how much failed") {
    auto figures = read([](Reading& r) { return r.letters().figures(); });
    CHECK(figures.queued == 2);
    CHECK(figures.oldest_urgent);
    auto failed = a_delivery(2);
    failed.state = LetterState::failed;
    failed.why = "nobody";
    keep(changes({.deliveries = {a_delivery(1), failed}, .letters = {}, .spread_to = 2}));
    keep(changes({.letters = {a_letter("one", {1})}}));
    figures = read([](Reading& r) { return r.letters().figures(); });
    CHECK(figures.queued == 1);
    CHECK(figures.failed == 1);
    CHECK(figures.oldest == at(1));
    CHECK_FALSE(figures.oldest_urgent);
    const auto shown = read([](Reading& r) { return r.letters().shown_failed(10); });
    REQUIRE(shown.size() == 1);
    CHECK(shown.front().delivery.why == "nobody");
}

TEST_CASE_FIXTURE(Post, "a message that reached nobody stands there until it is answered for") {
    keep(changes({.unreached = {2}}));
    keep(changes({.unreached = {2}}));
    CHECK(read([](Reading& r) { return r.letters().unreached(10); }) == std::vector<std::int64_t>{2});
    keep(changes({.answered = {2}}));
    CHECK(read([](Reading& r) { return r.letters().unreached(10); }).empty());
}

TEST_CASE_FIXTURE(Post, "letters to busy addresses are passed over, however many are due before") {
    office::Changes all;
    for (int i = 0; i < 600; ++i) all.letters.push_back(a_letter("busy" + std::to_string(i), {}));
    auto other = a_letter("other", {});
    other.to = "pa-37-b@example.org";
    other.next_at = at(2);
    all.letters.push_back(other);
    keep(changes(std::move(all)));
    const auto due = read(
        [](Reading& r) { return r.letters().due_letters(Way::email, at(5), 100, {"pa-37-a@example.org"}); });
    REQUIRE(due.size() == 1);
    CHECK(due.front().key == "other");
}

TEST_CASE_FIXTURE(Post, "when the clock went back, what waits is due again, and as old as the clock says") {
    const auto now = at(1) - std::chrono::hours(72);
    auto deferred = a_letter("one", {1});
    deferred.urgent = true;
    deferred.state = LetterState::deferred;
    deferred.next_at = at(1) + 5min;
    auto unpacked = a_delivery(2), gathered = a_delivery(2, "pa-37-b");
    gathered.due = at(1) + 4h;
    keep(changes({.deliveries = {a_delivery(1), unpacked, gathered}, .letters = {deferred}, .spread_to = 2}));
    keep(changes({.post_back_to = now}));
    CHECK(read([&](Reading& r) { return r.letters().due_letters(Way::email, now, 10); }).size() == 1);
    CHECK(letter(1).made_at == now);
    CHECK(read([](Reading& r) { return r.letters().figures(); }).oldest_urgent == now);
    const auto all = deliveries(2);
    REQUIRE(all.size() == 2);
    CHECK(all[0].due <= now);
    CHECK(all[1].due == now + 4h);
}
