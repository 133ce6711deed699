#pragma once
// The rules in force, replaced as a whole; and what it takes to find out whether others may replace them.
// Which version is in force is the store's to say; the folder is where an operator edits.

#include "base/catalogue.h"
#include "office/rule_checks.h"
#include "routing/routing.h"

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>

namespace sodan::daemon {

class Rulebook {
public:
    explicit Rulebook(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // All of these: any thread.
    Outcome<routing::RuleFiles> folder() const;  // what lies in it; refuses what no rule files are
    Outcome<std::shared_ptr<const routing::Rules>> loaded(const routing::RuleFiles&) const;
    // Loads and proves: may take a second.
    office::CheckedRules check(const routing::RuleFiles&, std::shared_ptr<const domain::Office>,
                               Instant now) const;
    void take_up(std::shared_ptr<const routing::Rules> rules) { rules_ = std::move(rules); }
    std::shared_ptr<const routing::Rules> now() const { return rules_.load(); }
    std::shared_ptr<const Catalogue> texts() const;

private:
    std::filesystem::path folder_;
    std::atomic<std::shared_ptr<const routing::Rules>> rules_;
};

// A refusal in words for the log, where the texts of the rules in force may be missing.
std::string in_words(const Refusal&, const Catalogue*);

}  // namespace sodan::daemon
