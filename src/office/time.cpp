// The clock's own use case. A case that nobody moves is told again, and climbs, until a person answers.

#include "office/standing.h"

#include <algorithm>

namespace sodan::office {

using chain::Custody;
using routing::Cause, routing::Window;
using Refused = std::optional<Refusal>;

namespace {

struct Lapse {
    Reading& reading;
    const routing::Rules& rules;
    Instant now;
    CaseFile& file;

    std::string desk() const { return file.memory().desk; }
    Instant due(const std::string& at, Window window) const {
        return rules.deadline(file.memory().urgency, desk_named(at).kind, window, now);
    }
    void tell_holder_or_desk(std::string_view kind) const {
        file.tell(file.memory().holder ? "person:" + *file.memory().holder : "desk:" + desk(), kind);
    }
};

Refused raise_alarm(const Lapse& lapse) {
    if (auto refusal =
            lapse.file.take(chain::AlarmRaised{lapse.desk(), lapse.due(lapse.desk(), Window::alarm)}))
        return refusal;
    lapse.tell_holder_or_desk("alarm");
    lapse.file.tell("desk:" + lapse.desk(), "alarm");
    if (lapse.file.memory().alarms > 1) lapse.file.tell("duty:coordinator", "alarm");
    return {};
}

// The caller's refusal of a desk holds against the clock too: then the alarm rings where the case is.
bool refused_by_caller(const CaseFile& file, domain::DeskKind kind) {
    if (kind != domain::DeskKind::coordinator) return false;
    const auto& consent = file.memory().consent;
    const auto said = consent.find(domain::ConsentScope::coordinator);
    return said != consent.end() &&
           (said->second == domain::ConsentState::refused || said->second == domain::ConsentState::withdrawn);
}

Refused climb(const Lapse& lapse) {
    const auto from = desk_named(lapse.desk());
    const auto next = lapse.rules.next_route(from, Cause::silent, standing(lapse.reading, lapse.file),
                                             moment(lapse.reading, lapse.now));
    const auto to = desk_named(next.desk);
    if (rank(to.kind) <= rank(from.kind) || refused_by_caller(lapse.file, to.kind)) return raise_alarm(lapse);
    const auto silent = lapse.file.memory().holder;
    const chain::Escalated event{next.desk, lapse.due(next.desk, Window::first_response), "silent"};
    if (auto refusal = lapse.file.take(event, "", &next)) return refusal;
    lapse.file.tell("desk:" + next.desk, "escalated");
    if (silent) lapse.file.tell("person:" + *silent, "taken_up");
    return {};
}

// The holder is reminded once before the case climbs over their head; a desk that let it lie has had its
// time.
Refused nobody_acted(const Lapse& lapse) {
    const bool reminded = lapse.file.memory().alarms > 0;
    return lapse.file.state().custody == Custody::held && !reminded ? raise_alarm(lapse) : climb(lapse);
}

Refused ended(const Lapse& lapse, const chain::Event& event, std::string_view told) {
    if (auto refusal = lapse.file.take(event)) return refusal;
    lapse.tell_holder_or_desk(told);
    return {};
}

Refused counsel_is_late(const Lapse& lapse) {
    const auto asked = lapse.file.memory().consulted.value_or("coordinator");
    if (auto refusal = lapse.file.take(chain::CounselReminded{lapse.due("coordinator", Window::counsel)}))
        return refusal;
    lapse.file.tell("desk:" + asked, "counsel_late");
    lapse.tell_holder_or_desk("counsel_late");
    return {};
}

Refused lapsed(const Lapse& lapse, std::string_view kind) {
    const auto desk = lapse.desk();
    if (kind == "counsel") return counsel_is_late(lapse);
    if (kind == "offered")
        return ended(lapse, chain::OfferExpired{lapse.due(desk, Window::action)}, "offer_expired");
    if (kind == "waiting")
        return ended(lapse, chain::Resumed{lapse.due(desk, Window::action)}, "waiting_ended");
    if (kind == "monitoring")
        return ended(lapse, chain::LookedAgain{desk, lapse.due(desk, Window::first_response)}, "look_again");
    return nobody_acted(lapse);
}

bool still_due(Reading& reading, const DueTimer& timer) {
    return std::ranges::any_of(reading.timers_of(timer.ref), [&](const TimerRow& row) {
        return row.kind == timer.kind && row.due == timer.due;
    });
}

}  // namespace

Outcome<Written> lapse(Reading& reading, const routing::Rules& rules, Instant now, const DueTimer& timer) {
    const auto row = reading.find_case(timer.ref);
    if (!row || !still_due(reading, timer) || timer.due > now) return Written{};
    CaseFile file(*row, {.actor = "clock", .now = now});
    if (auto refusal = lapsed({reading, rules, now, file}, timer.kind)) return *refusal;
    return Written{file.changes(), {.status = 200, .body = "", .ref = file.ref(), .version = file.version()}};
}

}  // namespace sodan::office
