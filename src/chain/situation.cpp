#include "chain/situation.h"

#include <algorithm>
#include <array>

namespace sodan::chain {

namespace {

const Instant some_day = *parse_instant("2026-10-05T12:00:00+09:00");
constexpr std::array people{"pc-a", "pc-b"};

std::optional<Instant> set_if(bool set) { return set ? std::optional(some_day) : std::nullopt; }

std::optional<Place> place(DeskNumber desk) {
    return desk == 0 ? std::nullopt : std::optional(Place{known_desks()[desk], {}});
}

void add_addressed(std::vector<Event>& out, const DeskName& desk) {
    out.insert(out.end(),
               {Logged{desk, Urgency::prompt, some_day},
                Logged{desk, Urgency::immediate, some_day, {}, some_day}, Accepted{people[0], desk, some_day},
                Escalated{desk, some_day, "asked"}, Returned{desk, some_day}, Moved{desk, some_day, "walled"},
                Reopened{desk, some_day}, LookedAgain{desk, some_day}, Offered{desk, {}, some_day},
                Escalated{desk, some_day, "asked", people[0]}, Offered{desk, {}, some_day, people[0]}});
}

void add_by(std::vector<Event>& out, const Person& person) {
    out.insert(out.end(), {CommitteeProposed{person}, CommitteeProposed{person, some_day},
                           CommitteeAgreed{person, some_day}, CommitteeRefused{person}});
}

std::vector<Event> made_events() {
    std::vector<Event> out;
    for (DeskNumber desk = 1; desk < known_desks().size(); ++desk) add_addressed(out, known_desks()[desk]);
    for (const auto* person : people) add_by(out, person);
    out.insert(out.end(), {Claimed{people[0], some_day},
                           Released{some_day},
                           Waited{WaitingFor::caller, some_day},
                           Resumed{some_day},
                           Declined{DeclineReason::other, some_day},
                           OfferExpired{some_day},
                           OfferWithdrawn{some_day},
                           Monitored{some_day},
                           Closed{CaseOutcome::listened},
                           Consulted{"coordinator", some_day},
                           Advised{},
                           CounselReminded{some_day},
                           CounselEnded{},
                           InquiryAdded{},
                           InquiryAdded{some_day},
                           Noted{},
                           Noted{some_day},
                           Referred{"tell"},
                           CoHandled{"leader/fr"},
                           CoHandlingEnded{"leader/fr"},
                           UrgencySet{Urgency::urgent, some_day},
                           UrgencySet{Urgency::immediate, some_day, {}, some_day},
                           ConsentRecorded{ConsentScope::coordinator, ConsentState::refused},
                           OverrideConfirmed{ConsentScope::coordinator, people[0]},
                           OverrideReminded{some_day},
                           CallerTold{ConsentScope::coordinator, some_day},
                           Disclosed{"coordinator", DisclosureGround::consent, {}},
                           GlassBroken{people[0], some_day},
                           WallRaised{people[0]},
                           Linked{"7KQF-2M9X-C", "same_matter"},
                           AlarmRaised{"coordinator", some_day},
                           Received{people[1]},
                           Contacted{some_day},
                           ResultReported{CaseOutcome::mediated},
                           MeantFor{people[1]},
                           ReferralAnswered{"tell", ReferralResult::helped},
                           HelpAwaited{some_day},
                           HelpMadeContact{},
                           Redated{some_day, some_day, some_day, some_day}});
    return out;
}

}  // namespace

const std::vector<DeskName>& known_desks() {
    static const std::vector<DeskName> all{"",           "supervisor", "advisor/37", "advisor/34100",
                                           "department", "leader/fr",  "coordinator"};
    return all;
}

DeskNumber number_of(const DeskName& desk) {
    const auto& all = known_desks();
    const auto found = std::ranges::find(all, desk);
    return found == all.end() ? DeskNumber{0} : static_cast<DeskNumber>(found - all.begin());
}

DeskKind kind_of(DeskNumber desk) {
    static constexpr std::array kinds{DeskKind::supervisor, DeskKind::supervisor, DeskKind::advisor,
                                      DeskKind::advisor,    DeskKind::department, DeskKind::leader,
                                      DeskKind::coordinator};
    return kinds.at(desk);
}

DeskNumber some_desk(DeskKind kind) {
    DeskNumber out = 1;
    while (kind_of(out) != kind) ++out;
    return out;
}

std::uint32_t Situation::key() const {
    std::uint32_t out = 0;
    const auto add = [&](auto part, unsigned values) { out = out * values + static_cast<unsigned>(part); };
    add(custody, 7), add(counsel, 4), add(desk, 7), add(offered_to, 7), add(came_from, 7);
    for (const bool flag : {held, due, counsel_due, waits, proposed, help_due, reminded}) add(flag, 2);
    return out;
}

Situation situation_of(const Snapshot& state) {
    const auto& memory = state.memory;
    return {.custody = state.custody,
            .counsel = state.counsel,
            .desk = number_of(memory.desk),
            .offered_to = memory.offered_to ? number_of(memory.offered_to->desk) : DeskNumber{0},
            .came_from = memory.came_from.empty() ? DeskNumber{0} : number_of(memory.came_from.back().desk),
            .held = memory.holder.has_value(),
            .due = memory.due.has_value(),
            .counsel_due = memory.counsel_due.has_value(),
            .waits = memory.waiting_for.has_value(),
            .proposed = memory.proposed_by.has_value(),
            .help_due = memory.help_due.has_value(),
            .reminded = state.custody == Custody::held && memory.alarms > 0};
}

Snapshot case_in(const Situation& situation) {
    Snapshot out{.custody = situation.custody, .counsel = situation.counsel};
    auto& memory = out.memory;
    memory.desk = known_desks()[situation.desk];
    memory.offered_to = place(situation.offered_to);
    if (const auto last = place(situation.came_from)) memory.came_from = {*last};
    if (situation.proposed) memory.proposed_by = people[0];
    if (situation.held) memory.holder = people[0];
    memory.due = set_if(situation.due);
    memory.counsel_due = set_if(situation.counsel_due);
    memory.help_due = set_if(situation.help_due);
    if (situation.waits) memory.waiting_for = WaitingFor::caller;
    memory.alarms = situation.reminded ? 1 : 0;
    return out;
}

const std::vector<Event>& all_events() {
    static const auto out = made_events();
    return out;
}

}  // namespace sodan::chain
