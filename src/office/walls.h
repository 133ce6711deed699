#pragma once
// Conflicts: who must not know of a case, and why. A wall is raised once and stays; whoever is walled keeps
// nothing of the case and is not in its way.

#include "office/standing.h"

#include <string_view>
#include <vector>

namespace sodan::office {

struct Conflict {
    domain::PersonId person;
    domain::ConflictKind why{};
    bool operator==(const Conflict&) const = default;
};

// From its first moment: excluded by the caller, its subject, the subject's line, or tied to its subject. One
// a person, the plainest reason first.
std::vector<Conflict> conflicts_of(const domain::Intake&, const domain::Office&);
// The same of a case as it stands, with the subjects that later inquiries named.
std::vector<Conflict> conflicts_of(const CaseFile&, const domain::Office&);
// People of the office whom an inquiry is about.
std::vector<domain::PersonId> subjects_of(const domain::Intake&);

// The holder is released, and where a desk can no longer act the case moves to one that can.
std::optional<Refusal> raise_wall(const Acting&, CaseFile&, const Conflict&, std::string_view reason = "");
// The same for ties that were declared since the case was last looked at.
std::optional<Refusal> raise_walls_of_ties(const Acting&, CaseFile&);

// A tie that was just declared walls the two off from every case about the other that they could see.
// `after`: the office with the tie.
std::optional<Refusal> wall_off_by_ties(const Acting&, const domain::Office& after, const domain::Person&,
                                        Changes&);

// Whoever must not know of it has it no more: for walls, and for the helpers of the other side.
std::optional<Refusal> take_from(const Acting&, CaseFile&, const domain::PersonId&);
// To a desk that can, or on the alarm; and whoever is left hears of it.
std::optional<Refusal> go_on(const Acting&, CaseFile&);

// Where nobody of the case's desk may know of it, the department's head is told; where they may not either,
// the administrators are, who see no case and find somebody. The head is also told of a case that had to go
// to people whom the caller refused.
void tell_who_is_left(const domain::Office&, CaseFile&);

}  // namespace sodan::office
