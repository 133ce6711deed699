#include "office/pass_book.h"

#include "office/passes.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::office;
using std::chrono::hours, std::chrono::minutes;

namespace {

struct Book {
    PassBook book;
    Instant now{hours{500000}};

    NewPass made(PassKind kind, Scopes scopes = Scopes::every()) {
        auto out = new_pass({kind, "pa-37-a", scopes, "made up", now + hours{12}}, now);
        book.take(out.row);
        return out;
    }
    bool knows(PassKind kind, const std::string& secret) { return book.bearer(kind, secret, now) != nullptr; }
};

}  // namespace

TEST_CASE_FIXTURE(Book, "whoever shows a pass is known by it") {
    const auto token = made(PassKind::token, {TokenScope::read});
    const auto bearer = book.bearer(PassKind::token, token.secret, now);
    REQUIRE(bearer);
    CHECK(bearer->person == "pa-37-a");
    CHECK(bearer->pass == token.row.id);
    CHECK(bearer->scopes == Scopes{TokenScope::read});
    CHECK_FALSE(knows(PassKind::token, token.row.digest));
    CHECK_FALSE(knows(PassKind::token, ""));
}

TEST_CASE_FIXTURE(Book, "a session is no token, a token no session, and an invitation neither") {
    const auto session = made(PassKind::session), token = made(PassKind::token);
    CHECK_FALSE(knows(PassKind::token, session.secret));
    CHECK_FALSE(knows(PassKind::session, token.secret));
    const auto invitation = made(PassKind::invitation), device = made(PassKind::device);
    for (const auto kind : {PassKind::session, PassKind::token, PassKind::invitation, PassKind::device}) {
        CHECK_FALSE(knows(kind, invitation.secret));
        CHECK_FALSE(knows(kind, device.secret));
    }
}

TEST_CASE_FIXTURE(Book, "a session ends after half an hour without use, and after twelve hours in any case") {
    const auto session = made(PassKind::session);
    for (int i = 0; i < 24; ++i) {
        CHECK(knows(PassKind::session, session.secret));
        now += minutes{29};
    }
    CHECK(knows(PassKind::session, session.secret));
    now += minutes{24};
    CHECK_FALSE(knows(PassKind::session, session.secret));

    const auto idle = made(PassKind::session);
    now += minutes{30};
    CHECK_FALSE(knows(PassKind::session, idle.secret));
}

TEST_CASE_FIXTURE(Book, "looking whether a session is good is no use of it") {
    const auto session = made(PassKind::session);
    now += minutes{20};
    CHECK(book.is_good(session.row.id, now));
    now += minutes{10};
    CHECK_FALSE(book.is_good(session.row.id, now));
}

TEST_CASE_FIXTURE(Book, "a token may rest for as long as it lasts") {
    const auto token = made(PassKind::token);
    now += hours{11};
    CHECK(knows(PassKind::token, token.secret));
    now += hours{1};
    CHECK_FALSE(knows(PassKind::token, token.secret));
}

TEST_CASE_FIXTURE(Book, "a pass that was ended is good for nothing at once") {
    const auto session = made(PassKind::session);
    CHECK(knows(PassKind::session, session.secret));
    book.take(ended(session.row, now));
    CHECK_FALSE(knows(PassKind::session, session.secret));
    CHECK_FALSE(book.is_good(session.row.id, now));
}

TEST_CASE_FIXTURE(Book, "the last uses are told once, and what is no longer good is forgotten") {
    const auto session = made(PassKind::session), other = made(PassKind::session);
    CHECK(book.uses(now).empty());
    now += minutes{5};
    CHECK(knows(PassKind::session, session.secret));
    const auto uses = book.uses(now);
    REQUIRE(uses.size() == 1);
    CHECK(uses[0].pass == session.row.id);
    CHECK(uses[0].at == now);
    CHECK(book.uses(now).empty());
    now += minutes{26};
    book.uses(now);
    CHECK(book.is_good(session.row.id, now));
    CHECK_FALSE(book.is_good(other.row.id, now));
}

TEST_CASE("scopes are read as they were written") {
    for (unsigned bits = 0; bits < 16; ++bits) {
        std::vector<TokenScope> some;
        for (unsigned i = 0; i < 4; ++i)
            if (bits & (1U << i)) some.push_back(static_cast<TokenScope>(i));
        const Scopes scopes(some);
        CHECK(Scopes::from_row(scopes.row()) == scopes);
        CHECK(scopes.are_within(Scopes::every()));
        CHECK(Scopes::every().are_within(scopes) == (bits == 15));
    }
    CHECK_THROWS(Scopes::from_row("read everything"));
}

TEST_CASE("no two passes share a secret, and a token's tells what it is") {
    const Instant now{hours{500000}};
    const auto one = new_pass({PassKind::token, "pa-37-a", {}, "", now}, now);
    const auto other = new_pass({PassKind::token, "pa-37-a", {}, "", now}, now);
    CHECK(one.secret != other.secret);
    CHECK(one.row.id != other.row.id);
    CHECK(one.secret.starts_with("sodan_"));
    CHECK(one.secret.size() == 6 + 43);
    CHECK(one.row.digest.find(one.secret) == std::string::npos);
}
