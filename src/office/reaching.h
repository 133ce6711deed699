#pragma once
// Who can be told anything at all: whether a person has a way that is set up, and what is to be said where
// they have none. Knows how people are reached, not what leaves.

#include "domain/office.h"
#include "office/post.h"

#include <vector>

namespace sodan::office {

// The ways by which the person can be reached from here, the first first.
std::vector<domain::Way> ways_of(const domain::Person&, const PostOffice&);

// What a person's reach leaves to be desired: no way that is set up, a webhook that nobody has set up, quiet
// hours that leave hardly any of the day.
std::vector<Message> reach_warnings(const domain::Person&, const PostOffice&);

// Those at a desk, or with hours of duty, who have no way; where many have none, how many. Nothing while
// nothing can leave for anybody, which is said elsewhere.
std::vector<Message> unreachable_warnings(const domain::Office&, const PostOffice&, Instant now);

}  // namespace sodan::office
