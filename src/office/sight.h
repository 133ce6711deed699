#pragma once
// Who may see a case. A wall hides it whatever else holds; beyond the desk, the holder and those it is shared
// with, nobody sees it, and to all others it looks as if it did not exist.

#include "domain/person.h"
#include "office/rows.h"

#include <string>
#include <vector>

namespace sodan::office {

// `counsel` sees the question, without contact, words or history.
enum class Sight { none, counsel, whole };

Sight sight_of(const domain::Person&, const CaseRow&);

// The keys of CaseRow::shared_with, and the desk, by which a person can see a case.
std::vector<std::string> shares_of(const domain::Person&);

// The department, the coordinators and administrators keep the roster and look after the office: absences,
// rules, backups, proofs.
bool keeps_the_office(const domain::Person&);

bool is_at_desk(const domain::Person&, const std::string& desk_name);

}  // namespace sodan::office
