#pragma once
// Whose time at the office ends, and what stays without anybody then: advisors change in July and August, the
// Japanese staff on 1 April.

#include "domain/office.h"

#include <optional>
#include <vector>

namespace sodan::domain {

// The end of the person's time: of the term, or the day on which they are to leave.
std::optional<Instant> last_day(const Person&);

struct Leaving {
    const Person* person = nullptr;
    Instant on{};
    std::ptrdiff_t remaining = 0;  // at the same desk from then on, those included who begin by then
};
// Those of the office whose time ends after `from` and not after `until`, by that date.
std::vector<Leaving> leaving(const Office&, Instant from, Instant until);

// A desk that has somebody now and will have nobody, within the next sixty days: who is the last to go, and
// when.
std::vector<Message> term_warnings(const Office&, Instant now);

}  // namespace sodan::domain
