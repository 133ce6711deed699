#include "daemon/rulebook.h"

#include "daemon/certifying.h"
#include "office/rule_upload.h"

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
    CheckedRules out{.version = routing::version_of(files), .office = std::move(office)};
    const auto rules = loaded(files);
    if (rules) {
        out.rules = *rules;
        certify(out, prove(files, **rules), now);
        return out;
    }
    out.fault = rules.refusal();
    const auto texts = Catalogue::load(folder_ / "texts");
    if (texts) out.findings.push_back(finding_of(rules.refusal(), *texts));
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
