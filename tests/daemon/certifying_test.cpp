#include "daemon/certifying.h"

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

office::CheckedRules certified(const Office& office, const std::vector<Claim>& claims) {
    auto out = office.checked();
    certify(out, claims, morning);
    return out;
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
    CHECK(parts["chain"] == 6);
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
    const auto refused = certified(*this, {a_claim(ClaimVerdict::refuted)});
    CHECK_FALSE(refused.passes);
    REQUIRE(refused.findings.size() == 1);
    const auto& finding = refused.findings[0].as_object();
    CHECK(finding.at("table") == "urgency");
    CHECK(finding.at("rule") == "one, two");
    CHECK(finding.at("claim") == "table.no_dead_rules");
    CHECK(finding.at("says").at("en") == "No rule that decides says x (column y).");
    CHECK(json::parse(refused.certificate).at("passes") == false);
}

TEST_CASE_FIXTURE(Office,
                  "a proof that was given up refuses; a warning does not, and is on the certificate") {
    CHECK_FALSE(certified(*this, {a_claim(ClaimVerdict::unknown)}).passes);
    const auto warned = certified(*this, {a_claim(ClaimVerdict::refuted, true)});
    CHECK(warned.passes);
    CHECK(warned.findings.empty());
    CHECK(json::parse(warned.certificate).at("claims").at(0).at("warns_only") == true);
}
