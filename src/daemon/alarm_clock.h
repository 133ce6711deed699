#pragma once
// The office's clock: hands every timer that is due to its use case. Timers are rows of the store, so none is
// lost by a stop, and whatever came due meanwhile is caught up with at the next start, a step a minute for
// each case. When the machine's clock goes back, the dates that it had set meanwhile go back with it.

#include "base/clock.h"
#include "daemon/rulebook.h"
#include "http/log.h"
#include "office/store.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>

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
    explicit AlarmClock(Parts parts) : parts_(std::move(parts)) {}

    // Looks for what is due and submits it. Does nothing while the round before is under way.
    void tick();
    bool resting() const { return under_way_ == 0; }
    std::int64_t lapsed() const { return lapsed_; }

private:
    using Decide = std::function<Outcome<office::Written>(office::Reading&)>;
    void look(office::Reading&, Instant now);
    void ring(office::Reading&, Instant now);
    void set_back(office::Reading&, Instant now, std::chrono::milliseconds by);
    void submit(std::string kind, Decide);
    void done(const std::string& kind, const Outcome<office::Answer>&, const std::exception_ptr&);

    Parts parts_;
    std::optional<Instant> latest_{};  // that the clock has shown; only the round under way uses it
    std::atomic<int> under_way_ = 0;
    std::atomic<std::int64_t> lapsed_ = 0;
};

}  // namespace sodan::daemon
