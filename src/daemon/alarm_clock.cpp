#include "daemon/alarm_clock.h"

#include "daemon/parts.h"
#include "office/use_cases.h"

#include <algorithm>
#include <set>
#include <utility>

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
        } catch (...) {
            more_ = false;
            parts_.failed(std::current_exception());
        }
        --under_way_;
    });
}

void AlarmClock::look(office::Reading& reading, Instant now) {
    const auto latest = latest_ ? *latest_ : last_written(reading);
    if (latest - now > unsteadiness) return set_back(reading, now, latest - now);
    latest_ = now;
    ring(reading, now);
}

void AlarmClock::note_waiting(const std::vector<office::DueTimer>& due, Instant now) {
    Waiting still;
    auto since = now;
    for (const auto& timer : due) {
        const std::tuple key{timer.ref.bits(), timer.kind, timer.due};
        const auto before = waiting_.find(key);
        const auto first = before == waiting_.end() ? now : before->second;
        since = std::min(since, first);
        still.emplace(key, first);
    }
    waiting_ = std::move(still);
    waits_since_ = since;
}

void AlarmClock::note_hindered(Instant now) {
    std::erase_if(resting_, [now](const auto& one) { return one.second <= now; });
    const std::lock_guard lock(mutex_);
    for (const auto bits : std::exchange(hindered_, {})) resting_[bits] = now + 1min;
}

std::chrono::milliseconds AlarmClock::late() const {
    return std::max(0ms, parts_.clock.now() - waits_since_.load());
}

void AlarmClock::ring(office::Reading& reading, Instant now) {
    note_hindered(now);
    const auto due = reading.due_timers(now, most_at_once + static_cast<int>(resting_.size()));
    note_waiting(due, now);
    bool found = false;
    std::set<std::int64_t> struck;  // one stroke a case: what else came due there waits its minute
    for (const auto& timer : due) {
        if (resting_.contains(timer.ref.bits()) || !struck.insert(timer.ref.bits()).second) continue;
        submit({timer.kind, timer.ref}, [this, timer, rules = parts_.rules.now()](office::Reading& unit) {
            return office::lapse(unit, *rules, parts_.clock.now(), timer);
        });
        found = true;
    }
    more_ = found;
}

// Round by round, until no case is dated ahead of the clock any more; then the post follows, and the clock
// counts on from here.
void AlarmClock::set_back(office::Reading& reading, Instant now, std::chrono::milliseconds by) {
    const auto ahead = reading.changed_after(now, most_at_once);
    parts_.log.write(Level::warning, "THE CLOCK WENT BACK: the dates that it had set go back with it",
                     {{"by_seconds", static_cast<std::int64_t>(by / 1s)},
                      {"cases", static_cast<std::int64_t>(ahead.size())}});
    const bool that_is_all = std::ssize(ahead) < most_at_once;
    latest_ = that_is_all ? now : now + by;
    more_ = true;
    waiting_.clear(), resting_.clear();
    waits_since_ = now;
    for (const auto ref : ahead)
        submit({"redate", ref},
               [now, by, ref](office::Reading& unit) { return office::redate(unit, now, ref, by); });
    const auto date_post_back = [now](office::Reading&) -> Outcome<office::Written> {
        office::Written out;
        out.changes.post_back_to = now;
        return out;
    };
    if (that_is_all) submit({"post", {}}, date_post_back);
}

void AlarmClock::submit(Stroke stroke, Decide decide) {
    ++under_way_;
    parts_.store.submit({{},
                         std::move(decide),
                         [this, stroke = std::move(stroke)](const Outcome<office::Answer>& answer,
                                                            const std::exception_ptr& failed) {
                             done(stroke, answer, failed);
                         }});
}

void AlarmClock::done(const Stroke& stroke, const Outcome<office::Answer>& answer,
                      const std::exception_ptr& failed) {
    if (failed || !answer) {
        const auto ref = to_string(stroke.ref);
        const auto why = failed ? in_words(failed) : answer.refusal().message.key;
        parts_.log.write(Level::error, "a timer could not be taken",
                         {{"kind", std::string_view(stroke.kind)},
                          {"case", std::string_view(ref)},
                          {"why", std::string_view(why)}});
        const std::lock_guard lock(mutex_);
        hindered_.push_back(stroke.ref.bits());
    } else {
        ++lapsed_;
    }
    parts_.changed();
    --under_way_;
}

}  // namespace sodan::daemon
