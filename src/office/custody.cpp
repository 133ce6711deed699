// Who has the case now: claim, release, wait, resume, monitor, close, reopen.

#include "office/acts.h"

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;
using chain::Custody;
using routing::Window;
using Why = Refusal::Why;

namespace {

json::object because(const std::string& reason) {
    return reason.empty() ? json::object{} : json::object{{"reason", reason}};
}

bool holder_is_away(const Acting& acting, const CaseFile& file) {
    const auto& holder = file.memory().holder;
    const auto* person = holder ? acting.reading.office()->person(*holder) : nullptr;
    return holder && (!person || !is_available(*person, acting.now));
}

std::string on_the_clock(Instant instant) {
    const auto written = to_string(instant);
    return written.substr(0, 10) + " " + written.substr(11, 5);
}

Refused no_later_than(Instant last, Instant until, const char* key) {
    if (until <= last) return {};
    return refuse(Why::invalid, key, "/until", {{"by", on_the_clock(last)}});
}

// Laying a case aside stops its clock: not over the head of a caller who has had no answer, and for the two
// most urgent levels never longer than the rules let a case rest.
Refused may_rest_until(const Acting& acting, const CaseFile& file, Instant until) {
    if (auto refusal = must_lie_ahead(acting, until, "/until")) return refusal;
    const auto& memory = file.memory();
    if (memory.answer_by)
        if (auto refusal = no_later_than(*memory.answer_by, until, "wait.answer_first")) return refusal;
    const auto urgency = memory.help_due ? domain::Urgency::immediate : memory.urgency;
    if (urgency > domain::Urgency::urgent) return {};
    const auto last = acting.rules.deadline(urgency, desk_named(memory.desk), Window::follow_up, acting.now);
    return no_later_than(last, until, "wait.urgent_never_pauses");
}

// The stand-in, and whoever else is of the desk, takes up in one step what an absent person holds.
Refused take_from_absent(const Acting& acting, CaseFile& file) {
    const auto absent = *file.memory().holder;
    const auto due = due_at(acting, file, file.memory().desk, Window::pick_up);
    if (!chain::can_take(file.state(), chain::Released::name)) return {};
    if (auto refusal = file.take(chain::Released{due})) return refusal;
    file.tell("person:" + absent, "taken_up");
    return {};
}

}  // namespace

Refused act(const Acting& acting, Found& found, const Claim&) {
    auto& file = found.file;
    if (!is_at_desk(acting.person, file.memory().desk))
        return refuse(Why::not_allowed, "claim.not_your_desk");
    if (file.memory().holder != acting.person.id && holder_is_away(acting, file))
        if (auto refusal = take_from_absent(acting, file)) return refusal;
    if (auto refusal = file.take(chain::Claimed{acting.person.id, act_by(acting, file)})) return refusal;
    if (owes_first_contact(file.memory()))
        file.tell("person:" + file.memory().hand_overs.back().by, "accepted");
    return {};
}

// A colleague of the desk may release it when the holder is away: nobody's case waits for an absent person.
Refused act(const Acting& acting, Found& found, const Release& asked) {
    auto& file = found.file;
    const bool colleague = is_at_desk(acting.person, file.memory().desk) && holder_is_away(acting, file);
    if (!colleague)
        if (auto refusal = must_hold(acting, file)) return refusal;
    const auto due = due_at(acting, file, file.memory().desk, Window::pick_up);
    if (auto refusal = file.take(chain::Released{due}, because(asked.reason))) return refusal;
    file.tell("desk:" + file.memory().desk, "released");
    return {};
}

Refused act(const Acting& acting, Found& found, const Wait& asked) {
    if (auto refusal = must_hold(acting, found.file)) return refusal;
    if (auto refusal = may_rest_until(acting, found.file, asked.until)) return refusal;
    return found.file.take(chain::Waited{asked.whom, asked.until}, because(asked.reason.value_or("")));
}

Refused act(const Acting& acting, Found& found, const Resume&) {
    auto& file = found.file;
    const auto desk = file.memory().desk;
    if (file.state().custody == Custody::monitoring) {
        if (!is_at_desk(acting.person, desk)) return refuse(Why::not_allowed, "claim.not_your_desk");
        return file.take(chain::LookedAgain{desk, due_at(acting, file, desk, Window::pick_up)});
    }
    if (auto refusal = must_hold(acting, file)) return refusal;
    const auto due = act_by(acting, file);
    if (file.state().custody == Custody::offered) return file.take(chain::OfferWithdrawn{due});
    return file.take(chain::Resumed{due});
}

Refused act(const Acting& acting, Found& found, const Monitor& asked) {
    auto& file = found.file;
    if (auto refusal = must_hold(acting, file)) return refusal;
    const auto until =
        asked.until ? *asked.until : due_at(acting, file, file.memory().desk, Window::follow_up);
    if (auto refusal = may_rest_until(acting, file, until)) return refusal;
    return file.take(chain::Monitored{until}, because(asked.reason.value_or("")));
}

Refused act(const Acting& acting, Found& found, const Close& asked) {
    auto& file = found.file;
    if (auto refusal = must_hold(acting, file)) return refusal;
    if (auto refusal = must_be_said(asked.text, "/text")) return refusal;
    if (auto refusal = must_be_settled(file, asked.outcome)) return refusal;
    const auto senders = waiting_senders(file);
    if (auto refusal = file.take(chain::Closed{asked.outcome},
                                 {{"text", asked.text}, {"caller_informed", asked.caller_informed}}))
        return refusal;
    for (const auto& sender : senders) file.tell("person:" + sender, "result");
    return {};
}

Refused act(const Acting& acting, Found& found, const Reopen& asked) {
    auto& file = found.file;
    if (auto refusal = must_be_said(asked.reason, "/reason")) return refusal;
    const auto desk = file.memory().desk;
    const auto decision =
        acting.rules.candidates(desk_named(desk), standing(acting.reading, file), moment(acting));
    const auto due = due_at(acting, file, desk, Window::pick_up);
    if (auto refusal = file.take(chain::Reopened{desk, due}, because(asked.reason), &decision))
        return refusal;
    if (auto refusal = keep_for_last_helper(acting.reading, file, decision)) return refusal;
    file.tell("desk:" + desk, "reopened");
    return {};
}

}  // namespace sodan::office
