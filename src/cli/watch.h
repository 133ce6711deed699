#pragma once
// What the watchdog makes of what it sees: when it alarms, when it says so again, and when it says that all
// is well. Pure; knows neither how one looks nor how an alarm travels.

#include "base/clock.h"
#include "base/described.h"

#include <chrono>
#include <optional>

namespace sodan::cli {

// The enumerators end the keys of the texts: "watch.trouble.dead".
BOOST_DEFINE_ENUM_CLASS(Trouble, none,
                        dead,           // nothing listens
                        hung,           // it listens and does not answer in time
                        not_ready,      // it answers that it takes no work, or something else answers
                        sends_nothing,  // no way out is set up
                        cannot_send,    // an urgent message waits too long, or reached nobody
                        stands_still)   // what is due does not happen

// What is kept from one run to the next.
struct Watched {
    Trouble trouble = Trouble::none;  // as it was last told
    std::optional<Instant> since{};   // when that trouble was first seen
    std::optional<Instant> told_at{};
    static constexpr bool sparse = true;
    bool operator==(const Watched&) const = default;
};
BOOST_DESCRIBE_STRUCT(Watched, (), (trouble, since, told_at))

// To be told now. Trouble::none says that it is well again.
struct Alarm {
    Trouble trouble{};
    Instant since{};
};

// The next state after a look, as it is when no alarm was told; and what is to be told.
struct Judged {
    Watched watched{};
    std::optional<Alarm> alarm{};
};
Judged judge(const Watched&, Trouble seen, Instant now, std::chrono::seconds repeat_every);

// The state once the alarm was taken by one of its ways at least; before, it is told again at the next look.
Watched told(Watched, const Alarm&, Instant now);

}  // namespace sodan::cli
