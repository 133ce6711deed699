#pragma once
// What other rules would have said: past decisions are asked again under them, in the office of then. Writes
// nothing, holds no more than one page of the journal at a time, and ends at a limit that the answer names.

#include "office/past.h"
#include "office/views.h"

#include <boost/json/object.hpp>

#include <functional>
#include <optional>
#include <string>

namespace sodan::office {

// POST /rules/simulations: rule files, or a version that is kept.
struct SimulateRules {
    std::optional<boost::json::object> files{};
    std::optional<std::string> version{};
    Instant since{};
};
BOOST_DESCRIBE_STRUCT(SimulateRules, (), (files, version, since))

struct SimulationLimits {
    std::int64_t decisions = 200'000;
    std::size_t listed = 1'000;                                // cases that are named; the others are counted
    std::function<bool()> out_of_time = [] { return false; };  // asked now and then
};

// The rules that are to be tried: invalid when neither or both are given, not_found, rules_not_loaded.
Outcome<std::shared_ptr<const routing::Rules>> rules_to_try(const Viewing&, const SimulateRules&);

// For those who keep the office (not_allowed otherwise). A decision that would have been another is named
// only where the viewer sees the case whole; the others are counted.
Outcome<boost::json::object> simulate(const Viewing&, const routing::Rules& others, Instant since,
                                      const SimulationLimits&);

// What changed from one version to another, in sentences; "" = the version in force.
Outcome<boost::json::object> view_rule_difference(const Viewing&, const std::string& from,
                                                  const std::string& to);

}  // namespace sodan::office
