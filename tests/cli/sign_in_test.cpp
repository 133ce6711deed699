#include "fake_daemon.h"
#include "typed.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace sodan::cli;
namespace fs = std::filesystem;

namespace {

struct Shell : Typed {
    fs::path home;

    Shell() {
        std::string name = fs::temp_directory_path() / "sodan-home-XXXXXX";
        home = ::mkdtemp(name.data());
        environment["HOME"] = home.string();
    }
    ~Shell() { fs::remove_all(home); }

    fs::path file() const { return home / ".config/sodan/tokens.json"; }
    std::string kept() const {
        std::ifstream in(file());
        return {std::istreambuf_iterator<char>(in), {}};
    }
    bool has(const std::string& text) const { return out.find(text) != std::string::npos; }
};

const std::string token_made =
    http(201, R"({"id":"t1","token":"sodan_made-up","ends_at":"2026-12-01T10:00:00+09:00"})");

std::string signed_in(const std::string& cookies) {
    auto out = http(201, R"({"person":"pa-37-a","session":"s1"})");
    out.insert(out.find("\r\n") + 2, cookies);
    return out;
}
const std::string both_cookies =
    "Set-Cookie: __Host-sodan=the-session; Path=/; Secure\r\n"
    "Set-Cookie: __Host-sodan-device=the-device; Path=/; Max-Age=9\r\n";

}  // namespace

TEST_CASE_FIXTURE(Shell,
                  "login asks for what it needs, keeps a token that only its owner reads, and no session") {
    FakeDaemon daemon({signed_in(both_cookies), token_made, http(200, "{}")});
    answers = {"pa-37-a", "four unrelated made-up words", "123456"};
    CHECK(run({"login", "--server", daemon.address()}) == Exit::done);
    CHECK(secret_questions.size() == 1);
    const auto& heard = daemon.heard();
    REQUIRE(heard.size() == 3);
    CHECK(heard[0].body ==
          R"({"person":"pa-37-a","password":"four unrelated made-up words","code":"123456"})");
    CHECK(heard[1].line == "POST /api/v1/tokens HTTP/1.1");
    CHECK(heard[1].header("Cookie") == "__Host-sodan=the-session");
    CHECK(heard[1].header("Origin") == daemon.address());
    CHECK(heard[2].line == "DELETE /api/v1/session HTTP/1.1");
    CHECK(kept().find("sodan_made-up") != std::string::npos);
    CHECK(kept().find("the-session") == std::string::npos);
    struct stat status {};
    REQUIRE(::stat(file().c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    CHECK_FALSE(has("sodan_made-up"));
}

TEST_CASE_FIXTURE(Shell, "the token that was kept is sent to the daemon that gave it, and to no other") {
    FakeDaemon giver({signed_in(both_cookies), token_made, http(200, "{}")});
    answers = {"pa-37-a", "four unrelated made-up words", "123456"};
    CHECK(run({"login", "--server", giver.address()}) == Exit::done);
    giver.heard();
    FakeDaemon other({http(200, "{}")});
    run({"me", "--server", other.address()});
    CHECK(other.heard()[0].header("Authorization").empty());
}

TEST_CASE_FIXTURE(Shell, "whoever signs in again shows that it is the same machine") {
    const auto answers_of_one =
        std::vector<std::string>{signed_in(both_cookies), token_made, http(200, "{}")};
    auto twice = answers_of_one;
    twice.push_back(signed_in("Set-Cookie: __Host-sodan=another\r\n"));
    twice.insert(twice.end(), answers_of_one.begin() + 1, answers_of_one.end());
    FakeDaemon daemon(twice);
    for (int i = 0; i < 2; ++i) {
        answers = {"four unrelated made-up words", "123456"};
        CHECK(run({"login", "pa-37-a", "--server", daemon.address()}) == Exit::done);
    }
    CHECK(daemon.heard()[0].header("Cookie").empty());
    CHECK(daemon.heard()[3].header("Cookie") == "__Host-sodan-device=the-device");
    CHECK(kept().find("the-device") != std::string::npos);
}

TEST_CASE_FIXTURE(Shell, "a wrong password is told, and nothing is kept") {
    FakeDaemon daemon({problem(401, "unidentified")});
    answers = {"wrong", "123456"};
    CHECK(run({"login", "pa-37-a", "--server", daemon.address()}) == Exit::refused);
    CHECK_FALSE(fs::exists(file()));
}

TEST_CASE_FIXTURE(Shell, "logout ends the token and forgets it") {
    FakeDaemon daemon({signed_in(both_cookies), token_made, http(200, "{}"), http(200, "{}")});
    answers = {"four unrelated made-up words", "123456"};
    run({"login", "pa-37-a", "--server", daemon.address()});
    CHECK(run({"logout", "--server", daemon.address()}) == Exit::done);
    CHECK(daemon.heard()[3].header("Authorization") == "Bearer sodan_made-up");
    CHECK(kept().find("sodan_made-up") == std::string::npos);
}

TEST_CASE_FIXTURE(Shell, "an invitation is accepted at the daemon that its link names") {
    FakeDaemon daemon(
        {http(
             200,
             R"({"person":"pa-37-a","name":"Alder Example","secret":"JBSW","uri":"otpauth://x","ticket":"s1.t"})"),
         http(201, R"({"person":"pa-37-a","recovery_codes":["AAAA-BBBB"]})")});
    answers = {"four unrelated made-up words", "four unrelated made-up words", "123456"};
    CHECK(run({"accept-invitation", daemon.address() + "/invitation#the-secret"}) == Exit::done);
    CHECK(daemon.heard()[0].body == R"({"secret":"the-secret"})");
    CHECK(daemon.heard()[0].line == "POST /api/v1/invitations/open HTTP/1.1");
    CHECK(
        daemon.heard()[1].body ==
        R"({"secret":"the-secret","password":"four unrelated made-up words","ticket":"s1.t","code":"123456"})");
    CHECK(secret_questions.size() == 2);
    CHECK(has("JBSW"));
    CHECK(has("AAAA-BBBB"));
}

TEST_CASE_FIXTURE(Shell, "a password that is typed differently the second time changes nothing") {
    FakeDaemon daemon(
        {http(200, R"({"person":"pa-37-a","name":"Alder Example","secret":"J","uri":"o","ticket":"t"})")});
    answers = {"four unrelated made-up words", "four unrelated made-up worms"};
    CHECK(run({"accept-invitation", daemon.address() + "/invitation#the-secret"}) == Exit::usage);
    CHECK(daemon.heard().size() == 1);
}

TEST_CASE_FIXTURE(Shell, "where nobody answers, nothing is sent") {
    CHECK(run({"login", "pa-37-a", "--server", "http://127.0.0.1:1"}) == Exit::usage);
}

TEST_CASE_FIXTURE(Shell, "tokens are made, listed and revoked by their own requests") {
    FakeDaemon daemon({token_made, http(200, R"({"items":[]})"), http(200, R"({"ended":"t1"})")});
    environment["SODAN_TOKEN"] = "sodan_of-a-script";
    answers = {"four unrelated made-up words"};
    CHECK(run({"token", "create", "backup script", "--scope", "read", "--scope", "admin", "--days", "7",
               "--server", daemon.address()}) == Exit::done);
    CHECK(has("sodan_made-up"));
    CHECK(run({"token", "list", "--server", daemon.address()}) == Exit::done);
    CHECK(run({"token", "revoke", "t1", "--server", daemon.address()}) == Exit::done);
    const auto& heard = daemon.heard();
    CHECK(
        heard[0].body ==
        R"({"name":"backup script","scopes":["read","admin"],"days":7,"password":"four unrelated made-up words"})");
    CHECK(secret_questions.size() == 1);
    CHECK(heard[0].header("Authorization") == "Bearer sodan_of-a-script");
    CHECK(heard[1].line == "GET /api/v1/tokens HTTP/1.1");
    CHECK(heard[2].line == "DELETE /api/v1/tokens/t1 HTTP/1.1");
}
