#include "office/case_view.h"

#include "chain/chain.h"
#include "office/commands.h"
#include "office/consent.h"
#include "office/sight.h"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>

namespace sodan::office {

namespace json = boost::json;

namespace {

// Which event stands for a command on the screen; by name alone, so a command here may still be refused for
// its details.
struct CommandEvent {
    std::string_view command, event;
};
constexpr std::array command_events{
    CommandEvent{"claim", "claimed"},
    CommandEvent{"release", "released"},
    CommandEvent{"note", "noted"},
    CommandEvent{"wait", "waited"},
    CommandEvent{"consult", "consulted"},
    CommandEvent{"advise", "advised"},
    CommandEvent{"offer", "offered"},
    CommandEvent{"accept", "accepted"},
    CommandEvent{"decline", "declined"},
    CommandEvent{"escalate", "escalated"},
    CommandEvent{"return", "returned"},
    CommandEvent{"refer", "referred"},
    CommandEvent{"co-handle", "co_handled"},
    CommandEvent{"consent", "consent_recorded"},
    CommandEvent{"wall", "wall_raised"},
    CommandEvent{"urgency", "urgency_set"},
    CommandEvent{"monitor", "monitored"},
    CommandEvent{"close", "closed"},
    CommandEvent{"reopen", "reopened"},
    CommandEvent{"link", "linked"},
    CommandEvent{"help-made-contact", "help_made_contact"},
    CommandEvent{"confirm-override", "override_confirmed"},
    CommandEvent{"caller-told", "caller_told"},
};

// Of the way of a hand-over, and to the caller, only what comes next.
void add_steps_of_hand_over(json::array& to, const chain::Snapshot& state) {
    using Step = chain::HandOverStep;
    const auto& all = state.memory.hand_overs;
    const auto is_at = [&](Step step) {
        return std::ranges::find(all, step, &chain::HandOver::step) != all.end();
    };
    const bool is_new = !all.empty() && all.back().step == Step::offered;
    const bool is_under_way = is_at(Step::accepted) || is_at(Step::contacted);
    if (is_new && chain::can_take(state, "received")) to.emplace_back("received");
    const bool is_to_hear = owes_first_contact(state.memory) || state.memory.answer_by;
    if (is_to_hear && chain::can_take(state, "contacted")) to.emplace_back("contacted");
    if (is_under_way && chain::can_take(state, "result_reported")) to.emplace_back("report");
    if (state.memory.referred_to) to.emplace_back("referral-result");
}

// A case in danger waits for help before it is laid aside, and an override for whoever is to hear of it.
bool fits(std::string_view event, const chain::Memory& memory) {
    if (event == chain::HelpMadeContact::name) return memory.help_due.has_value();
    const auto overrides = unsettled_overrides(memory);
    const bool waits = std::ranges::any_of(overrides, [](const auto& one) { return !one.confirmed_by; });
    if (event == chain::Closed::name && waits) return false;
    if (event == chain::Closed::name || event == chain::Monitored::name) return !memory.help_due;
    return true;
}

json::array possible(const chain::Snapshot& state) {
    json::array out;
    for (const auto& [command, event] : command_events)
        if (chain::can_take(state, event) && fits(event, state.memory)) out.emplace_back(command);
    const bool resumable = chain::can_take(state, "resumed") || chain::can_take(state, "looked_again") ||
                           chain::can_take(state, "offer_withdrawn");
    if (resumable) out.emplace_back("resume");
    add_steps_of_hand_over(out, state);
    return out;
}

// What everybody learns who had a hand in the case, and may not see it (any more).
json::object receipt(const CaseRow& row, const chain::Memory& memory) {
    json::object out{{"ref", to_string(row.ref)}, {"version", row.version},
                     {"desk", row.desk},          {"custody", row.custody},
                     {"counsel", row.counsel},    {"urgency", code(memory.urgency)}};
    if (memory.movement) out["movement"] = code(*memory.movement);
    return out;
}

// Topics are what advice needs; who it is about is not, and for the committee not even where.
json::object for_counsel(const CaseRow& row, const chain::Memory& memory, const domain::Intake& intake,
                         Instant now) {
    auto out = receipt(row, memory);
    const bool of_committee = row.counsel == code(chain::Counsel::before_committee);
    const bool by_name = may_know_who(memory, of_committee, now);
    if (of_committee && !by_name) out.erase("desk");
    out["intake"] = by_name ? written(intake) : json::object{{"topics", written(intake.topics)}};
    if (memory.consulted) out["consulted"] = *memory.consulted;
    if (memory.counsel_due) out["counsel_due"] = to_string(*memory.counsel_due);
    return out;
}

json::object whole(const CaseRow& row, const chain::Snapshot& state, const domain::Intake& intake,
                   Instant now) {
    auto out = receipt(row, state.memory);
    const auto memory = written(state.memory);
    for (const auto& [key, value] : memory.get_object()) out[key] = value;
    for (const auto* unsaid : {"other_sides", "advisers"}) out.erase(unsaid);
    if (!state.memory.other_sides.empty()) out["has_other_side"] = true;
    out["overdue"] = row.due && *row.due < now && !row.closed;
    out["logged_at"] = to_string(row.logged_at);
    out["changed_at"] = to_string(row.changed_at);
    out["intake"] = written(intake);
    out["can"] = possible(state);
    return out;
}

bool is_open_to(const domain::Person& person, const chain::Memory& memory, Instant now) {
    return std::ranges::any_of(memory.openings, [&](const chain::Opening& one) {
        return one.by == person.id && now < one.until && may(person, Action::break_glass);
    });
}

json::object seen(const domain::Person& person, const CaseRow& row, const chain::Snapshot& state,
                  const domain::Intake& intake, Instant now) {
    if (is_walled(person.id, row)) return {{"ref", to_string(row.ref)}};
    const auto sight = sight_of(person, row);
    if (sight == Sight::whole || is_open_to(person, state.memory, now)) return whole(row, state, intake, now);
    return sight == Sight::counsel ? for_counsel(row, state.memory, intake, now) : receipt(row, state.memory);
}

}  // namespace

json::object receipt(const CaseRow& row, const CaseFile& file) { return receipt(row, file.memory()); }

bool is_open_to(const domain::Person& person, const CaseRow& row, Instant now) {
    if (is_walled(person.id, row) || !may(person, Action::break_glass)) return false;
    return is_open_to(person, CaseFile(row, {}).memory(), now);
}

bool sees_whole(const domain::Person& person, const CaseRow& row, Instant now) {
    return sight_of(person, row) == Sight::whole || is_open_to(person, row, now);
}

json::object case_view(const domain::Person& person, const CaseRow& row, Instant now) {
    return case_view(person, row, CaseFile(row, {}), now);
}

json::object case_view(const domain::Person& person, const CaseRow& row, const CaseFile& file, Instant now) {
    return seen(person, row, file.state(), file.intake(), now);
}

}  // namespace sodan::office
