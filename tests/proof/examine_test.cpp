#include "proof/examine.h"

#include "base/described.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

using namespace sodan;
namespace json = boost::json;

namespace {

const std::string root = SODAN_ROOT "/rules";
const Instant morning = *parse_instant("2026-11-02T10:00:00+09:00");

template <class T> T read(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return *Reader::read<T>(json::parse(std::string(std::istreambuf_iterator<char>(in), {})));
}

const domain::Office& office() {
    static const domain::Office out(read<std::vector<domain::Host>>(root + "/office/hosts.json"),
                                    read<std::vector<domain::Person>>(root + "/office/people.json"), {});
    return out;
}

const Catalogue& texts() {
    static const auto out = *Catalogue::load(root + "/texts");
    return out;
}

proof::Examined examined(const routing::RuleFiles& files) {
    return proof::examine(files, texts(), office(), morning, 1);
}

routing::RuleFiles delivered() { return *routing::read_rule_files(root); }

}  // namespace

TEST_CASE("the rules as delivered pass for the example office, and every claim is said in both languages") {
    const auto [certificate, rules, fault] = examined(delivered());
    CHECK(rules);
    CHECK_FALSE(fault);
    for (const auto& claim : certificate.claims) {
        CHECK_MESSAGE(!stands_in_the_way(claim), claim.part << " " << claim.name << " " << claim.about);
        for (const char* language : {"en", "ja"})
            CHECK(texts().text(sentence_of(claim), language).find("claim.") == std::string::npos);
    }
    for (const char* part : {"table", "chain"})
        CHECK_MESSAGE(std::ranges::any_of(certificate.claims, [&](const Claim& c) { return c.part == part; }),
                      part);
}

TEST_CASE("the certificate names what it is about by its hashes, and two examinations say the same") {
    const auto one = examined(delivered()).certificate, other = examined(delivered()).certificate;
    CHECK(proof::json_of(one, texts()) == proof::json_of(other, texts()));
    const auto document = json::parse(proof::json_of(one, texts()));
    CHECK(document.at("passes") == true);
    for (const char* what : {"rules", "roster", "chain"})
        CHECK(document.at(what).at("hash").as_string().size() == 64);
}

TEST_CASE("rules that do not load have a certificate that says why and does not pass") {
    auto files = delivered();
    files.erase("urgency.dmn");
    const auto [certificate, rules, fault] = examined(files);
    CHECK_FALSE(rules);
    CHECK(fault);
    CHECK_FALSE(proof::passes(certificate));
    const auto lines = proof::in_words(certificate, texts(), "en");
    CHECK(std::ranges::any_of(
        lines, [](const std::string& line) { return line.find("urgency") != std::string::npos; }));
}

TEST_CASE(
    "a gap keeps rules from loading, and the certificate still shows the largest areas that are missing") {
    auto files = delivered();
    auto& bytes = files.at("urgency.dmn");
    const auto rule = bytes.find("<rule id=\"nothing-presses\">");
    bytes.erase(rule, bytes.find("</rule>", rule) + sizeof "</rule>" - 1 - rule);
    const auto certificate = examined(files).certificate;
    CHECK_FALSE(proof::passes(certificate));
    const auto gap = std::ranges::find_if(certificate.claims, [](const Claim& claim) {
        return claim.name == "no_gaps" && claim.verdict == ClaimVerdict::refuted;
    });
    REQUIRE(gap != certificate.claims.end());
    CHECK(gap->about == "urgency");
    const auto said = texts().text(gap->witnesses.at(0).message, "en");
    CHECK_MESSAGE(said.find("danger is none") != std::string::npos, said);
}

TEST_CASE("a comment that an editor would drop is warned of, with its file and line") {
    auto files = delivered();
    files.at("urgency.dmn").insert(files.at("urgency.dmn").find("<inputData"), "<!-- asked in May -->");
    const auto certificate = examined(files).certificate;
    CHECK(proof::passes(certificate));
    const auto comments = std::ranges::find(certificate.claims, "no_comments", &Claim::name);
    REQUIRE(comments != certificate.claims.end());
    CHECK(comments->verdict == ClaimVerdict::refuted);
    const auto said = texts().text(comments->witnesses.at(0).message, "en");
    CHECK_MESSAGE(said.find("urgency.dmn, line ") == 0, said);
}
