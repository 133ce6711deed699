#include "daemon/people_clock.h"

#include "office/people_time.h"

namespace sodan::daemon {

bool PeopleClock::has_turned(const std::shared_ptr<const domain::Office>& office, Instant now) const {
    return office != seen_ || now < looked_at_ || (next_ && *next_ <= now);
}

void PeopleClock::tick() {
    const auto office = parts_.store.office();
    const auto now = parts_.clock.now();
    if (under_way_ > 0 || !has_turned(office, now)) return;
    seen_ = office;
    looked_at_ = now;
    next_ = office::next_turn(*office, now);
    ++under_way_;
    parts_.store.read([this, now](office::Reading& reading) {
        try {
            for (const auto& id : office::whose_time_has_come(reading, now)) turn(id);
        } catch (...) { parts_.failed(std::current_exception()); }
        --under_way_;
    });
}

void PeopleClock::turn(const domain::PersonId& id) {
    ++under_way_;
    const auto decide = [this, id, rules = parts_.rules.now()](office::Reading& reading) {
        return office::people_time(reading, *rules, parts_.clock.now(), id);
    };
    const auto done = [this](const Outcome<office::Answer>& answer, const std::exception_ptr& failed) {
        if (failed)
            parts_.failed(failed);
        else if (!answer)
            parts_.log.write(http::Level::error, "what a person's time brings about could not be done",
                             {{"why", std::string_view(answer.refusal().message.key)}});
        parts_.changed();
        --under_way_;
    };
    parts_.store.submit({{}, decide, done});
}

}  // namespace sodan::daemon
