#pragma once
// How well every need is served, at the worst, while up to so many people are away; what is lost then, and
// what would mend it.

#include "routing/staff_needs.h"
#include "routing/staff_services.h"

#include <array>
#include <functional>

namespace sodan::routing {

// A need, the people who are away, and an inquiry that is served less well than its grade for it.
struct Loss {
    Need need;
    std::vector<domain::PersonId> absent;
    std::map<std::string, std::string> given;  // the inquiry: fact -> value
    domain::DeskKind ends_at;
};
struct Losses {
    std::size_t needs = 0;
    std::vector<Loss> examples{};  // the first few, each in another language or with other people away
};

struct Survey {
    std::array<std::size_t, grade_count> at_worst{};  // inquiries, by the grade that they always reach
    // What is lost of a grade: inquiries that have it while all others are there, and then one below. Of
    // handed_over: those that are left with nobody, whoever is there.
    std::array<Losses, grade_count> lost{};
    std::size_t needs = 0, situations = 0, endings = 0;
    bool gave_up = false;

    const Losses& losses_of(Grade grade) const { return lost[static_cast<std::size_t>(grade)]; }
};

struct Surveying {  // what every survey is about; all must outlive it
    const Tables& tables;
    const domain::Office& office;
    Instant now;
    int absent;
    Services& services;  // what is known of one office serves for a larger one
};
Survey survey(const Surveying&);
Survey survey_of(const Surveying&, const Need&);  // of one need alone

// The fewest more people of one desk that the need can reach with whom nothing of that grade is lost: of that
// need, or of any ("handed_over", where nobody remains). "none" when two more of one desk are not enough.
struct Repair {
    std::string desk = "none";
    int more = 0;
};
Repair smallest_repair(const Surveying&, const Loss&, Grade);

}  // namespace sodan::routing
