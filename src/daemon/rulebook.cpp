#include "daemon/rulebook.h"

#include "office/rule_upload.h"

#include <boost/json/object.hpp>

namespace sodan::daemon {

namespace json = boost::json;
using office::CheckedRules;

namespace {

// {"file", "table", "rule", "column", "says": {"en", "ja"}}; places that are not known are left out.
json::object finding(const Refusal& refusal, const std::filesystem::path& texts_folder) {
    json::object out, says;
    for (const auto& [name, value] : refusal.message.values)
        for (const char* place : {"file", "table", "rule", "column"})
            if (name == place && value != "-") out[name] = value;
    const auto texts = Catalogue::load(texts_folder);
    for (const char* language : {"en", "ja"})
        says[language] = texts ? texts->text(refusal.message, language) : in_words(refusal, nullptr);
    out["says"] = std::move(says);
    return out;
}

}  // namespace

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
                             Instant) const {
    CheckedRules out{.version = routing::version_of(files), .office = std::move(office)};
    const auto rules = loaded(files);
    if (!rules) {
        out.fault = rules.refusal();
        out.findings.push_back(finding(rules.refusal(), folder_ / "texts"));
        return out;
    }
    out.rules = *rules;
    out.passes = true;
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
