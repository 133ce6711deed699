#pragma once
// What the passing of time brings about among people: a term that ends becomes a departure whose cases go on,
// and an offer does not wait for somebody who is away. The clock asks; each person is one unit of work.

#include "office/store.h"
#include "routing/routing.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sodan::office {

// For whom something is to be done now; looks at how things stand, not at what has changed, so nothing is
// missed by a stop or a jump of the clock.
std::vector<domain::PersonId> whose_time_has_come(Reading&, Instant now);

// Does it. Nothing is written when there is nothing to do any more.
Outcome<Written> people_time(Reading&, const routing::Rules&, Instant now, const domain::PersonId&);

// When the next absence or term begins or ends; nothing when none does.
std::optional<Instant> next_turn(const domain::Office&, Instant after);

// Offers that wait for somebody who is away go to who stands in; where that one cannot have the case, to the
// whole desk; where nobody there can, back to the sender. `office`: as it is from now on.
std::optional<Refusal> redirect_offers(Reading&, const routing::Rules&, Instant now,
                                       const std::shared_ptr<const domain::Office>& office,
                                       const domain::PersonId& away, const std::string& actor, Changes&);

// The journal's line about a person, as they are from now on.
EntryRow person_changed(const domain::Person&, const std::string& actor, Instant now);

}  // namespace sodan::office
