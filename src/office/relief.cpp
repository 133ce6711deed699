#include "office/relief.h"

#include "office/consent.h"
#include "office/use_cases.h"
#include "office/walls.h"

namespace sodan::office {

using chain::Custody;
using routing::Cause, routing::Window;

namespace {

// Whoever has left the office has no cases any more.
std::optional<Refusal> let_go(const routing::Rules& rules, Instant now, CaseFile& file) {
    const auto desk = file.memory().desk;
    const auto due = due_at(rules, file.memory(), desk, Window::pick_up, now);
    if (file.state().custody == Custody::offered)
        if (auto refusal = file.take(chain::OfferWithdrawn{due})) return refusal;
    const bool is_watched = file.state().custody == Custody::monitoring;
    const auto event = is_watched ? chain::Event{chain::LookedAgain{desk, due}} : chain::Released{due};
    if (auto refusal = file.take(event)) return refusal;
    file.tell("desk:" + desk, "released");
    return {};
}

bool holder_has_left(Reading& reading, Instant now, const CaseFile& file) {
    const auto& holder = file.memory().holder;
    if (!holder) return false;
    const auto office = reading.office();
    const auto* person = office->person(*holder);
    return !person || has_left(*person, now);
}

// Where the caller refused the desk that the rules name, they are asked once more as if nobody there might
// know. Where that leads nowhere, somebody must have the case all the same: it is put on record as that.
routing::Decision next_for(Reading& reading, const routing::Rules& rules, Instant now, const CaseFile& file,
                           Cause cause) {
    const auto seen = standing(reading, file);
    auto next = rules.next_route(desk_named(file.memory().desk), cause, seen, moment(reading, now));
    if (may_know(file.memory(), desk_named(next.desk).kind, now)) return next;
    auto other = rules.next_route(desk_named(next.desk), Cause::walled, seen, moment(reading, now));
    const bool is_better =
        may_know(file.memory(), desk_named(other.desk).kind, now) && !other.no_one_eligible;
    return is_better ? other : next;
}

}  // namespace

bool somebody_can_take(Reading& reading, const routing::Rules& rules, Instant now, const CaseFile& file) {
    const auto desk = desk_named(file.memory().desk);
    if (desk.kind == domain::DeskKind::supervisor) return true;
    return !rules.candidates(desk, standing(reading, file), moment(reading, now)).eligible.empty();
}

std::optional<Refusal> ring(const routing::Rules& rules, Instant now, CaseFile& file) {
    const auto desk = file.memory().desk;
    const auto again = rules.deadline(file.memory().urgency, desk_named(desk), Window::alarm, now);
    if (auto refusal = file.take(chain::AlarmRaised{desk, again})) return refusal;
    file.tell("desk:" + desk, "alarm");
    file.tell("duty:coordinator", "alarm");
    return {};
}

std::optional<Refusal> go_on_where_nobody_can(Reading& reading, const routing::Rules& rules, Instant now,
                                              CaseFile& file, Cause cause) {
    if (file.state().custody != Custody::queued || somebody_can_take(reading, rules, now, file)) return {};
    const auto from = file.memory().desk;
    const auto next = next_for(reading, rules, now, file, cause);
    if (next.desk != from) {
        const auto due = due_at(rules, file.memory(), next.desk, Window::pick_up, now);
        const chain::Moved event{next.desk, due, std::string(code(cause))};
        if (auto refusal = file.take(event, "", &next)) return refusal;
        file.tell("desk:" + next.desk, "new_case");
        file.tell("desk:" + from, "moved_on");
        if (!next.no_one_eligible) return {};
    }
    if (file.memory().alarms > 0) return {};  // it rings already
    return ring(rules, now, file);
}

bool waits_for_nobody(Reading& reading, const routing::Rules& rules, Instant now, const CaseRow& row) {
    if (row.closed) return false;
    const CaseFile file(row, {});
    if (holder_has_left(reading, now, file)) return true;
    const bool rings = file.memory().alarms > 0;
    return file.state().custody == Custody::queued && !rings && !somebody_can_take(reading, rules, now, file);
}

Outcome<Written> relieve(Reading& reading, const routing::Rules& rules, Instant now, CaseRef ref) {
    const auto row = reading.find_case(ref);
    if (!row || row->closed) return Written{};
    CaseFile file(*row, {.actor = "clock", .now = now});
    if (holder_has_left(reading, now, file))
        if (auto refusal = let_go(rules, now, file)) return *refusal;
    if (auto refusal = go_on_where_nobody_can(reading, rules, now, file, Cause::absent)) return *refusal;
    if (!file.changed()) return Written{};
    tell_who_is_left(*reading.office(), file);
    return Written{changes_of(reading, file), {.status = 200, .ref = file.ref(), .version = file.version()}};
}

}  // namespace sodan::office
