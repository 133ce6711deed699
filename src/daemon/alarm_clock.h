#pragma once
// The office's clock: hands every timer that is due to its use case. Timers are rows of the store, so none is
// lost by a stop, and whatever came due meanwhile is caught up with at the next start, a step a minute for
// each case. A timer that cannot be taken rests for a minute and hinders no other. When the machine's clock
// goes back, the dates that it had set meanwhile go back with it.

#include "base/clock.h"
#include "daemon/rulebook.h"
#include "http/log.h"
#include "office/store.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace sodan::daemon {

class AlarmClock {
public:
    struct Parts {
        office::Store& store;
        const Rulebook& rules;
        const Clock& clock;
        http::Log& log;
        std::function<void()> changed;                   // something was written
        std::function<void(std::exception_ptr)> failed;  // a write failed for no one's fault
    };
    explicit AlarmClock(Parts parts) : parts_(std::move(parts)), waits_since_(parts_.clock.now()) {}

    // Looks for what is due and submits it. Does nothing while the round before is under way.
    void tick();
    bool resting() const { return under_way_ == 0; }
    std::int64_t lapsed() const { return lapsed_; }
    // The last look found something to do, and there may be more than one look takes: look again at once.
    bool has_more() const { return more_; }
    // For how long something that is due has waited for this clock, or the clock for its next look. Any
    // thread.
    std::chrono::milliseconds late() const;

private:
    using Decide = std::function<Outcome<office::Written>(office::Reading&)>;
    void look(office::Reading&, Instant now);
    void ring(office::Reading&, Instant now);
    void set_back(office::Reading&, Instant now, std::chrono::milliseconds by);
    // Of a case, for the log and for what cannot be done.
    struct Stroke {
        std::string kind;
        domain::CaseRef ref;
    };
    void note_hindered(Instant now);
    void note_waiting(const std::vector<office::DueTimer>&, Instant now);
    void submit(Stroke, Decide);
    void done(const Stroke&, const Outcome<office::Answer>&, const std::exception_ptr&);

    Parts parts_;
    using Waiting = std::map<std::tuple<std::int64_t, std::string, Instant>, Instant>;
    // Only the round under way uses these three.
    std::optional<Instant> latest_{};            // that the clock has shown
    Waiting waiting_{};                          // what is due, and when it was first seen to be
    std::map<std::int64_t, Instant> resting_{};  // cases that could not be struck, until when
    std::mutex mutex_;
    std::vector<std::int64_t> hindered_{};  // cases that could not be struck since the last look
    std::atomic<Instant> waits_since_;      // the oldest of what waits; the last look when nothing does
    std::atomic<int> under_way_ = 0;
    std::atomic<std::int64_t> lapsed_ = 0;
    std::atomic<bool> more_ = false;
};

}  // namespace sodan::daemon
