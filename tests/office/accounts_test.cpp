#include "office_fixture.h"

#include "office/invitations.h"
#include "office/pace.h"
#include "office/rights.h"
#include "office/second_factor.h"
#include "seal/one_time_code.h"
#include "seal/password.h"

#include <doctest/doctest.h>

#include <set>

using namespace sodan;
using namespace sodan::office;
namespace json = boost::json;
using std::chrono::days, std::chrono::hours, std::chrono::minutes, std::chrono::seconds;

namespace {

const std::string password = "four unrelated made-up words";

// The secret that an app was given, from the base32 that a person would type.
std::string from_base32(std::string_view text) {
    constexpr std::string_view signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    unsigned held = 0, bits = 0;
    for (const char c : text) {
        held = (held << 5) | static_cast<unsigned>(signs.find(c));
        bits += 5;
        if (bits < 8) continue;
        bits -= 8;
        out += static_cast<char>((held >> bits) & 0xff);
    }
    return out;
}

std::string text(const json::object& in, const char* name) { return std::string(in.at(name).as_string()); }

struct Accounts : OfficeFixture {
    const seal::Key key = seal::Key::random();
    const std::string hash = seal::password_hash(password);
    std::string app;      // the secret in the person's authenticator app
    std::string refusal;  // the last one's key, "" = none
    bool codes_rest = false;

    using Decide = std::function<Outcome<Granted>(const Acting&)>;
    Granted granted(const std::string& person, const Decide& decide) {
        Granted out;
        const auto answer = decided(person, [&](const Acting& acting) -> Outcome<Written> {
            auto made = decide(acting);
            if (!made) return made.refusal();
            out = *made;
            return Written{.changes = std::move(made->changes)};
        });
        refusal = answer ? "" : answer.refusal().message.key;
        return out;
    }
    AtTheDoor door(const Acting& acting, const std::string& device = "") const {
        return {acting.reading, acting.now, key, "a browser", device, codes_rest};
    }
    Granted invites(const std::string& who, const std::string& whom, bool reset = false) {
        return granted(who, [&](const Acting& acting) { return invite(acting, whom, {reset}); });
    }
    // The ten recovery codes; none when it was refused.
    std::vector<std::string> accepts(const std::string& secret) {
        const auto opened =
            granted("pc-a", [&](const Acting& acting) { return open_invitation(door(acting), {secret}); });
        if (!refusal.empty()) return {};
        app = from_base32(text(opened.answer, "secret"));
        return codes_in(granted("pc-a", [&](const Acting& acting) {
            return accept_invitation(
                door(acting), {secret, password, text(opened.answer, "ticket"), seal::code_at(app, now)},
                hash);
        }));
    }
    static std::vector<std::string> codes_in(const Granted& made) {
        std::vector<std::string> out;
        if (const auto* codes = made.answer.if_contains("recovery_codes"))
            for (const auto& code : codes->as_array()) out.emplace_back(code.as_string());
        return out;
    }
    std::vector<std::string> opens_account(const std::string& person) {
        auto out = accepts(text(invites("admin-a", person).answer, "secret"));
        now += seconds{90};  // the code of the app is another one by now
        return out;
    }
    Granted signs_in(const std::string& person, const std::string& code, bool password_fits = true,
                     const std::string& device = "") {
        return granted("pc-a", [&](const Acting& acting) {
            const auto account = acting.reading.accounts().account(person);
            return sign_in(door(acting, device), {person, password, code},
                           {account ? account->password : "", password_fits});
        });
    }
    Granted signs_in(const std::string& person) { return signs_in(person, seal::code_at(app, now)); }
    std::vector<PassRow> passes(const std::string& person, PassKind kind) {
        std::vector<PassRow> out;
        granted("pc-a", [&](const Acting& acting) -> Outcome<Granted> {
            for (const auto& row : good_passes(acting.reading, person, now))
                if (row.kind == kind) out.push_back(row);
            return Granted{};
        });
        return out;
    }
    Bearer bearer_of(const PassRow& row) const {
        return {row.id, row.kind, row.person, Scopes::from_row(row.scopes), row.ends_at};
    }
    int times(const std::string& event) {
        int out = 0;
        for (const auto& entry : journal()) out += entry.event == event;
        return out;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Accounts, "whoever is invited opens an account, and signs in with password and code") {
    const auto recovery = opens_account("pa-37-a");
    CHECK(std::set<std::string>(recovery.begin(), recovery.end()).size() == 10);
    const auto session = signs_in("pa-37-a");
    CHECK(refusal == "");
    CHECK(session.session.size() == 43);
    CHECK(session.device.size() == 43);
    const auto rows = passes("pa-37-a", PassKind::session);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].digest == digest_of_secret(session.session));
    CHECK(rows[0].ends_at == now + hours{12});
    CHECK(times("account_opened") == 1);
    CHECK(times("signed_in") == 1);
}

TEST_CASE_FIXTURE(Accounts, "only an administrator invites") {
    for (const auto* person : {"pa-37-a", "pc-a", "staff-a", "sgl-fr-a", "csc-a", "secretary-a"}) {
        invites(person, "pa-37-b");
        CHECK(refusal == "rights.not_yours");
    }
    invites("admin-a", "pa-37-b");
    CHECK(refusal == "");
    invites("admin-a", "nobody");
    CHECK(refusal == "person.not_found");
}

TEST_CASE_FIXTURE(Accounts, "an invitation is good once, for three days, and the next one takes its place") {
    const auto secret = text(invites("admin-a", "pa-37-a").answer, "secret");
    CHECK(accepts(secret).size() == 10);
    accepts(secret);
    CHECK(refusal == "accounts.no_such_invitation");

    const auto late = text(invites("admin-a", "pa-37-b").answer, "secret");
    now += days{3};
    accepts(late);
    CHECK(refusal == "accounts.no_such_invitation");

    const auto first = text(invites("admin-a", "pa-37-b").answer, "secret");
    const auto second = text(invites("admin-a", "pa-37-b").answer, "secret");
    accepts(first);
    CHECK(refusal == "accounts.no_such_invitation");
    CHECK(accepts(second).size() == 10);
}

TEST_CASE_FIXTURE(Accounts, "an invitation is accepted with a code that shows that the app is set up") {
    const auto secret = text(invites("admin-a", "pa-37-a").answer, "secret");
    const auto accept = [&](const std::string& ticket, const std::string& code) {
        granted("pc-a", [&](const Acting& acting) {
            return accept_invitation(door(acting), {secret, password, ticket, code}, hash);
        });
        return refusal;
    };
    const auto opened =
        granted("pc-a", [&](const Acting& acting) { return open_invitation(door(acting), {secret}); });
    const auto ticket = text(opened.answer, "ticket");
    app = from_base32(text(opened.answer, "secret"));
    CHECK(accept(ticket, "000000") == "accounts.code_does_not_fit");
    CHECK(accept("s1.made-up", seal::code_at(app, now)) == "accounts.code_does_not_fit");
    const auto of_another = text(offered_code(key, "pa-37-b", now), "ticket");
    CHECK(accept(of_another, seal::code_at(app, now)) == "accounts.code_does_not_fit");
    now += minutes{16};
    CHECK(accept(ticket, seal::code_at(app, now)) == "accounts.code_does_not_fit");
}

TEST_CASE_FIXTURE(Accounts, "whatever does not fit, the answer is the same") {
    opens_account("pa-37-a");
    const auto same = [&](const std::string& person, const std::string& code, bool fits) {
        signs_in(person, code, fits);
        return refusal == "accounts.not_signed_in";
    };
    CHECK(same("pa-37-a", seal::code_at(app, now), false));
    CHECK(same("pa-37-a", "000000", true));
    CHECK(same("pa-37-a", "", true));
    CHECK(same("pa-37-a", "AAAA-BBBB-CCCC-DDDD", true));
    CHECK(same("pa-37-b", seal::code_at(app, now), true));
    CHECK(same("nobody", seal::code_at(app, now), true));
}

TEST_CASE_FIXTURE(Accounts, "a code is taken once, and none that is older than one that was taken") {
    opens_account("pa-37-a");
    const auto before = seal::code_at(app, now), after = seal::code_at(app, now + seconds{30});
    signs_in("pa-37-a", after);
    CHECK(refusal == "");
    signs_in("pa-37-a", after);
    CHECK(refusal == "accounts.not_signed_in");
    signs_in("pa-37-a", before);
    CHECK(refusal == "accounts.not_signed_in");
    now += seconds{60};
    signs_in("pa-37-a");
    CHECK(refusal == "");
}

TEST_CASE_FIXTURE(Accounts, "the code with which the app was set up is not taken again") {
    accepts(text(invites("admin-a", "pa-37-a").answer, "secret"));
    signs_in("pa-37-a");
    CHECK(refusal == "accounts.not_signed_in");
}

TEST_CASE_FIXTURE(Accounts, "a recovery code is good once, however it is typed") {
    const auto recovery = opens_account("pa-37-a");
    signs_in("pa-37-a", recovery[3]);
    CHECK(refusal == "");
    signs_in("pa-37-a", recovery[3]);
    CHECK(refusal == "accounts.not_signed_in");
    std::string typed;
    for (const char c : recovery[4]) typed += c == '-' ? ' ' : static_cast<char>(std::tolower(c));
    CHECK(signs_in("pa-37-a", typed).answer.at("recovery_codes_left").to_number<int>() == 8);
}

TEST_CASE_FIXTURE(Accounts, "while codes rest a recovery code opens all the same") {
    const auto recovery = opens_account("pa-37-a");
    codes_rest = true;
    signs_in("pa-37-a");
    CHECK(refusal == "accounts.not_signed_in");
    signs_in("pa-37-a", recovery[0]);
    CHECK(refusal == "");
}

TEST_CASE_FIXTURE(Accounts, "a device that is known is not made anew, and another's is no help") {
    opens_account("pa-37-a");
    const auto first = signs_in("pa-37-a");
    now += minutes{1};
    CHECK(signs_in("pa-37-a", seal::code_at(app, now), true, first.device).device.empty());
    CHECK(passes("pa-37-a", PassKind::device).size() == 1);
    opens_account("pa-37-b");
    CHECK(signs_in("pa-37-b", seal::code_at(app, now), true, first.device).device.size() == 43);
}

TEST_CASE_FIXTURE(Accounts, "whoever has left signs in no more") {
    opens_account("pa-37-a");
    CHECK(changes("staff-a", "pa-37-a", Left{}));
    signs_in("pa-37-a");
    CHECK(refusal == "accounts.not_signed_in");
    invites("admin-a", "pa-37-a", true);
    CHECK(refusal == "person.not_found");
}

TEST_CASE_FIXTURE(Accounts, "a new password ends the other sessions and not the one in which it was chosen") {
    opens_account("pa-37-a");
    const auto here = digest_of_secret(signs_in("pa-37-a").session);
    now += minutes{1};
    signs_in("pa-37-a");
    const auto rows = passes("pa-37-a", PassKind::session);
    REQUIRE(rows.size() == 2);
    const auto mine = bearer_of(rows[0].digest == here ? rows[0] : rows[1]);
    const auto change = [&](bool fits) {
        return granted("pa-37-a", [&](const Acting& acting) {
            return change_password(acting, mine, {hash, fits}, "$argon2id$another");
        });
    };
    change(false);
    CHECK(refusal == "accounts.wrong_password");
    CHECK(change(true).answer.at("ended_sessions").to_number<int>() == 1);
    const auto left = passes("pa-37-a", PassKind::session);
    REQUIRE(left.size() == 1);
    CHECK(left[0].id == mine.pass);
    change(true);  // that password is the old one now
    CHECK(refusal == "accounts.wrong_password");
}

TEST_CASE_FIXTURE(
    Accounts, "a new password ends tokens and devices as well, so nothing that was stolen before is good") {
    opens_account("pa-37-a");
    const auto here = digest_of_secret(signs_in("pa-37-a").session);
    const auto session = passes("pa-37-a", PassKind::session).at(0);
    REQUIRE(session.digest == here);
    granted("pa-37-a", [&](const Acting& acting) {
        return issue_token(acting, bearer_of(session), {"stolen", {TokenScope::read}, 366}, {hash, true});
    });
    REQUIRE(passes("pa-37-a", PassKind::token).size() == 1);
    REQUIRE(passes("pa-37-a", PassKind::device).size() == 1);
    const auto done = granted("pa-37-a", [&](const Acting& acting) {
        return change_password(acting, bearer_of(session), {hash, true}, "$argon2id$another");
    });
    CHECK(done.answer.at("ended_tokens").to_number<int>() == 1);
    CHECK(passes("pa-37-a", PassKind::token).empty());
    CHECK(passes("pa-37-a", PassKind::device).empty());
    CHECK(passes("pa-37-a", PassKind::session).size() == 1);
}

TEST_CASE_FIXTURE(Accounts, "an attempt that failed is on record with the account only where there is one") {
    for (const auto* account : {"pa-37-a", "four unrelated made-up words"})
        REQUIRE(decided("pc-a", [&](const Acting& acting) -> Outcome<Written> {
            return sign_in_failed(acting.reading, now, {account, "192.0.2.1", 5});
        }));
    const auto entries = journal();
    CHECK(entries.back().body == R"({"account":"","address":"192.0.2.1","failures":5})");
    CHECK(entries[entries.size() - 2].body == R"({"account":"pa-37-a","address":"192.0.2.1","failures":5})");
    CHECK(times("sign_in_failed") == 2);
}

TEST_CASE("a password that is short, or easily guessed, is refused") {
    domain::Person person;
    person.id = "pa-37-a";
    person.name = "Alder Example-Person";
    CHECK_FALSE(refused_password(person, password));
    CHECK_FALSE(refused_password(person, "こころの相談は木曜日の午後に"));
    CHECK(refused_password(person, "elevensigns"));
    CHECK(refused_password(person, std::string(300, 'x') + "abcdef"));
    CHECK(refused_password(person, "aaaaaaaaaaaaaaaa"));
    CHECK(refused_password(person, "alder example-person"));
}

TEST_CASE_FIXTURE(Accounts, "another app takes the place of the first only when it has shown a code") {
    opens_account("pa-37-a");
    const auto old_app = app;
    const auto offered = granted("pa-37-a", [&](const Acting& acting) {
        return start_code(acting, key, {hash, true});
    });
    signs_in("pa-37-a");
    CHECK(refusal == "");
    now += minutes{1};
    app = from_base32(text(offered.answer, "secret"));
    const auto recovery = codes_in(granted("pa-37-a", [&](const Acting& acting) {
        return confirm_code(acting, key, {text(offered.answer, "ticket"), seal::code_at(app, now)});
    }));
    CHECK(recovery.size() == 10);
    now += minutes{1};
    signs_in("pa-37-a", seal::code_at(old_app, now));
    CHECK(refusal == "accounts.not_signed_in");
    signs_in("pa-37-a");
    CHECK(refusal == "");
}

TEST_CASE_FIXTURE(Accounts,
                  "a reset closes the account and ends all that it had, and the person begins anew") {
    opens_account("pa-37-a");
    signs_in("pa-37-a");
    invites("admin-a", "pa-37-a");
    CHECK(refusal == "accounts.has_account");
    CHECK(passes("pa-37-a", PassKind::session).size() == 1);
    const auto anew = invites("admin-a", "pa-37-a", true);
    CHECK(refusal == "");
    CHECK(passes("pa-37-a", PassKind::session).empty());
    CHECK(passes("pa-37-a", PassKind::device).empty());
    for (const auto* who : {"person:pa-37-a", "person:staff-a"})
        CHECK(std::ranges::count(anew.changes.messages, who, &MessageRow::recipient) == 1);
    for (const auto& one : anew.changes.messages)
        CHECK(pace_of(one.kind, domain::Urgency::routine) == Pace::at_once);
    now += minutes{1};
    signs_in("pa-37-a");
    CHECK(refusal == "accounts.not_signed_in");
    CHECK(accepts(text(anew.answer, "secret")).size() == 10);
    now += minutes{1};
    signs_in("pa-37-a");
    CHECK(refusal == "");
}

TEST_CASE_FIXTURE(Accounts,
                  "a token opens no more than that with which it was asked for, and lives no longer") {
    opens_account("pa-37-a");
    bool knows_password = false;
    const Bearer session{"s", PassKind::session, "pa-37-a", Scopes::every(), now + hours{12}};
    const auto issue = [&](const Bearer& by, std::vector<TokenScope> scopes, std::int64_t how_long) {
        return granted("pa-37-a", [&](const Acting& acting) {
            return issue_token(acting, by, {"made up", std::move(scopes), how_long}, {hash, knows_password});
        });
    };
    issue(session, {TokenScope::read}, 30);
    CHECK(refusal == "accounts.wrong_password");
    knows_password = true;
    const auto token = issue(session, {TokenScope::read, TokenScope::account}, 30);
    CHECK(refusal == "");
    const auto row = passes("pa-37-a", PassKind::token).at(0);
    CHECK(row.digest == digest_of_secret(text(token.answer, "token")));
    CHECK(row.ends_at == now + days{30});

    const auto by_token = bearer_of(row);
    issue(by_token, {TokenScope::write}, 1);
    CHECK(refusal == "accounts.scopes_beyond");
    issue(by_token, {TokenScope::read}, 366);
    CHECK(refusal == "");
    for (const auto& one : passes("pa-37-a", PassKind::token)) CHECK(one.ends_at <= now + days{30});
    issue(session, {}, 30);
    CHECK(refusal == "accounts.no_scopes");
    issue(session, {TokenScope::read}, 367);
    CHECK(refusal == "accounts.token_days");
}

TEST_CASE_FIXTURE(Accounts, "one's own passes are seen and ended, another's are not") {
    opens_account("pa-37-a");
    signs_in("pa-37-a");
    const auto row = passes("pa-37-a", PassKind::session).at(0);
    const auto end = [&](const std::string& person, PassKind kind) {
        granted(person, [&](const Acting& acting) { return end_pass(acting, kind, row.id); });
        return refusal;
    };
    CHECK(end("pa-37-b", PassKind::session) == "accounts.no_such_pass");
    CHECK(end("admin-a", PassKind::session) == "accounts.no_such_pass");
    CHECK(end("pa-37-a", PassKind::token) == "accounts.no_such_pass");
    CHECK(end("pa-37-a", PassKind::session) == "");
    CHECK(end("pa-37-a", PassKind::session) == "accounts.no_such_pass");
    CHECK(times("session_ended") == 1);
}

TEST_CASE_FIXTURE(Accounts, "the first administrator is invited until there is one who can sign in") {
    const auto first = [&] {
        return granted("pc-a", [&](const Acting& acting) -> Outcome<Granted> {
            if (has_administrator(acting.reading, now)) return Granted{};
            return invite_first_administrator(acting.reading, now);
        });
    };
    const auto before = first(), after = first();
    CHECK(text(after.answer, "person") == "admin-a");
    accepts(text(before.answer, "secret"));
    CHECK(refusal == "accounts.no_such_invitation");
    accepts(text(after.answer, "secret"));
    CHECK(first().answer.empty());
}

TEST_CASE_FIXTURE(Accounts, "where the office has no administrator the first one is made") {
    CHECK(changes("staff-a", "admin-a", Left{}));
    const auto made = granted(
        "pc-a", [&](const Acting& acting) { return invite_first_administrator(acting.reading, now); });
    CHECK(text(made.answer, "person") == "admin-1");
    REQUIRE(office()->person("admin-1"));
    CHECK(office()->person("admin-1")->role == domain::Role::administrator);
    CHECK(accepts(text(made.answer, "secret")).size() == 10);
}

TEST_CASE_FIXTURE(Accounts, "passes that ended long ago are forgotten when their person signs in again") {
    opens_account("pa-37-a");
    signs_in("pa-37-a");
    now += days{31};
    signs_in("pa-37-a");
    now += minutes{1};
    std::size_t all = 0;
    granted("pc-a", [&](const Acting& acting) -> Outcome<Granted> {
        all = acting.reading.accounts().passes_of("pa-37-a").size();
        return Granted{};
    });
    CHECK(all == 3);  // the new session and two devices
}

TEST_CASE_FIXTURE(Accounts, "the last use is kept for a pass that is good, and brings none back to life") {
    opens_account("pa-37-a");
    signs_in("pa-37-a");
    const auto row = passes("pa-37-a", PassKind::session).at(0);
    const auto note = [&](Instant at) {
        CHECK(decided("pc-a", [&](const Acting& acting) -> Outcome<Written> {
            return keep_uses(acting.reading, {{row.id, at}}, now);
        }));
    };
    note(now + minutes{5});
    CHECK(passes("pa-37-a", PassKind::session).at(0).used_at == now + minutes{5});
    granted("pa-37-a", [&](const Acting& acting) { return end_pass(acting, PassKind::session, row.id); });
    note(now + minutes{6});
    CHECK(passes("pa-37-a", PassKind::session).empty());
}

TEST_CASE_FIXTURE(Accounts, "nothing secret stands in the journal or in the rows") {
    const auto recovery = opens_account("pa-37-a");
    const auto session = signs_in("pa-37-a");
    std::string all;
    for (const auto& entry : journal()) all += entry.body + entry.detail;
    granted("pc-a", [&](const Acting& acting) -> Outcome<Granted> {
        const auto account = *acting.reading.accounts().account("pa-37-a");
        all += account.password + account.code_secret;
        for (const auto& digest : account.recovery) all += digest;
        for (const auto& row : acting.reading.accounts().passes_of("pa-37-a")) all += row.id + row.digest;
        return Granted{};
    });
    for (const auto& secret : {password, session.session, session.device, app, recovery[0], recovery[9]})
        CHECK(all.find(secret) == std::string::npos);
}
