#include "daemon/findings.h"

#include "daemon/rulebook.h"
#include "office/office_file.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <map>

using namespace sodan;
using namespace sodan::daemon;
namespace json = boost::json;

namespace {

const Instant morning = *parse_instant("2026-11-02T10:00:00+09:00");

struct Office {
    Rulebook book{SODAN_ROOT "/rules"};
    std::shared_ptr<const domain::Office> people =
        std::make_shared<const domain::Office>(*office::load_office(SODAN_ROOT "/rules/office"));

    office::CheckedRules checked() const { return book.check(*book.folder(), people, morning); }
};

Claim a_claim(ClaimVerdict verdict, bool warns_only = false) {
    return {.part = "table",
            .name = "no_dead_rules",
            .about = "urgency",
            .verdict = verdict,
            .warns_only = warns_only,
            .figures = {{"found", "1"}, {"rules", "9"}},
            .witnesses = {{.message = {"witness.table.output_unused", {{"value", "x"}, {"column", "y"}}},
                           .given = {{"danger", "none"}},
                           .rules = {"one", "two"}}}};
}

json::array found_in(const Office& office, ClaimVerdict verdict, bool warns_only = false) {
    const auto rules = office.checked().rules;
    return findings_of({.claims = {a_claim(verdict, warns_only)}}, rules->texts());
}

}  // namespace

TEST_CASE_FIXTURE(Office,
                  "the rules that stand in the folder pass, and the certificate says what was proved") {
    const auto found = checked();
    for (const auto& finding : found.findings) MESSAGE(json::serialize(finding));
    CHECK(found.passes);
    CHECK(found.findings.empty());
    const auto certificate = json::parse(found.certificate).as_object();
    CHECK(certificate.at("passes") == true);
    CHECK(std::string(certificate.at("rules").at("version").as_string()) == found.version);
    std::map<std::string, int> parts;
    for (const auto& claim : certificate.at("claims").as_array())
        ++parts[std::string(claim.at("part").as_string())];
    CHECK(parts["table"] > 20);
    CHECK(parts["chain"] == 7);
    CHECK(certificate.at("roster").at("people").to_number<std::size_t>() == people->people().size());
}

TEST_CASE_FIXTURE(Office, "another roster is another hash") {
    const auto before = json::parse(checked().certificate);
    auto gone = people->people().front();
    gone.left = morning;
    people = std::make_shared<const domain::Office>(people->with(gone));
    const auto after = json::parse(checked().certificate);
    CHECK(before.at("roster").at("hash") != after.at("roster").at("hash"));
}

TEST_CASE_FIXTURE(Office,
                  "a claim that does not hold stands in the way, with its table, its rules and a sentence") {
    const auto refused = found_in(*this, ClaimVerdict::refuted);
    REQUIRE(refused.size() == 1);
    const auto& finding = refused[0].as_object();
    CHECK(finding.at("table") == "urgency");
    CHECK(finding.at("rule") == "one, two");
    CHECK(finding.at("claim") == "table.no_dead_rules");
    CHECK(finding.at("says").at("en") == "No rule that decides says x (column y).");
}

TEST_CASE_FIXTURE(Office, "a proof that was given up stands in the way, a warning does not") {
    CHECK(found_in(*this, ClaimVerdict::unknown).size() == 1);
    CHECK(found_in(*this, ClaimVerdict::refuted, true).empty());
}
