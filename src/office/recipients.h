#pragma once
// Whom a message reaches at this moment: in place of an absent person the substitute, for the duty those
// whose hours it is. Nobody who is walled, however the way leads.

#include "domain/office.h"

#include <span>
#include <string_view>
#include <vector>

namespace sodan::office {

// `recipient`: "person:ID", "desk:NAME" ("desk:committee" with its secretary) or "duty:coordinator". Each
// person once. A person who is away and names no substitute is answered by those of their desk who are there,
// and by themselves only when nobody is; the duty by every coordinator who is there when nobody has the
// hours, else by the department. Empty: it reaches nobody.
std::vector<domain::PersonId> reached_by(const domain::Office&, std::string_view recipient,
                                         std::span<const domain::PersonId> walls, Instant now);

}  // namespace sodan::office
