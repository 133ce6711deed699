#pragma once
// A case as JSON, cut to what the reader may see.

#include "office/case_file.h"

#include <boost/json/object.hpp>

#include "domain/person.h"

namespace sodan::office {

// Whole for those who see it whole; the asked, urgency and topics for counsel; for all others only what a
// receipt says: where it stands, its urgency, version and last movement.
boost::json::object case_view(const domain::Person&, const CaseRow&, Instant now);
// What a receipt says, whoever holds it.
boost::json::object receipt(const CaseRow&, const CaseFile&);
// Has the person broken the glass before the case, and does it still stand open to them?
bool is_open_to(const domain::Person&, const CaseRow&, Instant now);
// Does the person see all of it: by where it stands, or because they opened it?
bool sees_whole(const domain::Person&, const CaseRow&, Instant now);
// As `case_view` above, for a case that is on the table: nothing is read back from the row.
boost::json::object case_view(const domain::Person&, const CaseRow&, const CaseFile&, Instant now);

}  // namespace sodan::office
