#pragma once
// Who acts for whom while somebody is away. A substitute who is away too is stood in for by theirs.

#include "domain/office.h"

#include <vector>

namespace sodan::domain {

// Whom an absence at that instant names; the first that names anybody. Null when the person is not away, or
// names nobody.
const PersonId* substitute_at(const Person&, Instant);

// The person, if there; else the substitute, or the substitute's substitute; null when nobody acts for them.
const Person* stand_in(const Office&, const PersonId&, Instant);

// The people who would stand in for one another in a circle at some time if `changed` were of the office,
// each named once, beginning with `changed`; empty when there is no circle. Oneself is the smallest one.
std::vector<PersonId> circle_of(const Office&, const Person& changed);

}  // namespace sodan::domain
