#include "daemon/certifying.h"

#include "base/described.h"
#include "base/text.h"
#include "chain/proof.h"
#include "dmn/prove.h"
#include "proof/silent_rules.h"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <iterator>

namespace sodan::daemon {

namespace json = boost::json;
using office::CheckedRules;

namespace {

json::object said(const Message& message, const Catalogue& texts) {
    return {{"en", texts.text(message, "en")}, {"ja", texts.text(message, "ja")}};
}

json::object document_of(const Witness& witness, const Catalogue& texts) {
    json::object out{{"says", said(witness.message, texts)}}, given;
    for (const auto& [name, value] : witness.given) given[name] = value;
    if (!given.empty()) out["given"] = std::move(given);
    if (!witness.rules.empty()) out["rules"] = json::array(witness.rules.begin(), witness.rules.end());
    return out;
}

json::object document_of(const Claim& claim, const Catalogue& texts) {
    json::object out{{"part", claim.part}, {"name", claim.name}, {"about", claim.about}};
    out["verdict"] = code(claim.verdict);
    if (claim.warns_only) out["warns_only"] = true;
    out["says"] = said(sentence_of(claim), texts);
    json::object figures;
    for (const auto& [name, value] : claim.figures) figures[name] = value;
    if (!figures.empty()) out["figures"] = std::move(figures);
    auto& witnesses = out["witnesses"].emplace_array();
    for (const auto& witness : claim.witnesses) witnesses.push_back(document_of(witness, texts));
    return out;
}

json::object place_of(const Claim& claim, const Witness& witness) {
    json::object out;
    if (!claim.about.empty()) out["table"] = claim.about;
    std::string rules;
    for (const auto& rule : witness.rules) rules += (rules.empty() ? "" : ", ") + rule;
    if (!rules.empty()) out["rule"] = rules;
    return out;
}

void add_findings(json::array& to, const Claim& claim, const Catalogue& texts) {
    for (const auto& witness : claim.witnesses) {
        auto out = place_of(claim, witness);
        out["claim"] = claim.part + "." + claim.name;
        out["says"] = said(witness.message, texts);
        to.push_back(std::move(out));
    }
    if (claim.witnesses.empty())
        to.push_back(json::object{{"claim", claim.part + "." + claim.name},
                                  {"says", said(sentence_of(claim), texts)}});
}

std::string roster_hash(const domain::Office& office) {
    return hash_hex(json::serialize(json::array{written(office.hosts()), written(office.people())}));
}

}  // namespace

std::vector<Claim> prove(const routing::RuleFiles& files, const routing::Rules& rules) {
    std::vector<Claim> out;
    for (const auto& [name, bytes] : files) {
        if (!routing::is_table_file(name)) continue;
        const auto model = dmn::Model::load(bytes, name);
        for (const auto& decision : model->decisions) {
            if (!decision.table()) continue;
            auto claims = dmn::prove(*decision.table(), decision.name);
            std::ranges::move(claims, std::back_inserter(out));
        }
    }
    auto chain = chain::prove(proof::silent_rules(rules));
    std::ranges::move(chain, std::back_inserter(out));
    return out;
}

void certify(CheckedRules& checked, const std::vector<Claim>& claims, Instant now) {
    const auto& texts = checked.rules->texts();
    checked.passes = std::ranges::none_of(claims, stands_in_the_way);
    json::object out{{"format", "sodan-certificate-1"},
                     {"passes", checked.passes},
                     {"made_at", to_string(now)},
                     {"rules", json::object{{"version", checked.version}}},
                     {"roster", json::object{{"hash", roster_hash(*checked.office)},
                                             {"hosts", checked.office->hosts().size()},
                                             {"people", checked.office->people().size()}}}};
    auto& kept = out["claims"].emplace_array();
    for (const auto& claim : claims) {
        kept.push_back(document_of(claim, texts));
        if (stands_in_the_way(claim)) add_findings(checked.findings, claim, texts);
    }
    checked.certificate = json::serialize(out);
}

json::object finding_of(const Refusal& refusal, const Catalogue& texts) {
    json::object out;
    for (const auto& [name, value] : refusal.message.values)
        for (const char* place : {"file", "table", "rule", "column"})
            if (name == place && value != "-") out[name] = value;
    out["says"] = said(refusal.message, texts);
    return out;
}

}  // namespace sodan::daemon
