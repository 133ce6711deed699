#pragma once
// What a rule set has been found to be before it may come into force, in the office's words. Whoever finds
// out (loading, proofs, certificate) does so beside the writer, for it may take a second; the use case looks
// whether it was still the same office.

#include "domain/office.h"
#include "routing/routing.h"

#include <boost/json/array.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace sodan::office {

struct CheckedRules {
    std::string version{};                           // of exactly these files
    std::shared_ptr<const domain::Office> office{};  // with whose roster
    std::shared_ptr<const routing::Rules> rules{};   // null when the files do not load
    std::optional<Refusal> fault{};                  // why they do not load
    bool passes = false;
    std::string certificate{};  // JSON, "" when the files do not load
    boost::json::array
        findings{};  // what stands in the way: {"file", "table", "rule", "column", "says": {...}}
};

// May take a second; any thread.
using CheckRules = std::function<CheckedRules(const routing::RuleFiles&,
                                              std::shared_ptr<const domain::Office>, Instant now)>;

}  // namespace sodan::office
