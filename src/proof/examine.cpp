#include "proof/examine.h"

#include "base/described.h"
#include "base/text.h"
#include "chain/export.h"
#include "chain/proof.h"
#include "dmn/prove.h"
#include "proof/silent_rules.h"
#include "routing/graph_proof.h"
#include "routing/staff_proof.h"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <iterator>

namespace sodan::proof {

namespace json = boost::json;

namespace {

void add(std::vector<Claim>& to, std::vector<Claim> claims) {
    to.insert(to.end(), std::make_move_iterator(claims.begin()), std::make_move_iterator(claims.end()));
}

std::string hash_of(const routing::RuleFiles& files) {
    std::string all;
    for (const auto& [name, bytes] : files) all += name + '\n' + std::to_string(bytes.size()) + '\n' + bytes;
    return hash_hex(all);
}

std::string hash_of(const domain::Office& office) {
    json::value hosts, people;
    write(hosts, office.hosts());
    write(people, office.people());
    return hash_hex(json::serialize(json::array{hosts, people}));
}

Claim does_not_load(const Refusal& refusal) {
    return {.part = "profile",
            .name = "loads",
            .about = "",
            .verdict = ClaimVerdict::refuted,
            .witnesses = {{.message = refusal.message}}};
}

// An editor drops comments when it saves: what must last is a reason.
Claim no_comments(const routing::RuleFiles& files) {
    Claim out{.part = "profile", .name = "no_comments", .about = ""};
    out.warns_only = true;
    for (const auto& [file, bytes] : files) {
        const auto at = routing::is_table_file(file) ? bytes.find("<!--") : std::string::npos;
        if (at == std::string::npos) continue;
        const auto line =
            1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        out.verdict = ClaimVerdict::refuted;
        out.witnesses.push_back(
            {.message = {"witness.profile.comment", {{"file", file}, {"line", std::to_string(line)}}}});
    }
    out.figures = {{"found", std::to_string(out.witnesses.size())}};
    return out;
}

// What an office may change, but not turn round: more danger, a graver word, a nearer date never make a case
// less urgent. What is not known counts as worse than what is known to be harmless.
std::vector<dmn::Monotone> declared_of(const dmn::Decision& decision) {
    if (decision.name != "urgency") return {};
    const std::vector<dmn::Value> urgency{"routine", "prompt", "urgent", "immediate"};
    return {{"danger", {"none", "unknown", "urgent", "immediate"}, "urgency", urgency},
            {"text_danger", {"no", "yes"}, "urgency", urgency},
            {"named_date", {"none", "later", "soon", "today"}, "urgency", urgency}};
}

std::vector<Claim> examine_tables(const routing::RuleFiles& files) {
    std::vector<Claim> out;
    for (const auto& [file, bytes] : files) {
        if (!routing::is_table_file(file)) continue;
        const auto model = dmn::Model::load(bytes, file);
        if (!model) continue;  // said already
        for (const auto& decision : model->decisions)
            if (const auto* table = decision.table())
                add(out, dmn::prove(*table, decision.name, {}, declared_of(decision)));
    }
    return out;
}

}  // namespace

Examined examine(const routing::RuleFiles& files, const Catalogue& texts, const domain::Office& office,
                 Instant now, int absent) {
    Examined out;
    auto& certificate = out.certificate;
    certificate = {.rules_version = routing::version_of(files),
                   .rules = hash_of(files),
                   .roster = hash_of(office),
                   .chain = hash_hex(*chain::exported_as("json")),
                   .hosts = office.hosts().size(),
                   .people = office.people().size(),
                   .absent = absent,
                   .made_at = now};
    auto rules = routing::Rules::from(files, texts);
    if (!rules) {
        out.fault = rules.refusal();
        certificate.claims.push_back(does_not_load(rules.refusal()));
        add(certificate.claims,
            examine_tables(files));  // of those that can be read: all that is wrong at once
        return out;
    }
    out.rules = *rules;
    certificate.claims.push_back(no_comments(files));
    add(certificate.claims, examine_tables(files));
    add(certificate.claims, routing::prove_graph(**rules));
    add(certificate.claims, chain::prove(silent_rules(**rules)));
    add(certificate.claims, routing::prove_staff(**rules, office, now, absent));
    return out;
}

}  // namespace sodan::proof
