// The clock's own use case. A case that nobody moves is told again, and climbs, until a person answers: what
// happens to it is the chain's to say (chain/silence.h), who is told of it is said here.

#include "chain/silence.h"
#include "office/standing.h"

#include <algorithm>
#include <stdexcept>

namespace sodan::office {

using routing::Cause;

namespace {

struct Lapse {
    CaseFile& file;
    std::optional<std::string> holder;  // before the clock struck

    std::string desk() const { return "desk:" + file.memory().desk; }
    void tell_holder_or_desk(std::string_view kind) const {
        file.tell(file.memory().holder ? "person:" + *file.memory().holder : desk(), kind);
    }
};

void tell(const Lapse& lapse, const chain::AlarmRaised&) {
    lapse.tell_holder_or_desk("alarm");
    if (owes_first_contact(lapse.file.memory()))
        lapse.file.tell("person:" + lapse.file.memory().hand_overs.back().by, "not_contacted");
    lapse.file.tell(lapse.desk(), "alarm");
    if (lapse.file.memory().alarms > 1) lapse.file.tell("duty:coordinator", "alarm");
}

void tell(const Lapse& lapse, const chain::Escalated&) {
    lapse.file.tell(lapse.desk(), "escalated");
    if (lapse.holder) lapse.file.tell("person:" + *lapse.holder, "taken_up");
}

void tell(const Lapse& lapse, const chain::CounselReminded&) {
    lapse.file.tell("desk:" + lapse.file.memory().consulted.value_or("coordinator"), "counsel_late");
    lapse.tell_holder_or_desk("counsel_late");
}

void tell(const Lapse& lapse, const chain::OfferExpired&) { lapse.tell_holder_or_desk("offer_expired"); }
void tell(const Lapse& lapse, const chain::Resumed&) { lapse.tell_holder_or_desk("waiting_ended"); }
void tell(const Lapse& lapse, const chain::LookedAgain&) { lapse.tell_holder_or_desk("look_again"); }
template <class Other> void tell(const Lapse&, const Other&) {}  // what the clock never does

chain::Timer timer_named(const std::string& kind) {
    const auto timer = from_code<chain::Timer>(kind);
    if (!timer) throw std::runtime_error("a stored timer is of no kind: " + kind);
    return *timer;
}

bool still_due(Reading& reading, const DueTimer& timer) {
    return std::ranges::any_of(reading.timers_of(timer.ref), [&](const TimerRow& row) {
        return row.kind == timer.kind && row.due == timer.due;
    });
}

std::optional<Refusal> lapsed(Reading& reading, const routing::Rules& rules, Instant now, CaseFile& file,
                              chain::Timer timer) {
    std::optional<routing::Decision> next;
    const chain::Answers answers{
        .next_desk =
            [&] {
                next = rules.next_route(desk_named(file.memory().desk), Cause::silent,
                                        standing(reading, file), moment(reading, now));
                return next->desk;
            },
        .due =
            [&](const std::string& desk, routing::Window window) {
                return rules.deadline(file.memory().urgency, desk_named(desk).kind, window, now);
            }};
    const auto event = chain::when_silent(file.state(), timer, answers);
    const bool climbs = std::holds_alternative<chain::Escalated>(event);
    const Lapse lapse{file, file.memory().holder};
    if (auto refusal = file.take(event, "", climbs ? &*next : nullptr)) return refusal;
    std::visit([&](const auto& happened) { tell(lapse, happened); }, event);
    if (!std::holds_alternative<chain::LookedAgain>(event)) return {};
    return keep_for_last_helper(
        reading, file,
        rules.candidates(desk_named(file.memory().desk), standing(reading, file), moment(reading, now)));
}

}  // namespace

Outcome<Written> lapse(Reading& reading, const routing::Rules& rules, Instant now, const DueTimer& timer) {
    const auto row = reading.find_case(timer.ref);
    if (!row || !still_due(reading, timer) || timer.due > now) return Written{};
    CaseFile file(*row, {.actor = "clock", .now = now});
    if (auto refusal = lapsed(reading, rules, now, file, timer_named(timer.kind))) return *refusal;
    return Written{file.changes(), {.status = 200, .body = "", .ref = file.ref(), .version = file.version()}};
}

}  // namespace sodan::office
