#pragma once
// People's time: terms that end, absences that begin. Looks at how things stand whenever somebody has changed
// or a date has come, also after a stop or a jump of the clock, and hands each person concerned to the use
// case.

#include "daemon/alarm_clock.h"

#include <atomic>
#include <memory>
#include <optional>

namespace sodan::daemon {

class PeopleClock {
public:
    explicit PeopleClock(AlarmClock::Parts parts) : parts_(std::move(parts)) {}

    // Cheap unless there may be something to do. One thread.
    void tick();

private:
    bool has_turned(const std::shared_ptr<const domain::Office>&, Instant now) const;
    void turn(const domain::PersonId&);

    AlarmClock::Parts parts_;
    std::shared_ptr<const domain::Office> seen_;  // the ticking thread's, as the two below
    std::optional<Instant> next_;
    Instant looked_at_{};
    std::atomic<int> under_way_ = 0;
};

}  // namespace sodan::daemon
