// What the clock does by itself. A case that nobody moves is told again, and climbs, until a person answers:
// what happens to it is the chain's to say (chain/silence.h), who is told of it is said here.

#include "chain/silence.h"
#include "domain/substitutes.h"
#include "office/consent.h"
#include "office/relief.h"
#include "office/walls.h"

#include <algorithm>
#include <stdexcept>

namespace sodan::office {

using routing::Cause;

namespace {

// A case on which the clock strikes, and who had it before.
class Stroke {
public:
    Stroke(Reading& reading, const routing::Rules& rules, Instant now, const CaseRow& row)
        : reading_(reading),
          rules_(rules),
          now_(now),
          file_(row, {.actor = "clock", .now = now}),
          desk_(file_.memory().desk),
          holder_(file_.memory().holder) {}

    const chain::Snapshot& state() const { return file_.state(); }

    chain::Answers answers(chain::Timer timer) {
        return {.next_desk =
                    [this] {
                        next_ = rules_.next_route(desk_named(desk_), Cause::silent, standing(reading_, file_),
                                                  moment(reading_, now_));
                        return next_->desk;
                    },
                .due = [this, timer](const std::string& desk,
                                     routing::Window window) { return due(timer, desk, window); },
                .holder_is_there = [this] { return holder_is_there(); },
                .consent = [this] { return consent_at(file_.memory(), now_); }};
    }

    std::optional<Refusal> take(const chain::Event& event) {
        const bool climbs = std::holds_alternative<chain::Escalated>(event);
        if (auto refusal = file_.take(event, "", climbs ? &*next_ : nullptr)) return refusal;
        std::visit([this](const auto& happened) { tell(happened); }, event);
        if (auto refusal = look_at_conflicts()) return refusal;
        if (std::holds_alternative<chain::LookedAgain>(event)) return keep_for_last();
        if (!climbs || !next_->no_one_eligible) return {};
        return ring(rules_, now_, file_);  // the desk above is empty too: nobody waits for it
    }

    Written done() const {
        return {changes_of(reading_, file_), {.status = 200, .ref = file_.ref(), .version = file_.version()}};
    }

private:
    // It may stand before other people now, and some of them may be tied to whom it is about.
    std::optional<Refusal> look_at_conflicts() {
        domain::Person clock;
        clock.id = "clock";
        if (auto refusal = raise_walls_of_ties({reading_, rules_, now_, clock}, file_)) return refusal;
        tell_who_is_left(*reading_.office(), file_);
        return {};
    }

    Instant due(chain::Timer timer, const std::string& desk, routing::Window window) const {
        // An emergency keeps its pace until help has come, also where the urgency was lowered meanwhile.
        if (timer == chain::Timer::danger)
            return rules_.deadline(domain::Urgency::immediate, desk_named(desk), window, now_);
        return due_at(rules_, file_.memory(), desk, window, now_);
    }

    std::optional<Refusal> keep_for_last() {
        const auto there = rules_.candidates(desk_named(file_.memory().desk), standing(reading_, file_),
                                             moment(reading_, now_));
        return keep_for_last_helper(reading_, file_, there);
    }

    bool holder_is_there() const {
        return holder_ && domain::stand_in(*reading_.office(), *holder_, now_) != nullptr;
    }

    std::string desk() const { return "desk:" + file_.memory().desk; }
    void tell_holder_or_desk(std::string_view kind) {
        file_.tell(file_.memory().holder ? "person:" + *file_.memory().holder : desk(), kind);
    }

    void tell(const chain::AlarmRaised&) {
        tell_holder_or_desk("alarm");
        if (owes_first_contact(file_.memory()))
            file_.tell("person:" + file_.memory().hand_overs.back().by, "not_contacted");
        if (file_.memory().holder) file_.tell(desk(), "alarm");
        if (file_.memory().alarms > 1) file_.tell("duty:coordinator", "alarm");
    }
    void tell(const chain::Escalated&) {
        file_.tell(desk(), "escalated");
        file_.tell(holder_ ? "person:" + *holder_ : "desk:" + desk_, "taken_up");
    }
    void tell(const chain::CounselReminded&) {
        file_.tell("desk:" + file_.memory().consulted.value_or("coordinator"), "counsel_late");
        tell_holder_or_desk("counsel_late");
    }
    void tell(const chain::HelpAwaited&) {
        tell_holder_or_desk("help_awaited");
        file_.tell("duty:coordinator", "help_awaited");
    }
    // An override that nobody has confirmed: its desk is asked again, and the department's head hears of it.
    void tell(const chain::OverrideReminded&) {
        file_.tell(desk(), "override_to_confirm");
        for (const auto* person : reading_.office()->with_role(domain::Role::department))
            if (is_head(*person)) file_.tell("person:" + person->id, "override_to_confirm");
    }
    void tell(const chain::OfferExpired&) { tell_holder_or_desk("offer_expired"); }
    void tell(const chain::Resumed&) { tell_holder_or_desk("waiting_ended"); }
    void tell(const chain::LookedAgain&) { tell_holder_or_desk("look_again"); }
    template <class Other> void tell(const Other&) {}  // what the clock never does

    Reading& reading_;
    const routing::Rules& rules_;
    Instant now_;
    CaseFile file_;
    std::string desk_;
    std::optional<std::string> holder_;
    std::optional<routing::Decision> next_{};
};

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

}  // namespace

Outcome<Written> lapse(Reading& reading, const routing::Rules& rules, Instant now, const DueTimer& timer) {
    const auto row = reading.find_case(timer.ref);
    if (!row || timer.due > now || !still_due(reading, timer)) return Written{};
    Stroke stroke(reading, rules, now, *row);
    const auto kind = timer_named(timer.kind);
    const auto event = chain::when_silent(stroke.state(), kind, stroke.answers(kind));
    if (auto refusal = stroke.take(event)) return *refusal;
    return stroke.done();
}

namespace {

// What the clock set, and not a person.
std::optional<Instant> earlier(const std::optional<Instant>& date, std::chrono::milliseconds by) {
    return date ? std::optional(*date - by) : std::nullopt;
}

// Unless the caller has called again meanwhile: then it is the answer to them that is due.
bool has_date_of_a_person(const chain::Snapshot& state) {
    const bool rests =
        state.custody == chain::Custody::waiting || state.custody == chain::Custody::monitoring;
    return rests && (!state.memory.answer_by || state.memory.due != state.memory.answer_by);
}

}  // namespace

Outcome<Written> redate(Reading& reading, Instant now, CaseRef ref, std::chrono::milliseconds by) {
    const auto row = reading.find_case(ref);
    if (!row || row->closed || row->changed_at <= now) return Written{};
    CaseFile file(*row, {.actor = "clock", .now = now});
    const auto& memory = file.memory();
    const chain::Redated event{has_date_of_a_person(file.state()) ? std::nullopt : earlier(memory.due, by),
                               earlier(memory.answer_by, by), earlier(memory.counsel_due, by),
                               earlier(memory.help_due, by)};
    if (auto refusal = file.take(event)) return *refusal;
    return Written{file.changes(), {.status = 200, .ref = file.ref(), .version = file.version()}};
}

}  // namespace sodan::office
