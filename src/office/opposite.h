#pragma once
// Two cases of opposite sides. Who has advised one, or has read what was said in it, is kept apart from the
// other, neither side learns more of the other than that it is there, and nobody holds both.

#include "office/standing.h"

#include <vector>

namespace sodan::office {

// Links the case on the table with another; `found.beside` holds what happens to that one. A person who holds
// both keeps the older one, and the other goes on to the next who can.
std::optional<Refusal> link_sides(const Acting&, Found&, const CaseRow& other);

// Somebody new has advised the case on the table, or has let go of it: where that leaves nobody for it or for
// another side, it goes on.
std::optional<Refusal> settle_other_sides(const Acting&, Found&);

// What was said in the case is about to be read by whoever acts: from now on they are kept apart from its
// other sides, and one that nobody is left for goes on.
Outcome<Changes> keep_reader_apart(const Acting&, const CaseRow& read);

// Who is kept apart from the case's other sides, and from the case, by what it has become. Nothing for a case
// without another side.
std::vector<ApartRow> kept_apart_by(Reading&, const CaseFile&);

// Who must be kept apart from a case, by the journals of its other sides: for proving it (`sodan verify`).
std::vector<domain::PersonId> kept_apart_from(Reading&, const CaseRow&);

}  // namespace sodan::office
