#include "daemon/rulebook.h"

#include "daemon/findings.h"
#include "office/rule_upload.h"
#include "proof/examine.h"

namespace sodan::daemon {

using office::CheckedRules;

Outcome<routing::RuleFiles> Rulebook::folder() const {
    auto files = routing::read_rule_files(folder_);
    if (files)
        if (auto fault = office::fault_in(*files)) return *fault;
    return files;
}

Outcome<std::shared_ptr<const routing::Rules>> Rulebook::loaded(const routing::RuleFiles& files) const {
    auto texts = Catalogue::load(folder_ / "texts");
    if (!texts) return texts.refusal();
    return routing::Rules::from(files, *std::move(texts));
}

CheckedRules Rulebook::check(const routing::RuleFiles& files, std::shared_ptr<const domain::Office> office,
                             Instant now) const {
    constexpr int absent = 1;  // what a roster should bear at any time
    CheckedRules out{.version = routing::version_of(files), .office = std::move(office)};
    const auto texts = Catalogue::load(folder_ / "texts");
    if (!texts) {
        out.fault = texts.refusal();
        return out;
    }
    const auto examined = proof::examine(files, *texts, *out.office, now, absent);
    out.rules = examined.rules;
    out.fault = examined.fault;
    if (out.fault) {
        out.findings.push_back(finding_of(*out.fault, *texts));
        return out;
    }
    out.passes = proof::passes(examined.certificate);
    out.certificate = proof::json_of(examined.certificate, *texts);
    out.findings = findings_of(examined.certificate, *texts);
    return out;
}

std::shared_ptr<const Catalogue> Rulebook::texts() const {
    const auto rules = rules_.load();
    return {rules, &rules->texts()};
}

std::string in_words(const Refusal& refusal, const Catalogue* texts) {
    if (texts) return texts->text(refusal.message, "en");
    std::string out = refusal.message.key;
    for (const auto& [name, value] : refusal.message.values) out += " " + name + "=" + value;
    return out;
}

}  // namespace sodan::daemon
