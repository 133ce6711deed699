#include "cli/request.h"

#include "office/commands.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

#include <set>
#include <sstream>

using namespace sodan;
using namespace sodan::cli;
namespace json = boost::json;

namespace {

const Wording words("en");

Outcome<Request> asked(std::vector<std::string> arguments, const std::string& input = "") {
    const auto understood = understand(std::move(arguments), words);
    const auto* told = std::get_if<Told>(&understood);
    REQUIRE_MESSAGE(!told, (told ? told->text : ""));
    std::istringstream in(input);
    return request_for(std::get<Wish>(understood), in);
}

Request request(std::vector<std::string> arguments, const std::string& input = "") {
    auto out = asked(std::move(arguments), input);
    REQUIRE(out);
    return *out;
}

std::string header(const Request& request, const std::string& name) {
    for (const auto& [key, value] : request.headers)
        if (key == name) return value;
    return "";
}

std::string complaint(std::vector<std::string> arguments) {
    const auto understood = understand(std::move(arguments), words);
    REQUIRE(std::holds_alternative<Told>(understood));
    CHECK_FALSE(std::get<Told>(understood).is_help);
    return std::get<Told>(understood).text;
}

bool daemon_reads(std::vector<std::string> arguments) {
    const auto sent = request(arguments);
    const auto name = sent.target.substr(sent.target.rfind('/') + 1);
    const auto body = json::parse(sent.body);
    bool read = false;
    const auto read_as = [&](auto command) {
        if (command.name == name) read = static_cast<bool>(Reader::read<decltype(command)>(body));
    };
    const bool is_person = sent.target.starts_with("/api/v1/people/");
    if (is_person)
        boost::mp11::mp_for_each<office::PersonCommand>(read_as);
    else
        boost::mp11::mp_for_each<office::CaseCommand>(read_as);
    return read;
}

}  // namespace

TEST_CASE("an inquiry logged by flags has the fields of the API") {
    const auto sent = request({"log",
                               "--to",
                               "host",
                               "--channel",
                               "phone",
                               "--by",
                               "participant",
                               "--lang",
                               "en",
                               "--host",
                               "37",
                               "--job",
                               "ALT",
                               "--topic",
                               "W2",
                               "--topic",
                               "L1",
                               "--concerns",
                               "supervisor",
                               "--exclude",
                               "PA-A of 37",
                               "--consent",
                               "advisor=given",
                               "--consent",
                               "supervisor=refused",
                               "--danger",
                               "none",
                               "--tried",
                               "no",
                               "--wish",
                               "coordinator",
                               "--anonymous",
                               "--received",
                               "2026-10-05T10:20",
                               "--named-date",
                               "2026-11-30",
                               "--phone",
                               "090",
                               "--text",
                               "My leave"});
    CHECK(sent.method == "POST");
    CHECK(sent.target == "/api/v1/inquiries");
    const auto expected = json::parse(R"({"addressed_to":"host","channel":"phone","raised_by":"participant",
        "language":"en","host":"37","job":"ALT","topics":["W2","L1"],"concerns":["supervisor"],
        "excludes":["PA-A of 37"],"consent":{"advisor":"given","supervisor":"refused"},"danger":"none",
        "tried_supervisor":"no","wishes":"coordinator","anonymous":true,"received_at":"2026-10-05T10:20:00+09:00",
        "named_date":"2026-11-30","contact":{"phone":"090"},"text":"My leave"})");
    CHECK(json::parse(sent.body) == expected);
}

TEST_CASE("an inquiry can come as JSON on standard input, with flags over it") {
    const auto sent = request({"log", "-", "--channel", "email"}, R"({"channel":"phone","text":"x"})");
    CHECK(json::parse(sent.body) == json::parse(R"({"channel":"email","text":"x"})"));
    CHECK(asked({"log", "-"}, "no json").refusal().message.key == "cli.usage.not_json");
    CHECK(asked({"log", "-"}, "[]").refusal().message.key == "cli.usage.not_json");
}

TEST_CASE("a text can come on standard input, so that no other user sees it among the arguments") {
    const auto sent = request({"note", "7KQF-2M9X-C", "--text", "-"}, "two\nlines\n");
    CHECK(json::parse(sent.body) == json::parse(R"({"text":"two\nlines"})"));
    CHECK(asked({"log", "-", "--text", "-"}, "{}").refusal().message.key == "cli.usage.one_input");
}

TEST_CASE("every command on a case or a person sends what the daemon reads") {
    const std::string ref = "7KQF-2M9X-C", until = "2026-10-05T10:20:00+09:00";
    const std::vector<std::vector<std::string>> all{
        {"claim", ref},
        {"release", ref, "--reason", "r"},
        {"note", ref, "--text", "t", "--happened", until},
        {"wait", ref, "--for", "caller", "--until", until, "--reason", "r"},
        {"resume", ref},
        {"consult", ref, "--with", "committee", "--question", "q"},
        {"advise", ref, "--text", "t"},
        {"offer", ref, "--to", "leader/fr", "--person", "pc-a", "--reason", "r", "--no-with-consent"},
        {"accept", ref, "--what", "committee"},
        {"decline", ref, "--what", "offer", "--reason", "language", "--text", "t"},
        {"escalate", ref, "--reason", "r"},
        {"return", ref, "--reason", "r"},
        {"refer", ref, "--to", "tell", "--reason", "r", "--with-consent"},
        {"co-handle", ref, "--desk", "coordinator", "--end", "--reason", "r"},
        {"consent", ref, "--scope", "supervisor", "--state", "withdrawn", "--reason", "r"},
        {"wall", ref, "--person", "pc-a", "--reason", "r"},
        {"urgency", ref, "--to", "immediate", "--reason", "r"},
        {"monitor", ref, "--until", until, "--reason", "r"},
        {"close", ref, "--outcome", "mediated", "--text", "t", "--caller-informed"},
        {"reopen", ref, "--reason", "r"},
        {"link", ref, "--to", ref, "--kind", "same_matter"},
        {"help-made-contact", ref, "--text", "t"},
        {"confirm-override", ref, "--scope", "supervisor"},
        {"caller-told", ref, "--scope", "supervisor", "--on", until},
        {"break-glass", ref, "--reason", "r"},
        {"received", ref},
        {"contacted", ref, "--text", "t"},
        {"report", ref, "--result", "mediated", "--text", "t"},
        {"referral-result", ref, "--of", "tell", "--result", "helped"},
        {"people", "absent", "pa-02-a", "--from", until, "--until", until, "--substitute", "pa-02-b"},
        {"people", "term", "pa-02-a", "--begins", until, "--ends", until},
        {"people", "duty", "pa-02-a", "--hours", "daily 22:00-08:00", "--date", "2026-12-31"},
        {"people", "caseload", "pa-02-a", "--most", "12"},
        {"people", "hand-over", "pa-02-a", "--to", ref + "=pa-02-b", "--reason", "r"},
        {"people", "present", "pa-02-a"},
        {"people", "left", "pa-02-a", "--on", until},
        {"people", "reach", "pa-02-a", "--email", "pa-02-a@example.org", "--quiet-from", "22:00",
         "--quiet-until", "06:00", "--digest-at", "09:00", "--no-digest"},
        {"people", "relate", "pa-02-a", "--with", "pc-a", "--kind", "friend"}};
    for (const auto& arguments : all) CHECK_MESSAGE(daemon_reads(arguments), arguments.at(0));
    CHECK(all.size() ==
          boost::mp11::mp_size<office::CaseCommand>() + boost::mp11::mp_size<office::PersonCommand>());
}

TEST_CASE("a reading command asks with a query, and what it asks for is encoded") {
    CHECK(request({"list", "--desk", "advisor/37", "--mine", "--limit", "5"}).target ==
          "/api/v1/cases?desk=advisor%2F37&mine=true&limit=5");
    CHECK(request({"directory", "tokyo", "english"}).target == "/api/v1/directory?q=tokyo%20english");
    CHECK(request({"show", "7KQF/../x"}).target == "/api/v1/cases/7KQF%2F..%2Fx");
    CHECK(request({"rules"}).target == "/api/v1/rules");
    CHECK(request({"rules", "facts"}).target == "/api/v1/rules/facts");
    CHECK(request({"chain", "export", "--format", "mermaid"}).target == "/api/v1/chain?format=mermaid");
    CHECK(header(request({"events", "--since", "12"}), "Last-Event-ID") == "12");
}

TEST_CASE("everything that changes something carries a key of its own, or the one that was given") {
    CHECK(header(request({"claim", "x", "--key", "mine"}), "Idempotency-Key") == "mine");
    CHECK(header(request({"list"}), "Idempotency-Key").empty());
    std::set<std::string> keys;
    for (int i = 0; i < 100; ++i) keys.insert(header(request({"claim", "x"}), "Idempotency-Key"));
    CHECK(keys.size() == 100);
    CHECK(keys.begin()->size() == 32);
}

TEST_CASE("the version that was seen stands in a header") {
    CHECK(header(request({"claim", "x", "--if-match", "7"}), "If-Match") == "\"7\"");
}

TEST_CASE("arguments that make no request are answered with what would") {
    CHECK(complaint({}).starts_with("Please name a command."));
    CHECK(complaint({"chain"}).starts_with("Please name a command."));
    CHECK(complaint({"note"}).starts_with("Please add: ref, --text"));
    CHECK(complaint({"log", "--to", "host"})
              .starts_with("Please add: --channel, --by, --lang, --topic, --text"));
    CHECK(complaint({"log", "--to", "moon"}).find("The codes are: host, clair.") != std::string::npos);
    CHECK(complaint({"wait", "x", "--until", "tomorrow"}).starts_with("--until: this is not a time."));
    CHECK(complaint({"list", "--limit", "many"}).starts_with("--limit: this is not a number."));
    CHECK(complaint({"list", "extra"}).starts_with("This was not expected here: extra"));
    CHECK(complaint({"bogus"}).starts_with("This was not expected here: bogus"));
    CHECK(complaint({"note", "x", "--text"}).starts_with("--text: a value is missing"));
    CHECK(complaint({"show", "x", "--nonsense"}).find("--nonsense") != std::string::npos);
    CHECK(complaint({"show", "x", "y"}).find("“sodan show --help”") != std::string::npos);
}
