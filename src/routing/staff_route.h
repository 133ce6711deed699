#pragma once
// Where a need ends, by the tables alone: the first desk, and while nobody there can act the next one that
// the clock would take the case to. The same tables in the same order as routing/thought.h; a test holds the
// two together.

#include "routing/staff_desks.h"
#include "routing/tables.h"

#include <array>
#include <vector>

namespace sodan::routing {

// How the four desks that a need can reach stand: advisors, leaders, department, coordinators.
struct DeskReaches {
    Reach advisor = Reach::none, leader = Reach::none, department = Reach::none, coordinator = Reach::none;
    auto operator<=>(const DeskReaches&) const = default;

    Reach of(domain::DeskKind) const;
};

struct Ending {
    domain::DeskKind desk{};  // where it stands at last
    Reach reach{};            // of that desk
};

class StaffRoute {
public:
    explicit StaffRoute(const Tables& tables) : tables_(tables) {}

    // `facts`: of the inquiry, with its urgency; the desks' states are set from `reaches`.
    Ending ending(Facts facts, const DeskReaches& reaches) const;
    // What the tables that choose a desk ask of an inquiry, beside the desks themselves.
    std::vector<Fact> asked() const;

private:
    int said(TableName, const Facts&) const;
    domain::DeskKind relieved(Facts&, int turned_to) const;

    const Tables& tables_;
};

}  // namespace sodan::routing
