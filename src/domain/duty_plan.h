#pragma once
// Whose duty it is. The coordinators' desk is on duty day and night, with a deputy; where somebody with duty
// is away, the substitute has it. Holes are found before they come.

#include "domain/office.h"

#include <chrono>
#include <string>
#include <vector>

namespace sodan::domain {

struct OnDuty {
    std::vector<const Person*> first, deputies;  // in office order; nobody is both
};
OnDuty on_duty(const Office&, const Desk&, Instant);

// Somebody of the desk who is of the office has hours of duty.
bool has_duty_plan(const Office&, const Desk&, Instant);

// A stretch in which nobody has that part of the duty. `every_week`: the week's hours themselves leave it
// open (then `from` lies in the week of `now`, counted from Monday); else `missing` are those whose duty it
// was.
struct DutyHole {
    DutyPart part{};
    Instant from{}, until{};
    bool every_week = false;
    std::vector<PersonId> missing{};
};
std::vector<DutyHole> duty_holes(const Office&, const Desk&, Instant now, std::chrono::days ahead);

// The holes of the coordinators' duty in the next four weeks, in words; one sentence when nobody is planned
// at all. Of every other desk that has a plan, the hours that nobody keeps.
std::vector<Message> duty_warnings(const Office&, Instant now);

}  // namespace sodan::domain
