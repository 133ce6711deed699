#include "chain/silence.h"

#include "domain/consent.h"

namespace sodan::chain {

using domain::Window;

namespace {

DeskKind kind_of(const DeskName& desk) { return domain::Desk::parse(desk).value_or(domain::Desk{}).kind; }

// What the caller refused holds against the clock too, in whatever words they did.
bool may_climb(const Memory& memory, DeskKind to, const Answers& rules) {
    if (rank(to) <= rank(kind_of(memory.desk))) return false;
    const auto said = rules.consent ? rules.consent() : memory.consent;
    return !is_no(consent_of(said, domain::scope_of(to)));
}

Event alarm(const Memory& memory, const Answers& rules) {
    return AlarmRaised{memory.desk, rules.due(memory.desk, Window::alarm)};
}

// Where the case cannot climb, the alarm rings where it is, until a person answers.
Event climb(const Memory& memory, const Answers& rules) {
    const auto to = rules.next_desk();
    if (!may_climb(memory, kind_of(to), rules)) return alarm(memory, rules);
    return Escalated{to, rules.due(to, Window::pick_up), "silent"};
}

// The holder is reminded once before the case climbs over their head, if they are there to be reminded; a
// desk that let it lie has had its time.
Event nobody_acted(const Snapshot& state, const Answers& rules) {
    const bool reminded = state.memory.alarms > 0;
    const auto can_be_reminded = [&] { return !rules.holder_is_there || rules.holder_is_there(); };
    if (state.custody == Custody::held && !reminded && can_be_reminded()) return alarm(state.memory, rules);
    return climb(state.memory, rules);
}

}  // namespace

namespace {

// When somebody is to be reminded that an override waits for its second person.
std::optional<Instant> confirmation_due(const Memory& memory) {
    std::optional<Instant> soonest;
    for (const auto& one : unsettled_overrides(memory))
        if (one.confirm_by && (!soonest || *one.confirm_by < *soonest)) soonest = one.confirm_by;
    return soonest;
}

}  // namespace

std::optional<Instant> due_of(Timer timer, const Snapshot& state) {
    if (timer == Timer::confirmation) return confirmation_due(state.memory);
    const auto runs = [&] {
        switch (timer) {
            case Timer::act: return state.custody == Custody::queued || state.custody == Custody::held;
            case Timer::offered: return state.custody == Custody::offered;
            case Timer::waiting: return state.custody == Custody::waiting;
            case Timer::monitoring: return state.custody == Custody::monitoring;
            case Timer::danger: return state.custody != Custody::closed;
            case Timer::counsel:
            case Timer::confirmation: break;
        }
        return state.counsel != Counsel::alone;
    };
    if (!runs()) return {};
    if (timer == Timer::danger) return state.memory.help_due;
    return timer == Timer::counsel ? state.memory.counsel_due : state.memory.due;
}

Event when_silent(const Snapshot& state, Timer timer, const Answers& rules) {
    const auto& desk = state.memory.desk;
    switch (timer) {
        case Timer::confirmation: return OverrideReminded{rules.due("coordinator", Window::counsel)};
        case Timer::counsel: return CounselReminded{rules.due("coordinator", Window::counsel)};
        case Timer::offered: return OfferExpired{rules.due(desk, Window::next_contact)};
        case Timer::waiting: return Resumed{rules.due(desk, Window::next_contact)};
        case Timer::monitoring: return LookedAgain{desk, rules.due(desk, Window::pick_up)};
        case Timer::danger: return HelpAwaited{rules.due(desk, Window::alarm)};
        case Timer::act: break;
    }
    return nobody_acted(state, rules);
}

std::optional<Event> when_not_reached(const Snapshot& state, const Answers& rules) {
    if (state.custody != Custody::queued && state.custody != Custody::held) return {};
    const auto to = rules.next_desk();
    if (!may_climb(state.memory, kind_of(to), rules)) return {};
    return Escalated{to, rules.due(to, Window::pick_up), "not_reached"};
}

}  // namespace sodan::chain
