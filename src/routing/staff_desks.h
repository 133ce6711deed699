#pragma once
// How a desk stands towards a case when some of its people are away: all that the tables and the service
// depend on. Two needs for which the desks stand alike are served alike.

#include "domain/office.h"
#include "routing/routing.h"
#include "routing/table.h"

#include <compare>
#include <optional>
#include <string>
#include <vector>

namespace sodan::routing {

// From best to worst: somebody speaks the caller's language; somebody can act with an interpreter; all are
// away; those who are there may not know of it; there is no such desk.
enum class Reach : std::uint8_t { own_language, interpreter, away, barred, none };

inline DeskState state_of(Reach reach) {
    return static_cast<DeskState>(reach <= Reach::interpreter ? 0 : static_cast<int>(reach) - 1);
}

// What can become of a desk, and who must be away for it: the fewest.
struct Becomes {
    Reach reach;
    std::vector<domain::PersonId> absent;
};

// Judges the members of a desk by the table of eligibility, once as they are and once as if all were away.
class StaffDesks {
public:
    // All arguments must outlive it.
    StaffDesks(const Table& eligibility, const domain::Office&, Instant now);

    // `subject`: the person whom the case is about. Each standing that the absence of up to `most` members
    // brings about, with the fewest absences; as it is now comes first.
    std::vector<Becomes> becomes(const domain::Desk&, const std::string& language,
                                 const std::optional<domain::PersonId>& subject, int most) const;
    // Those of the desk who may take such a case now.
    std::vector<domain::PersonId> eligible(const domain::Desk&, const std::string& language,
                                           const std::optional<domain::PersonId>& subject) const;

private:
    struct Member {
        domain::PersonId id;
        std::uint8_t now, away;  // the verdicts; see routing/people.h
    };
    std::vector<Member> members(const domain::Desk&, const std::string& language,
                                const std::optional<domain::PersonId>& subject) const;
    static Reach reach(const std::vector<Member>&, const std::vector<bool>& gone);

    const Table& table_;
    const domain::Office& office_;
    domain::Office away_;  // the same with everybody away
    Instant now_;
};

// A case about that person, in that language, and nothing else known.
domain::Intake intake_about(const std::string& language, const std::optional<domain::PersonId>& subject);

}  // namespace sodan::routing
