#include "daemon/alarm_clock.h"

#include "office/use_cases.h"

namespace sodan::daemon {

namespace {

constexpr int most_at_once = 500;

}  // namespace

void AlarmClock::tick() {
    int resting = 0;
    if (!under_way_.compare_exchange_strong(resting, 1)) return;
    parts_.store.read([this](office::Reading& reading) {
        try {
            for (const auto& timer : reading.due_timers(parts_.clock.now(), most_at_once)) ring(timer);
        } catch (...) { parts_.failed(std::current_exception()); }
        --under_way_;
    });
}

void AlarmClock::ring(const office::DueTimer& timer) {
    ++under_way_;
    const auto decide = [this, timer, rules = parts_.rules.now()](office::Reading& reading) {
        return office::lapse(reading, *rules, parts_.clock.now(), timer);
    };
    parts_.store.submit(
        {{}, decide, [this, timer](Outcome<office::Answer> answer, std::exception_ptr failed) {
             rang(timer, answer, failed);
         }});
}

void AlarmClock::rang(const office::DueTimer& timer, const Outcome<office::Answer>& answer,
                      const std::exception_ptr& failed) {
    if (failed)
        parts_.failed(failed);
    else if (!answer)
        parts_.log.write(http::Level::error, "a timer could not be taken",
                         {{"kind", std::string_view(timer.kind)},
                          {"why", std::string_view(answer.refusal().message.key)}});
    else
        ++lapsed_;
    parts_.changed();
    --under_way_;
}

}  // namespace sodan::daemon
