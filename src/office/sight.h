#pragma once
// How much of a case a person sees by where it stands. A wall hides it whatever else holds; beyond the desk,
// the holder and those it is shared with, nobody sees it, and to all others it looks as if it did not exist.
// What may be done with what is seen is the matrix's to say (rights.h).

#include "domain/person.h"
#include "office/rights.h"
#include "office/rows.h"

#include <string>
#include <vector>

namespace sodan::office {

Sight sight_of(const domain::Person&, const CaseRow&);

// By a wall of the case, or because they advise its other side.
bool is_walled(const domain::PersonId&, const CaseRow&);

// Whether the case's reference may stand before them where it is told of somebody's cases: not when they are
// walled from it, nor before whoever reads no case at all.
bool may_be_named_to(const domain::Person&, const CaseRow&);

// The keys of CaseRow::shared_with, and the desk, by which a person can see a case.
std::vector<std::string> shares_of(const domain::Person&);

bool is_at_desk(const domain::Person&, const std::string& desk_name);

}  // namespace sodan::office
