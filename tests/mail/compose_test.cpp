#include "mail/compose.h"
#include "mail/plain_mail.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

using namespace sodan;
using namespace sodan::mail;
using domain::Urgency, domain::Way;
using office::Letter, office::LetterLine;

namespace {

const Catalogue& texts() {
    static const auto out = *Catalogue::load(SODAN_ROOT "/rules/texts");
    return out;
}

const Sender sender{"sodan@office.example.org", "https://sodan.example.org"};
const auto ref = *domain::CaseRef::from_random(7);

Letter letter(std::vector<LetterLine> lines = {{"new_case", ref, Urgency::prompt}}) {
    return {.key = "0123456789abcdef",
            .to = "pa-37-a@example.org",
            .language = "en",
            .way = Way::email,
            .made_at = *parse_instant("2026-10-05T10:00:00+09:00"),
            .lines = std::move(lines)};
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string head_of(const std::string& mail) { return mail.substr(0, mail.find("\r\n\r\n")); }

}  // namespace

TEST_CASE("an anchor of the record stands in its mail by itself, in signs that a saved mail keeps") {
    const std::string line = "sodan-anchor-1 7 00ff 2026-10-05T10:00:00.000+09:00 aa";
    const auto at = *parse_instant("2026-10-05T10:00:00+09:00");
    const auto mail = compose_anchor("auditor@example.org", "anchor-7-0", line, at, sender, texts());
    CHECK(holds(mail, "\r\n\r\n" + line + "\r\n"));
    CHECK(holds(mail, "Content-Transfer-Encoding: base64"));  // the explanation, in both languages
    CHECK(holds(head_of(mail), "anchor-7-0@office.example.org"));
}

TEST_CASE("the same letter gives the same bytes, with a Message-ID and a date of its own") {
    const auto one = compose(letter(), sender, texts());
    CHECK(one == compose(letter(), sender, texts()));
    CHECK(holds(one, "Message-Id: <0123456789abcdef@office.example.org>\r\n"));
    CHECK(holds(one, "Date: Mon, 05 Oct 2026 10:00:00 +0900\r\n"));
    CHECK(holds(one, "From: Sodan <sodan@office.example.org>\r\n"));
    CHECK(holds(one, "To: pa-37-a@example.org\r\n"));
    CHECK(holds(one, "Auto-Submitted: auto-generated\r\n"));
    CHECK(holds(one, "https://sodan.example.org/cases/" + to_string(ref)));
}

TEST_CASE("every line ends as mail has it, and none is longer than mail allows") {
    auto japanese = letter();
    japanese.language = "ja";
    japanese.urgent = true;
    for (const auto& mail : {compose(letter(), sender, texts()), compose(japanese, sender, texts())}) {
        std::size_t begin = 0;
        for (auto end = mail.find('\n'); end != mail.npos; end = mail.find('\n', begin)) {
            CHECK(mail[end - 1] == '\r');
            CHECK(end - begin < 998);
            begin = end + 1;
        }
        CHECK(begin == mail.size());
        for (const char c : mail) CHECK(static_cast<unsigned char>(c) < 0x80);
    }
}

TEST_CASE("a letter in Japanese has a Japanese subject, encoded") {
    auto japanese = letter();
    japanese.language = "ja";
    const auto mail = compose(japanese, sender, texts());
    CHECK(holds(head_of(mail), "Subject: =?"));
    CHECK_FALSE(holds(mail, "new case"));
}

TEST_CASE("what presses says so in the subject; several messages come as one mail that names them all") {
    auto urgent = letter({{"urgent_alert", ref, Urgency::immediate}});
    urgent.urgent = true;
    CHECK(holds(head_of(compose(urgent, sender, texts())), "PLEASE LOOK NOW"));
    const auto other = *domain::CaseRef::from_random(99);
    const auto digest = compose(
        letter({{"new_case", ref, Urgency::routine}, {"returned", other, Urgency::prompt}}), sender, texts());
    CHECK(holds(head_of(digest), "2 messages"));
    CHECK(holds(digest, to_string(ref)));
    CHECK(holds(digest, to_string(other)));
}

TEST_CASE("nothing that could begin another line of the head gets into a mail") {
    auto bad = letter();
    for (const auto* to :
         {"a@example.org\r\nBcc: b@example.org", "", "a@example.org, b@example.org", "<a@example.org>"}) {
        bad.to = to;
        CHECK_THROWS(compose(bad, sender, texts()));
    }
    auto odd = letter({{"new_case\r\nBcc: b@example.org", ref, Urgency::prompt}});
    CHECK_FALSE(holds(compose(odd, sender, texts()), "Bcc"));
    const auto mail = bytes_of({.from = "a@example.org",
                                .to = "b@example.org",
                                .subject = "one\r\nBcc: c@example.org\r\n\r\ntwo",
                                .id = "i@d"});
    CHECK_FALSE(holds(mail, "\r\nBcc:"));
    CHECK(head_of(mail).size() > 100);
}

TEST_CASE("a webhook gets kind, reference, urgency and link, and nothing else") {
    auto call = letter();
    call.way = Way::webhook;
    const auto body = boost::json::parse(compose(call, sender, texts()));
    CHECK(body.at("type").as_string() == "sodan.messages");
    const auto& message = body.at("data").at("messages").at(0).as_object();
    std::set<std::string> fields;
    for (const auto& [name, value] : message) fields.insert(name);
    CHECK(fields == std::set<std::string>{"case", "kind", "link", "text", "urgency"});
    CHECK(message.at("case").as_string() == to_string(ref));
}

TEST_CASE("a message about the office names no case") {
    const auto mail = compose(letter({{"coverage", {}, Urgency::routine}}), sender, texts());
    CHECK(holds(mail, "About the office"));
    CHECK(holds(mail, "https://sodan.example.org/\r\n"));
    CHECK_FALSE(holds(mail, "/cases/"));
}

TEST_CASE("every kind of message that a use case leaves has its sentence in both languages") {
    const std::regex tells(R"re((?:tell|told|tell_holder_or_desk)\([^;]*"([a-z_]+)"\))re");
    std::set<std::string> kinds{"alarm", "coverage"};
    for (const auto& file : std::filesystem::directory_iterator(SODAN_ROOT "/src/office")) {
        std::ifstream in(file.path());
        const std::string source{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
        for (std::sregex_iterator found(source.begin(), source.end(), tells), end; found != end; ++found)
            kinds.insert((*found)[1]);
    }
    CHECK(kinds.size() > 20);
    for (const auto& kind : kinds) CHECK_MESSAGE(texts().has("mail.kind." + kind), kind);
}
