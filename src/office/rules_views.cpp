// The versions of the rules as people see them.

#include "office/rules.h"
#include "office/standing.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include <vector>

namespace sodan::office {

namespace json = boost::json;
using Publications = std::vector<RulePublicationRow>;

namespace {

std::string state_of(const std::string& version, const Publications& publications) {
    if (!publications.empty() && publications.front().version == version) return "in_force";
    for (const auto& one : publications)
        if (one.version == version) return "replaced";
    return "draft";
}

json::object publication_json(const RulePublicationRow& one) {
    return {{"publication", one.seq},
            {"at", to_string(one.published_at)},
            {"person", one.person},
            {"reason", one.reason}};
}

json::object version_json(const RuleSetRow& set, const Publications& publications) {
    json::array published;
    for (const auto& one : publications)
        if (one.version == set.version) published.push_back(publication_json(one));
    return {{"version", set.version},
            {"state", state_of(set.version, publications)},
            {"at", to_string(set.drafted_at)},
            {"author", set.author},
            {"reason", set.reason},
            {"based_on", set.based_on},
            {"publications", std::move(published)}};
}

// The newest that there is: a version is checked again whenever it is published.
std::string certificate_of(RuleArchive& kept, const RuleSetRow& set, const Publications& publications) {
    for (const auto& one : publications)
        if (one.version == set.version) return kept.publication(one.seq).value().certificate;
    return set.certificate;
}

}  // namespace

Outcome<json::object> view_rule_versions(const Viewing& viewing) {
    auto& kept = viewing.reading.rule_archive();
    const auto publications = kept.publications();
    json::array items;
    for (const auto& set : kept.rule_sets()) items.push_back(version_json(set, publications));
    json::object out{{"items", std::move(items)}};
    if (publications.empty()) return out;
    out["in_force"] = publications.front().version;
    out["publication"] = publications.front().seq;
    return out;
}

Outcome<json::object> view_rule_version(const Viewing& viewing, const std::string& version) {
    auto& kept = viewing.reading.rule_archive();
    const auto set = kept.rule_set(version);
    if (!set) return refuse(Refusal::Why::not_found, "rule_sets.not_found");
    const auto publications = kept.publications();
    auto out = version_json(*set, publications);
    out["files"] = json::parse(set->files);
    if (const auto certificate = certificate_of(kept, *set, publications); !certificate.empty())
        out["certificate"] = json::parse(certificate);
    return out;
}

}  // namespace sodan::office
