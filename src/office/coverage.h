#pragma once
// What the staff covers no longer: somebody went, and a need remains that nobody can take. It is put on
// record, and the coordinators are told. Who finds it out is not the office's to know.

#include "office/store.h"

#include <boost/json/array.hpp>

#include <string>
#include <vector>

namespace sodan::office {

struct CoverageLoss {
    std::string rules_version{};
    std::vector<std::string> gone{};         // the places of those who are no longer there: "PA-A of 37"
    boost::json::array no_longer_covered{};  // {"says": {"en", "ja"}, "given": {...}}
};

// One line of the journal, and a message to the coordinators' desk that leaves once.
Written coverage_lost(Reading&, Instant now, const CoverageLoss&);

}  // namespace sodan::office
