#include "office/pace.h"

#include "calendar/calendar.h"

#include <algorithm>
#include <array>

namespace sodan::office {

using domain::QuietHours, domain::Reach, domain::Urgency;
using std::chrono::days, std::chrono::minutes;

namespace {

// Danger, and what somebody may have done who should not: at any hour, whatever the urgency is by then.
constexpr std::array never_waits{"urgent_alert", "help_awaited", "glass_broken", "account_reset"};
// What somebody waits for, or rings because nobody came: it does not lie until the next digest.
constexpr std::array presses{"alarm",         "offer",        "not_reached",     "counsel_late",
                             "coverage",      "nobody_left",  "against_refusal", "override_to_confirm",
                             "sharing_ended", "inquiry_added"};

minutes since_midnight(const std::string& time_of_day) {
    constexpr int an_hour = 60;
    return minutes{std::stoi(time_of_day.substr(0, 2)) * an_hour + std::stoi(time_of_day.substr(3))};
}

// The first moment, not before `now`, at which it is that time of day in Japan.
Instant next(const std::string& time_of_day, Instant now) {
    const auto today = calendar::at(calendar::day_in_japan(now), since_midnight(time_of_day));
    return today >= now ? today : today + days{1};
}

// They last from the latest beginning, which lies at most a day back, to the next end.
Instant awake_from(const QuietHours& quiet, Instant now) {
    if (quiet.from == quiet.until) return now;
    const auto began = next(quiet.from, now + std::chrono::milliseconds{1}) - days{1};
    const auto ends = next(quiet.until, began);
    return now < ends ? std::max(now, ends) : now;
}

Instant next_of(const std::vector<std::string>& times, Instant now) {
    auto out = next(times.front(), now);
    for (const auto& time : times) out = std::min(out, next(time, now));
    return out;
}

}  // namespace

Pace pace_of(std::string_view kind, Urgency urgency) {
    const auto is_of = [kind](const auto& kinds) { return std::ranges::find(kinds, kind) != kinds.end(); };
    if (is_of(never_waits) || urgency <= Urgency::urgent) return Pace::at_once;
    return is_of(presses) ? Pace::awake : Pace::gathered;
}

Instant leaves_at(Pace pace, const Reach& reach, const PostHours& office, Instant now) {
    if (pace == Pace::at_once) return now;
    const auto& quiet = reach.quiet ? *reach.quiet : office.quiet;
    const auto& digest_at = reach.digest_at.empty() ? office.digest_at : reach.digest_at;
    const bool gathered = pace == Pace::gathered && !reach.no_digest && !digest_at.empty();
    return awake_from(quiet, gathered ? next_of(digest_at, now) : now);
}

}  // namespace sodan::office
