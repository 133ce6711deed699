#pragma once
// How fast a message goes: danger at once, at any hour; what waits for an answer as soon as its reader is
// awake; the rest gathered, a few times a day.

#include "domain/person.h"
#include "domain/words.h"

#include <string>
#include <string_view>
#include <vector>

namespace sodan::office {

enum class Pace { at_once, awake, gathered };

// `kind` as in MessageRow.
Pace pace_of(std::string_view kind, domain::Urgency);

// What the office keeps to where a person has no wish of their own. Times of day are Japan's.
struct PostHours {
    domain::QuietHours quiet{};
    std::vector<std::string> digest_at{"09:00", "13:00", "17:00"};
};

// Not before `now`.
Instant leaves_at(Pace, const domain::Reach&, const PostHours&, Instant now);

}  // namespace sodan::office
