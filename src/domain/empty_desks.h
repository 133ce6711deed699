#pragma once
// Desks at which nobody will be for a while, or is not now: whoever is of them is away, gone or not there
// yet, and nobody stands in.

#include "domain/office.h"

#include <optional>
#include <vector>

namespace sodan::domain {

struct EmptyDesk {
    Desk desk{};
    std::optional<Instant> from{}, until{};  // absent: as long as anybody knows; no end is known
    std::vector<PersonId> last{};            // who goes then
};
// By desk and time, as far as it lies in the next sixty days or has begun already. A desk of which nobody
// ever was is not empty, and a supervisor's is watched from elsewhere.
std::vector<EmptyDesk> empty_desks(const Office&, Instant now);

// The same in words, but for what term_warnings says.
std::vector<Message> empty_desk_warnings(const Office&, Instant now);

}  // namespace sodan::domain
