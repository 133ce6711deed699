#include "office/standing.h"

#include "office/case_view.h"
#include "office/emergency.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <stdexcept>

namespace sodan::office {

namespace json = boost::json;

Refusal refuse(Refusal::Why why, std::string key, std::string pointer,
               std::vector<std::pair<std::string, std::string>> values) {
    return {why, {std::move(key), std::move(values)}, std::move(pointer)};
}

Outcome<Found> find(const Acting& acting, CaseRef ref, std::optional<Instant> happened_at) {
    auto row = acting.reading.find_case(ref);
    const auto sight = row ? sight_of(acting.person, *row) : Sight::none;
    if (sight == Sight::none) return refuse(Refusal::Why::not_found, "case.not_found");
    if (acting.if_match && *acting.if_match != row->version)
        return refuse(Refusal::Why::stale, "case.stale", "", {{"version", std::to_string(row->version)}});
    if (row->closed && acting.reading.is_gone(ref)) return refuse(Refusal::Why::wrong_state, "case.gone");
    CaseFile file(*row, {.actor = acting.person.id, .now = acting.now, .happened_at = happened_at});
    return Found{*std::move(row), sight, std::move(file)};
}

routing::Moment moment(const Acting& acting) { return moment(acting.reading, acting.now); }

routing::Moment moment(Reading& reading, Instant now) {
    return {.office = *reading.office(), .now = now, .load = [&reading](const domain::PersonId& person) {
                return reading.open_cases_held_by(person);
            }};
}

namespace {

// Who holds, or last held, the cases of the other side: "already advising the other side" bars them here.
std::vector<domain::PersonId> other_side(Reading& reading, const std::vector<EntryRow>& entries) {
    std::vector<domain::PersonId> out;
    for (const auto& entry : entries) {
        if (entry.event != chain::Linked::name) continue;
        const auto link = std::get<chain::Linked>(chain::event_from(entry.event, entry.body));
        const auto other = domain::CaseRef::parse(link.to);
        if (link.kind != "other_side" || !other) continue;
        if (const auto row = reading.find_case(*other); row && !row->holder.empty())
            out.push_back(row->holder);
    }
    return out;
}

// Who took it, where the entry says that somebody did.
std::optional<domain::PersonId> taker(const EntryRow& entry) {
    if (entry.event != chain::Claimed::name && entry.event != chain::Accepted::name) return {};
    const auto event = chain::event_from(entry.event, entry.body);
    if (const auto* claimed = std::get_if<chain::Claimed>(&event)) return claimed->holder;
    return std::get<chain::Accepted>(event).holder;
}

// The same helper as last time: who has it, for whom it is meant, or who had it last.
std::optional<domain::PersonId> last_helper(const CaseFile& file, const std::vector<EntryRow>& entries) {
    if (file.memory().holder) return file.memory().holder;
    if (file.memory().meant_for) return file.memory().meant_for;
    std::optional<domain::PersonId> out;
    for (const auto& entry : entries)
        if (auto person = taker(entry)) out = std::move(person);
    return out;
}

}  // namespace

routing::Standing standing(Reading& reading, const CaseFile& file) {
    const auto entries = reading.entries_of(file.ref());
    return {.intake = file.intake(),
            .walls = file.memory().walls,
            .other_side = other_side(reading, entries),
            .continuity = last_helper(file, entries),
            .urgency = file.memory().urgency};
}

std::optional<Refusal> keep_for_last_helper(Reading& reading, CaseFile& file,
                                            const routing::Decision& decision) {
    const auto last = last_helper(file, reading.entries_of(file.ref()));
    if (!last || decision.eligible.empty() || decision.eligible.front() != *last) return {};
    if (auto refusal = file.take(chain::MeantFor{*last})) return refusal;
    file.tell("person:" + *last, "back_again");
    return {};
}

std::vector<domain::PersonId> walled_by(const domain::Intake& intake, const domain::Office& office) {
    auto out = intake.excludes;
    std::vector<domain::PersonId> subjects;
    for (const auto& concern : intake.concerns)
        if (const auto colon = concern.find(':'); colon != std::string::npos)
            subjects.push_back(concern.substr(colon + 1));
    const auto is_subject = [&](const domain::Relation& tie) {
        return std::ranges::find(subjects, tie.with) != subjects.end();
    };
    if (!subjects.empty())
        for (const auto& person : office.people())
            if (std::ranges::any_of(person.relations, is_subject)) out.push_back(person.id);
    out.insert(out.end(), subjects.begin(), subjects.end());
    std::ranges::sort(out);
    out.erase(std::ranges::unique(out).begin(), out.end());
    return out;
}

domain::Desk desk_named(const std::string& name) {
    const auto desk = domain::Desk::parse(name);
    if (!desk) throw std::runtime_error("a stored desk has no such name: " + name);
    return *desk;
}

Instant due_at(const Acting& acting, const CaseFile& file, const std::string& desk, routing::Window window) {
    return acting.rules.deadline(file.memory().urgency, desk_named(desk), window, acting.now);
}

Instant act_by(const routing::Rules& rules, const chain::Memory& memory, const std::string& desk,
               Instant now) {
    const auto by = [&](routing::Window window) {
        return rules.deadline(memory.urgency, desk_named(desk), window, now);
    };
    const auto contact = by(routing::Window::next_contact);
    if (!memory.answer_by) return contact;
    // What is late already is asked for again, and not in the past.
    return std::min(contact, *memory.answer_by > now ? *memory.answer_by : by(routing::Window::alarm));
}

Instant act_by(const Acting& acting, const CaseFile& file) {
    return act_by(acting.rules, file.memory(), file.memory().desk, acting.now);
}

std::optional<Instant> help_by(const routing::Rules& rules, domain::Urgency urgency, const std::string& desk,
                               Instant now) {
    if (urgency != domain::Urgency::immediate) return {};
    return rules.deadline(urgency, desk_named(desk), routing::Window::alarm, now);
}

chain::UrgencySet urgency_set(const Acting& acting, const CaseFile& file, domain::Urgency urgency) {
    const auto& memory = file.memory();
    const auto by = [&](routing::Window window) {
        return acting.rules.deadline(urgency, desk_named(memory.desk), window, acting.now);
    };
    const auto answer = by(routing::Window::first_answer);
    const auto act = memory.answer_by ? std::min(answer, by(routing::Window::next_contact))
                                      : by(routing::Window::next_contact);
    return {urgency, memory.holder ? act : by(routing::Window::pick_up), answer,
            help_by(acting.rules, urgency, memory.desk, acting.now)};
}

void add_emergency(json::object& answer, const Acting& acting, const CaseFile& file) {
    if (sight_of(acting.person, file.row()) != Sight::whole) return;
    auto panel = emergency_panel(file, *acting.reading.office(), acting.rules.texts());
    if (panel) answer["emergency"] = *std::move(panel);
}

Written answered(const Acting& acting, const CaseFile& file, int status) {
    auto changes = file.changes();
    json::object body{{"case", case_view(acting.person, changes.cases.back(), file, acting.now)}};
    add_emergency(body, acting, file);
    return {std::move(changes),
            {.status = status, .body = json::serialize(body), .ref = file.ref(), .version = file.version()}};
}

}  // namespace sodan::office
