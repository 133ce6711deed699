#include "daemon/settings.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::daemon;

namespace {

std::string refusal_of(const std::string& toml) {
    try {
        check(parse_settings(toml, "/etc/sodan/sodand.toml"));
    } catch (const BrokenSettings& e) { return e.what(); }
    return "taken";
}

bool says(const std::string& toml, std::string_view part) {
    return refusal_of(toml).find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an empty configuration is the default one") {
    const auto settings = parse_settings("", "/etc/sodan/sodand.toml");
    CHECK(settings.listen.address == "127.0.0.1");
    CHECK(settings.listen.port == 8080);
    CHECK(settings.data == "data");
}

TEST_CASE("every key of the commented default is known") {
    auto text =
        std::string("[listen]\nport = 0\nhosts = [\"a.test\"]\naddress = \"::1\"\n[data]\nfolder = \"d\"\n");
    text +=
        "[rules]\nfolder = \"/r\"\n[office]\nfolder = \"o\"\n[schema]\nfolder = \"s\"\n[log]\nlevel = "
        "\"debug\"\nfile = \"l\"\n";
    text +=
        "[limits]\nheader_bytes = 2048\nbody_bytes = 2048\nconnections = 5\nevent_streams = 6\nidle_seconds "
        "= 7\n";
    text +=
        "header_seconds = 8\nbody_seconds = 9\nwrite_seconds = 10\ndrain_seconds = 11\nheartbeat_seconds = "
        "12\n";
    const auto settings = parse_settings(text, "/etc/sodan/sodand.toml");
    CHECK(settings.listen.hosts == std::vector<std::string>{"a.test"});
    CHECK(settings.data == "/etc/sodan/d");
    CHECK(settings.rules == "/r");
    CHECK(settings.limits.connections == 5);
    CHECK(settings.limits.heartbeat == std::chrono::seconds{12});
}

TEST_CASE("keys lie beside the data folder, never in it") {
    CHECK(parse_settings("[data]\nfolder = \"/d/data\"", "x").keys_folder() == "/d/data-keys");
    CHECK(parse_settings("[data]\nfolder = \"/d/data/\"", "x").keys_folder() == "/d/data-keys");
    CHECK(parse_settings("[keys]\nfolder = \"/k\"", "x").keys_folder() == "/k");
    CHECK(says("[data]\nfolder = \"/d\"\n[keys]\nfolder = \"/d/keys\"", "lies in the data folder"));
    CHECK(refusal_of("[data]\nfolder = \"/d\"\n[keys]\nfolder = \"/d-keys\"") == "taken");
}

TEST_CASE("how long cases are kept is set for all, and for desks and kinds of desks") {
    const auto settings = parse_settings(
        "[retention]\nyears = 4\ndesks = { \"advisor/37\" = 3, coordinator = 7 }\n[record]\nanchor_minutes = "
        "5",
        "x");
    CHECK(settings.retention.years_at("advisor/01") == 4);
    CHECK(settings.retention.years_at("advisor/37") == 3);
    CHECK(settings.retention.years_at("coordinator") == 7);
    CHECK(settings.anchor_every == std::chrono::minutes{5});
    CHECK(says("[retention]\ndesks = 3", "a table is wanted"));
    CHECK(says("[retention]\nyears = 500", "from 0 to 100"));
}

TEST_CASE("what is wrong with a configuration is told with file, line and key") {
    CHECK(says("[listen]\nprot = 1", "/etc/sodan/sodand.toml:2: listen.prot"));
    CHECK(says("port = 1", "/etc/sodan/sodand.toml:1: port"));
    CHECK(says("[listen]\nport = 70000", "from 0 to 65535"));
    CHECK(says("[listen]\nport = \"80\"", "sodand.toml:2: listen.port"));
    CHECK(says("[limits]\nidle_seconds = 0", "limits.idle_seconds"));
    CHECK(says("[log]\nlevel = \"loud\"", "debug, info, warning or error"));
    CHECK(says("[listen\n", "sodand.toml:1"));
}

TEST_CASE("no address that others can reach is listened on without a certificate") {
    for (const char* open : {"0.0.0.0", "192.168.1.5", "::", "localhost.evil", "::ffff:10.0.0.1"})
        CHECK(says("[listen]\naddress = \"" + std::string(open) + "\"", "there is no certificate"));
    for (const char* own : {"127.0.0.1", "127.0.0.2", "::1"})
        CHECK(refusal_of("[listen]\naddress = \"" + std::string(own) + "\"") == "taken");
    const std::string tls = "\n[tls]\ncertificate = \"chain.pem\"\n";
    CHECK(says("[listen]\naddress = \"0.0.0.0\"" + tls, "belong together"));
    CHECK(refusal_of("[listen]\naddress = \"0.0.0.0\"" + tls + "key = \"key.pem\"\n") == "taken");
}

TEST_CASE("what is wrong with the way out is told before anything starts") {
    const std::string mail =
        "[mail]\nfrom = \"sodan@example.org\"\nbase_url = \"https://sodan.example.org\"\n";
    CHECK(refusal_of(mail + "url = \"smtps://mail.example.org\"") == "taken");
    CHECK(says(mail + "url = \"http://mail.example.org\"", "mail.url"));
    CHECK(says("[mail]\nurl = \"smtp://mail.example.org\"", "mail.from"));
    CHECK(says("[mail]\nurl = \"smtp://m.example.org\"\nfrom = \"a@b\\r\\nBcc: c@d\"", "mail.from"));
    CHECK(says(mail + "url = \"smtp://m.example.org\"\nuser = \"u\"", "mail.password_file"));
    CHECK(says(mail + "digest_at = [\"9\"]", "mail.digest_at"));
    CHECK(says(mail + "quiet_from = \"25:00\"", "mail.quiet_from"));
    const std::string hook = mail + "[webhooks.pager]\nsecret_file = \"secret\"\n";
    CHECK(refusal_of(hook + "url = \"https://hooks.example.org/\"") == "taken");
    CHECK(says(hook + "url = \"http://hooks.example.org/\"", "webhooks.pager"));
    CHECK(says(hook + "uri = \"https://hooks.example.org/\"", "webhooks.pager.uri"));
    CHECK(says("[webhooks]\npager = \"https://hooks.example.org/\"", "sodand.toml:2: webhooks.pager"));
}

TEST_CASE("every key of mail is known") {
    const auto settings = parse_settings(
        "[mail]\nurl = \"smtp://m.example.org:587\"\nuser = \"u\"\npassword_file = \"p\"\n"
        "from = \"s@example.org\"\nbase_url = \"https://s.example.org\"\nca_file = \"ca\"\n"
        "timeout_seconds = 9\ndigest_at = []\nquiet_from = \"22:00\"\nquiet_until = \"06:00\"\n",
        "/etc/sodan/sodand.toml");
    CHECK(settings.mail.password_file == "/etc/sodan/p");
    CHECK(settings.mail.timeout == std::chrono::seconds{9});
    CHECK(settings.mail.hours.digest_at.empty());
    CHECK(settings.mail.hours.quiet == domain::QuietHours{"22:00", "06:00"});
}
