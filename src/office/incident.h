#pragma once
// The draft of a report on leaked personal data, as the Act on the Protection of Personal Information asks
// for it (Enforcement Rules, Article 8: nine items). What the journal knows is filled in, without anything
// that was said in a case; everything else is left to a person, and marked.

#include "office/views.h"

namespace sodan::office {

// GET /incident
struct IncidentAsked {
    Instant since{}, until{};
    std::optional<std::string> person{};  // only what this one read and did
    std::optional<std::string> case_{};   // "case" on the wire: only what concerns this one
};
BOOST_DESCRIBE_STRUCT(IncidentAsked, (), (since, until, person, case_))

// {"reads": [{"at", "person", "case", "what"}], "cases": [...], "case_count": n, "people": [...],
//  "changes": n, "complete": bool, "text": {"en", "ja"}}. For those who keep the office and its
// administrators, who read no case: to them none is named, and they cannot ask about one. Cases behind a wall
// of theirs are left out.
Outcome<boost::json::object> draft_incident(const Viewing&, const IncidentAsked&);

}  // namespace sodan::office
