#include "daemon/findings.h"

namespace sodan::daemon {

namespace json = boost::json;

namespace {

json::object said(const Message& message, const Catalogue& texts) {
    return {{"en", texts.text(message, "en")}, {"ja", texts.text(message, "ja")}};
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

}  // namespace

json::array findings_of(const proof::Certificate& certificate, const Catalogue& texts) {
    json::array out;
    for (const auto& claim : certificate.claims)
        if (stands_in_the_way(claim)) add_findings(out, claim, texts);
    return out;
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
