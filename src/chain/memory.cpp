#include "chain/memory.h"

#include "chain/hand_overs.h"

#include <algorithm>

namespace sodan::chain {

using domain::Movement;

namespace {

// Somebody has acted: the alarm is over, and the next deadline holds.
void acted(Memory& memory, Instant due) {
    memory.due = due;
    memory.alarms = 0;
}

// Whoever waits for an answer has a date already; news from elsewhere does not move it.
bool has_own_date(const Memory& memory) { return memory.waiting_for || memory.offered_to; }

void set_due(Memory& memory, Instant due) {
    if (!has_own_date(memory)) memory.due = due;
}

// A transfer between two people of one desk leaves no desk to return to.
void hand_over(Memory& memory, const DeskName& to) {
    if (memory.desk != to) memory.came_from.push_back({memory.desk, memory.holder});
    memory.movement = Movement::transfer;
}

void stand_at(Memory& memory, const DeskName& desk, std::optional<Person> holder, Instant due) {
    memory.meant_for.reset();
    memory.desk = desk;
    memory.holder = std::move(holder);
    memory.offered_to.reset();
    memory.waiting_for.reset();
    acted(memory, due);
}

void end_offer(Memory& memory, Instant due) {
    memory.offered_to.reset();
    acted(memory, due);
}

void add(std::vector<std::string>& to, const std::string& one) {
    if (std::ranges::find(to, one) == to.end()) to.push_back(one);
}

void end_counsel(Memory& memory) {
    memory.consulted.reset();
    memory.counsel_due.reset();
    memory.proposed_by.reset();
    memory.agreed_by.reset();
}

}  // namespace

void bring_forward(Memory& memory, std::optional<Instant> date) {
    if (date && (!memory.due || *date < *memory.due)) memory.due = date;
}

void remember(Memory& memory, const Logged& e) {
    memory.urgency = e.urgency;
    memory.answer_by = e.answer_by;
    memory.help_due = e.help_by;
    stand_at(memory, e.desk, {}, e.due);
}
void remember(Memory& memory, const Accepted& e) {
    add(memory.advisers, e.holder);
    take_over(memory, e.desk, e.holder);
    hand_over(memory, e.desk);
    stand_at(memory, e.desk, e.holder, e.due);
}
void remember(Memory& memory, const Escalated& e) {
    go_along(memory, e.desk);
    if (e.by) memory.hand_overs.push_back({*e.by, memory.desk, {e.desk, {}}});
    hand_over(memory, e.desk);
    stand_at(memory, e.desk, {}, e.due);
}
void remember(Memory& memory, const Returned& e) {
    if (!memory.came_from.empty()) memory.came_from.pop_back();
    memory.movement = Movement::return_;
    come_back(memory, e.desk);
    stand_at(memory, e.desk, {}, e.due);
}
void remember(Memory& memory, const Moved& e) {
    go_along(memory, e.desk);
    stand_at(memory, e.desk, {}, e.due);
}
void remember(Memory& memory, const Reopened& e) {
    memory.outcome.reset();
    ++memory.reopened;
    stand_at(memory, e.desk, {}, e.due);
}
void remember(Memory& memory, const LookedAgain& e) { stand_at(memory, e.desk, {}, e.due); }

void remember(Memory& memory, const Claimed& e) {
    add(memory.advisers, e.holder);
    take_over(memory, memory.desk, e.holder);
    memory.meant_for.reset();
    memory.holder = e.holder;
    acted(memory, e.due);
}
void remember(Memory& memory, const Released& e) { stand_at(memory, memory.desk, {}, e.due); }
void remember(Memory& memory, const Waited& e) {
    memory.waiting_for = e.whom;
    acted(memory, e.until);
}
void remember(Memory& memory, const Resumed& e) {
    memory.waiting_for.reset();
    acted(memory, e.due);
}
void remember(Memory& memory, const Offered& e) {
    memory.offered_to = Place{e.desk, e.person};
    if (e.by) memory.hand_overs.push_back({*e.by, memory.desk, {e.desk, e.person}});
    acted(memory, e.answer_by);
}
void remember(Memory& memory, const Declined& e) {
    memory.movement = Movement::return_;
    if (auto* one = unanswered(memory)) one->declined = e.reason;
    answer(memory, HandOverStep::declined);
    end_offer(memory, e.due);
}
void remember(Memory& memory, const OfferExpired& e) {
    answer(memory, HandOverStep::expired);
    end_offer(memory, e.due);
}
void remember(Memory& memory, const OfferWithdrawn& e) {
    answer(memory, HandOverStep::withdrawn);
    end_offer(memory, e.due);
}
void remember(Memory& memory, const Monitored& e) {
    end_counsel(memory);
    acted(memory, e.until);
}
void remember(Memory& memory, const Closed& e) {
    end_counsel(memory);
    memory.holder.reset();
    memory.due.reset();
    memory.answer_by.reset();
    memory.alarms = 0;
    memory.outcome = e.outcome;
    report(memory, e.outcome);
}

void remember(Memory& memory, const Consulted& e) {
    memory.movement = Movement::consult;
    memory.consulted = e.desk;
    memory.counsel_due = e.answer_by;
}
void remember(Memory& memory, const CommitteeProposed& e) {
    end_counsel(memory);
    memory.proposed_by = e.by;
    memory.counsel_due = e.answer_by;
}
void remember(Memory& memory, const CommitteeAgreed& e) {
    memory.movement = Movement::consult;
    memory.consulted = "committee";
    memory.agreed_by = e.by;
    memory.counsel_due = e.answer_by;
}
void remember(Memory& memory, const CommitteeRefused&) { end_counsel(memory); }
void remember(Memory& memory, const Advised& e) {
    if (e.by) add(memory.advisers, *e.by);
    end_counsel(memory);
}
void remember(Memory& memory, const CounselReminded& e) { memory.counsel_due = e.again; }

void remember(Memory& memory, const CounselEnded&) { end_counsel(memory); }

// Who calls again waits for an answer again, and no longer than for the one before.
void remember(Memory& memory, const InquiryAdded& e) {
    for (const auto& person : e.subjects) add(memory.subjects, person);
    if (!e.answer_by) return;
    memory.answer_by = memory.answer_by ? std::min(*memory.answer_by, *e.answer_by) : *e.answer_by;
    bring_forward(memory, e.answer_by);
}
void remember(Memory& memory, const Noted& e) {
    if (e.by) add(memory.advisers, *e.by);
    if (!e.due || owes_first_contact(memory) || memory.answer_by) return;  // writing is no contact
    memory.alarms = 0;
    set_due(memory, *e.due);
}
void remember(Memory& memory, const Referred& e) {
    memory.movement = Movement::refer;
    memory.referred_to = e.institution;
}
void remember(Memory& memory, const CoHandled& e) {
    memory.movement = Movement::co_handle;
    if (std::ranges::find(memory.co_handlers, e.desk) == memory.co_handlers.end())
        memory.co_handlers.push_back(e.desk);
}
void remember(Memory& memory, const CoHandlingEnded& e) { std::erase(memory.co_handlers, e.desk); }
// Only what becomes milder may come later.
void remember(Memory& memory, const UrgencySet& e) {
    const bool milder = e.urgency > memory.urgency;
    const auto before = memory.due;
    memory.urgency = e.urgency;
    memory.due = e.due;
    if (memory.answer_by && e.answer_by)
        memory.answer_by = milder ? *e.answer_by : std::min(*memory.answer_by, *e.answer_by);
    if (!memory.help_due) memory.help_due = e.help_by;
    if (!milder || has_own_date(memory)) bring_forward(memory, before);
}
void remember(Memory&, const Disclosed&) {}
void remember(Memory& memory, const GlassBroken& e) {
    std::erase_if(memory.openings, [&](const Opening& one) { return one.by == e.by; });
    memory.openings.push_back({e.by, e.until, e.desk});
}
void remember(Memory& memory, const WallRaised& e) {
    add(memory.walls, e.person);
    if (memory.meant_for == e.person) memory.meant_for.reset();
}
void remember(Memory& memory, const Linked& e) {
    if (e.kind == "other_side") add(memory.other_sides, e.to);
}
void remember(Memory& memory, const AlarmRaised& e) {
    set_due(memory, e.again);
    ++memory.alarms;
}
void remember(Memory& memory, const HelpAwaited& e) { memory.help_due = e.again; }
void remember(Memory& memory, const HelpMadeContact&) { memory.help_due.reset(); }
void remember(Memory& memory, const Redated& e) {
    const auto move = [](std::optional<Instant>& date, const std::optional<Instant>& to) {
        if (date && to) date = to;
    };
    move(memory.due, e.due);
    move(memory.answer_by, e.answer_by);
    move(memory.counsel_due, e.counsel_due);
    move(memory.help_due, e.help_due);
}

void remember(Memory& memory, const Received&) { answer(memory, HandOverStep::received); }
void remember(Memory& memory, const Contacted& e) {
    for (auto& one : memory.hand_overs)
        if (one.step == HandOverStep::accepted) one.step = HandOverStep::contacted;
    memory.answer_by.reset();
    memory.alarms = 0;
    set_due(memory, e.due);
}
void remember(Memory& memory, const ResultReported& e) { report(memory, e.result); }
void remember(Memory& memory, const MeantFor& e) { memory.meant_for = e.person; }
void remember(Memory& memory, const ReferralAnswered& e) {
    const auto known = std::ranges::find(memory.referrals, e.institution, &Referral::institution);
    if (known == memory.referrals.end())
        memory.referrals.push_back({e.institution, e.result});
    else
        known->result = e.result;
}

}  // namespace sodan::chain
