#include "cli/watch.h"

namespace sodan::cli {

// A clock that was set back must not silence the alarm.
Judged judge(const Watched& before, Trouble seen, Instant now, std::chrono::seconds repeat_every) {
    Judged out{before};
    if (seen == Trouble::none) {
        if (before.told_at)
            out.alarm = {Trouble::none, before.since.value_or(now)};
        else
            out.watched = {};
        return out;
    }
    if (seen != before.trouble || !before.since) out.watched.since = now;
    out.watched.trouble = seen;
    const bool is_news = seen != before.trouble || !before.told_at;
    const bool is_due = before.told_at && (now - *before.told_at >= repeat_every || now < *before.told_at);
    if (is_news || is_due) out.alarm = {seen, *out.watched.since};
    return out;
}

Watched told(Watched watched, const Alarm& alarm, Instant now) {
    if (alarm.trouble == Trouble::none) return {};
    watched.told_at = now;
    return watched;
}

}  // namespace sodan::cli
