#pragma once
// Whoever is shown what was said in a case is on record before they see it, and those who see the case whole
// can see who was.

#include "office/use_cases.h"
#include "office/views.h"

#include <boost/describe/enum.hpp>

#include <vector>

namespace sodan::office {

// `facts`: the case without what was said; `file`: the same of many, as CSV.
BOOST_DEFINE_ENUM_CLASS(ReadOf, history, decisions, question, search, facts, file)
// Of facts it is noted who was shown them. They are shown also when that cannot be, and again within ten
// minutes without another note.
bool is_only_noted(ReadOf);

struct ContentRead {
    CaseRef ref{};
    ReadOf what{};
};

// An entry a case, beside its steps; whoever acts reads, and is kept apart from the case's other sides
// (opposite.h). not_found when they may no longer see one of them; of what is only noted that one is left
// out.
Outcome<Written> content_read(const Acting&, const std::vector<ContentRead>&);

// Who has read what was said in a case: its journal, or why it is where it is. Not whoever was asked for
// counsel without knowing of whom, or found that some word stands in it.
std::vector<domain::PersonId> readers_of(Reading&, CaseRef);

// {"items": [{"person", "what", "at"}]}, oldest first; for those who see the case whole.
Outcome<boost::json::object> view_reads(const Viewing&, CaseRef);

}  // namespace sodan::office
