#pragma once
// No case waits where nobody can take it: it goes on at once, or its alarm rings at once. Knows what the
// rules say of a desk, not why people are away.

#include "office/standing.h"

namespace sodan::office {

// Somebody of its desk may take the case now. A supervisor's desk is watched from elsewhere, by a date.
bool somebody_can_take(Reading&, const routing::Rules&, Instant now, const CaseFile&);

// A queued case whose desk cannot act goes to one that can; where there is none, the alarm rings.
std::optional<Refusal> go_on_where_nobody_can(Reading&, const routing::Rules&, Instant now, CaseFile&,
                                              routing::Cause);

// The alarm rings at its desk and for whoever is on duty; and again after the interval of the rules.
std::optional<Refusal> ring(const routing::Rules&, Instant now, CaseFile&);

}  // namespace sodan::office
