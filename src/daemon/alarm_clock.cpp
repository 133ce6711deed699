#include "daemon/alarm_clock.h"

#include "office/use_cases.h"

#include <algorithm>
#include <set>

namespace sodan::daemon {

using namespace std::chrono_literals;
using http::Level;

namespace {

constexpr int most_at_once = 500;
constexpr auto unsteadiness = 10s;  // by which a clock may be put right without anybody being told

// What the clock last showed before a stop, as far as the journal knows.
Instant last_written(office::Reading& reading) {
    Instant out{};
    for (const auto& entry : reading.entries_after(reading.last_seq() - most_at_once, most_at_once))
        out = std::max(out, entry.written_at);
    return out;
}

}  // namespace

void AlarmClock::tick() {
    int resting = 0;
    if (!under_way_.compare_exchange_strong(resting, 1)) return;
    parts_.store.read([this](office::Reading& reading) {
        try {
            look(reading, parts_.clock.now());
        } catch (...) { parts_.failed(std::current_exception()); }
        --under_way_;
    });
}

void AlarmClock::look(office::Reading& reading, Instant now) {
    const auto latest = latest_ ? *latest_ : last_written(reading);
    if (latest - now > unsteadiness) return set_back(reading, now, latest - now);
    latest_ = now;
    ring(reading, now);
}

void AlarmClock::ring(office::Reading& reading, Instant now) {
    std::set<std::int64_t> struck;  // one stroke a case: what else came due there waits its minute
    for (const auto& timer : reading.due_timers(now, most_at_once)) {
        if (!struck.insert(timer.ref.bits()).second) continue;
        submit(timer.kind, [this, timer, rules = parts_.rules.now()](office::Reading& unit) {
            return office::lapse(unit, *rules, parts_.clock.now(), timer);
        });
    }
}

// Round by round, until no case is dated ahead of the clock any more; then the clock counts on from here.
void AlarmClock::set_back(office::Reading& reading, Instant now, std::chrono::milliseconds by) {
    const auto ahead = reading.changed_after(now, most_at_once);
    parts_.log.write(Level::warning, "THE CLOCK WENT BACK: the dates that it had set go back with it",
                     {{"by_seconds", static_cast<std::int64_t>(by / 1s)},
                      {"cases", static_cast<std::int64_t>(ahead.size())}});
    const bool that_is_all = std::ssize(ahead) < most_at_once;
    latest_ = that_is_all ? now : now + by;
    for (const auto ref : ahead)
        submit("redate",
               [now, by, ref](office::Reading& unit) { return office::redate(unit, now, ref, by); });
}

void AlarmClock::submit(std::string kind, Decide decide) {
    ++under_way_;
    parts_.store.submit(
        {{},
         std::move(decide),
         [this, kind = std::move(kind)](const Outcome<office::Answer>& answer,
                                        const std::exception_ptr& failed) { done(kind, answer, failed); }});
}

void AlarmClock::done(const std::string& kind, const Outcome<office::Answer>& answer,
                      const std::exception_ptr& failed) {
    if (failed)
        parts_.failed(failed);
    else if (!answer)
        parts_.log.write(
            Level::error, "a timer could not be taken",
            {{"kind", std::string_view(kind)}, {"why", std::string_view(answer.refusal().message.key)}});
    else
        ++lapsed_;
    parts_.changed();
    --under_way_;
}

}  // namespace sodan::daemon
