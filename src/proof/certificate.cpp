#include "proof/certificate.h"

#include "base/described.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>

#include <algorithm>

namespace sodan::proof {

namespace json = boost::json;

namespace {

// A warning that does not hold has a mark of its own: it refuses nothing, but must be seen.
std::string mark_of(const Claim& claim) {
    if (claim.verdict == ClaimVerdict::proved) return "proof.mark.proved";
    if (claim.warns_only) return "proof.mark.warning";
    return claim.verdict == ClaimVerdict::unknown ? "proof.mark.unknown" : "proof.mark.refuted";
}

std::string counted(std::size_t number) { return std::to_string(number); }

Message heading(const Certificate& certificate) {
    return {"proof.heading",
            {{"rules", certificate.rules_version},
             {"hosts", counted(certificate.hosts)},
             {"people", counted(certificate.people)},
             {"absent", std::to_string(certificate.absent)}}};
}

Message conclusion(const Certificate& certificate) {
    const auto warns = [](const Claim& claim) {
        return claim.warns_only && claim.verdict != ClaimVerdict::proved;
    };
    const auto& claims = certificate.claims;
    return {passes(certificate) ? "proof.passes" : "proof.does_not_pass",
            {{"claims", counted(claims.size())},
             {"refused", std::to_string(std::ranges::count_if(claims, stands_in_the_way))},
             {"warnings", std::to_string(std::ranges::count_if(claims, warns))}}};
}

json::object said(const Catalogue& texts, const Message& message) {
    return {{"en", texts.text(message, "en")}, {"ja", texts.text(message, "ja")}};
}

template <class Pairs> json::object named(const Pairs& pairs) {
    json::object out;
    for (const auto& [name, value] : pairs) out[name] = value;
    return out;
}

json::object document_of(const Witness& witness, const Catalogue& texts) {
    json::object out{{"says", said(texts, witness.message)}};
    if (!witness.given.empty()) out["given"] = named(witness.given);
    if (!witness.rules.empty()) out["rules"] = json::value_from(witness.rules);
    return out;
}

json::object document_of(const Claim& claim, const Catalogue& texts) {
    json::object out{{"part", claim.part}, {"name", claim.name}};
    if (!claim.about.empty()) out["about"] = claim.about;
    out["verdict"] = code(claim.verdict);
    if (claim.warns_only) out["warns_only"] = true;
    out["says"] = said(texts, sentence_of(claim));
    if (!claim.figures.empty()) out["figures"] = named(claim.figures);
    auto& witnesses = out["witnesses"].emplace_array();
    for (const auto& witness : claim.witnesses) witnesses.push_back(document_of(witness, texts));
    return out;
}

}  // namespace

bool passes(const Certificate& certificate) {
    return std::ranges::none_of(certificate.claims, stands_in_the_way);
}

std::vector<std::string> in_words(const Certificate& certificate, const Catalogue& texts,
                                  std::string_view language) {
    std::vector<std::string> out{texts.text(heading(certificate), language)};
    std::string part;
    for (const auto& claim : certificate.claims) {
        if (claim.part != part) out.push_back(texts.text({"proof.part." + claim.part}, language));
        part = claim.part;
        out.push_back("  " + texts.text({mark_of(claim)}, language) + " " +
                      texts.text(sentence_of(claim), language));
        if (claim.verdict == ClaimVerdict::proved) continue;
        for (const auto& witness : claim.witnesses)
            out.push_back("      - " + texts.text(witness.message, language));
    }
    out.push_back(texts.text(conclusion(certificate), language));
    return out;
}

std::string json_of(const Certificate& certificate, const Catalogue& texts) {
    const json::object head{
        {"format", "sodan-certificate-1"},
        {"passes", passes(certificate)},
        {"made_at", to_string(certificate.made_at)},
        {"rules", json::object{{"version", certificate.rules_version}, {"hash", certificate.rules}}},
        {"roster",
         json::object{
             {"hash", certificate.roster}, {"hosts", certificate.hosts}, {"people", certificate.people}}},
        {"chain", json::object{{"hash", certificate.chain}}},
        {"absent", certificate.absent}};
    auto out = json::serialize(head);
    out.back() = ',';
    out += "\"claims\":[";
    for (const auto& claim : certificate.claims)
        out += (out.ends_with('[') ? "\n" : ",\n") + json::serialize(document_of(claim, texts));
    return out + "\n]}";
}

}  // namespace sodan::proof
