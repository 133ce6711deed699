// The way of what was handed over, told to whoever handed it on: seen, the caller reached, the result. They
// hear how far it has come and how it ended, and nothing of the case, which is no longer theirs.

#include "office/acts.h"

#include <boost/json/object.hpp>

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;
using chain::Custody, chain::HandOverStep;
using routing::Window;
using Why = Refusal::Why;

namespace {

json::object with_text(const std::optional<std::string>& text) {
    return text && !text->empty() ? json::object{{"text", *text}} : json::object{};
}

bool is_under_way(const chain::HandOver& one) {
    return one.step == HandOverStep::accepted || one.step == HandOverStep::contacted;
}

bool was_referred_to(const Acting& acting, const CaseFile& file, const std::string& institution) {
    return std::ranges::any_of(acting.reading.entries_of(file.ref()), [&](const EntryRow& entry) {
        return entry.event == chain::Referred::name &&
               std::get<chain::Referred>(chain::event_from(entry.event, entry.body)).institution ==
                   institution;
    });
}

}  // namespace

std::vector<chain::Person> waiting_senders(const CaseFile& file) {
    std::vector<chain::Person> out;
    for (const auto& one : file.memory().hand_overs)
        if (is_under_way(one) && one.by != file.memory().holder &&
            std::ranges::find(out, one.by) == out.end())
            out.push_back(one.by);
    return out;
}

Refused act(const Acting& acting, Found& found, const Received&) {
    auto& file = found.file;
    const auto& all = file.memory().hand_overs;
    const bool is_offer = file.state().custody == Custody::offered;
    if (is_offer ? !may_answer_offer(acting, file) : !is_at_desk(acting.person, file.memory().desk))
        return refuse(Why::not_allowed, "offer.not_to_you");
    if (!all.empty() && all.back().step == HandOverStep::received) return {};
    if (auto refusal = file.take(chain::Received{acting.person.id})) return refusal;
    if (all.empty() || all.back().step != HandOverStep::received)
        return refuse(Why::wrong_state, "received.nothing_handed_over");
    file.tell("person:" + all.back().by, "received");
    return {};
}

Refused act(const Acting& acting, Found& found, const Contacted& asked) {
    auto& file = found.file;
    if (auto refusal = must_hold(acting, file)) return refusal;
    if (!owes_first_contact(file.memory()) && !file.memory().answer_by)
        return refuse(Why::wrong_state, "contacted.nothing_taken_over");
    look_for_danger(acting, found, asked.text.value_or(""));
    const auto due = acting.rules.deadline(file.memory().urgency, desk_named(file.memory().desk),
                                           Window::next_contact, acting.now);
    if (auto refusal = file.take(chain::Contacted{due}, with_text(asked.text))) return refusal;
    for (const auto& sender : waiting_senders(file)) file.tell("person:" + sender, "contacted");
    return {};
}

Refused act(const Acting& acting, Found& found, const Report& asked) {
    auto& file = found.file;
    if (auto refusal = must_hold(acting, file)) return refusal;
    if (auto refusal = must_be_said(asked.text, "/text")) return refusal;
    const auto senders = waiting_senders(file);
    if (senders.empty()) return refuse(Why::wrong_state, "report.nobody_waits");
    if (auto refusal = file.take(chain::ResultReported{asked.result}, {{"text", asked.text}})) return refusal;
    for (const auto& sender : senders) file.tell("person:" + sender, "result");
    return {};
}

// What is known of a referral may come after the case is closed: then it is the desk's to write down.
Refused act(const Acting& acting, Found& found, const ReferralResult& asked) {
    auto& file = found.file;
    const bool is_of_desk = !file.memory().holder && is_at_desk(acting.person, file.memory().desk);
    if (!is_of_desk)
        if (auto refusal = must_hold(acting, file)) return refusal;
    if (!was_referred_to(acting, file, asked.institution))
        return refuse(Why::invalid, "referral.not_made", "/institution");
    return file.take(chain::ReferralAnswered{asked.institution, asked.result}, with_text(asked.text));
}

}  // namespace sodan::office
