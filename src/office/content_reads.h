#pragma once
// Whoever is shown what was said in a case is on record before they see it, and those who see the case whole
// can see who was.

#include "office/use_cases.h"
#include "office/views.h"

#include <boost/describe/enum.hpp>

#include <vector>

namespace sodan::office {

BOOST_DEFINE_ENUM_CLASS(ReadOf, history, decisions, question, search)

struct ContentRead {
    CaseRef ref{};
    ReadOf what{};
};

// An entry a case, beside its steps. not_found when the person may no longer see one of them.
Outcome<Written> content_read(Reading&, const domain::Person&, Instant now, const std::vector<ContentRead>&);

// {"items": [{"person", "what", "at"}]}, oldest first; for those who see the case whole.
Outcome<boost::json::object> view_reads(const Viewing&, CaseRef);

}  // namespace sodan::office
