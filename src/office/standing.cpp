#include "office/standing.h"

#include "office/case_view.h"
#include "office/consent.h"
#include "office/emergency.h"
#include "office/opposite.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <stdexcept>

namespace sodan::office {

namespace json = boost::json;

Refusal refuse(Refusal::Why why, std::string key, std::string pointer,
               std::vector<std::pair<std::string, std::string>> values) {
    return {why, {std::move(key), std::move(values)}, std::move(pointer)};
}

// Whoever does not see a case learns nothing of it, not even that it is not theirs to touch.
std::optional<Refusal> refused(const domain::Person& person, Action action,
                               const std::optional<CaseRow>& row) {
    if (!row || is_walled(person.id, *row)) return refuse(Refusal::Why::not_found, "case.not_found");
    const auto sight = sight_of(person, *row);
    if (covers(scope_of(person.role, action), sight)) return {};
    if (sight != Sight::whole) return refuse(Refusal::Why::not_found, "case.not_found");
    return not_yours(action);
}

Outcome<Found> find(const Acting& acting, CaseRef ref, Action action, std::optional<Instant> happened_at) {
    auto row = acting.reading.find_case(ref);
    // Whoever was alerted may have had to open the case: what they learn of the caller is theirs to write,
    // and so is the second person's word where the desk has nobody else.
    const bool is_for_opened = action == Action::help_made_contact || action == Action::confirm_override;
    const bool opened = is_for_opened && row && is_open_to(acting.person, *row, acting.now);
    if (!opened)
        if (auto refusal = refused(acting.person, action, row)) return *refusal;
    if (acting.if_match && *acting.if_match != row->version)
        return refuse(Refusal::Why::stale, "case.stale", "", {{"version", std::to_string(row->version)}});
    if (row->closed && acting.reading.is_gone(ref)) return refuse(Refusal::Why::wrong_state, "case.gone");
    CaseFile file(*row, {.actor = acting.person.id, .now = acting.now, .happened_at = happened_at});
    const auto sight = sight_of(acting.person, *row);
    return Found{*std::move(row), sight, std::move(file)};
}

std::optional<Refusal> refused_again(Reading& reading, const domain::PersonId& person, const Answer& before) {
    if (before.ref.bits() == 0 || before.version == 0) return {};  // it tells nothing of a case
    const auto row = reading.find_case(before.ref);
    if (row && !is_walled(person, *row)) return {};
    return refuse(Refusal::Why::not_found, "case.not_found");
}

routing::Moment moment(const Acting& acting) { return moment(acting.reading, acting.now); }

routing::Moment moment(Reading& reading, Instant now) {
    return {.office = *reading.office(), .now = now, .load = [&reading](const domain::PersonId& person) {
                return reading.open_cases_held_by(person);
            }};
}

namespace {

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
    return {.intake = file.intake(),
            .walls = file.memory().walls,
            .other_side = file.kept_apart(),
            .continuity = last_helper(file, reading.entries_of(file.ref())),
            .urgency = file.memory().urgency,
            .consent = consent_at(file.memory(), file.now())};
}

std::optional<Refusal> keep_for_last_helper(Reading& reading, CaseFile& file,
                                            const routing::Decision& decision) {
    const auto last = last_helper(file, reading.entries_of(file.ref()));
    if (!last || decision.eligible.empty() || decision.eligible.front() != *last) return {};
    if (auto refusal = file.take(chain::MeantFor{*last})) return refusal;
    file.tell("person:" + *last, "back_again");
    return {};
}

domain::Desk desk_named(const std::string& name) {
    const auto desk = domain::Desk::parse(name);
    if (!desk) throw std::runtime_error("a stored desk has no such name: " + name);
    return *desk;
}

namespace {

// Counsel and alarms go on beside; everything else the caller would wait for.
bool keeps_the_caller_waiting(routing::Window window) {
    return window != routing::Window::counsel && window != routing::Window::alarm;
}

}  // namespace

Instant due_at(const routing::Rules& rules, const chain::Memory& memory, const std::string& desk,
               routing::Window window, Instant now) {
    const auto by = [&](routing::Window asked) {
        return rules.deadline(memory.urgency, desk_named(desk), asked, now);
    };
    if (!memory.answer_by || !keeps_the_caller_waiting(window)) return by(window);
    // What is late already is asked for again, and not in the past.
    return std::min(by(window), *memory.answer_by > now ? *memory.answer_by : by(routing::Window::alarm));
}

Instant due_at(const Acting& acting, const CaseFile& file, const std::string& desk, routing::Window window) {
    return due_at(acting.rules, file.memory(), desk, window, acting.now);
}

Instant act_by(const Acting& acting, const CaseFile& file) {
    return due_at(acting, file, file.memory().desk, routing::Window::next_contact);
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
    const auto act = by(memory.holder ? routing::Window::next_contact : routing::Window::pick_up);
    return {urgency, memory.answer_by ? std::min(answer, act) : act, answer,
            help_by(acting.rules, urgency, memory.desk, acting.now)};
}

void add_emergency(json::object& answer, const Acting& acting, const CaseFile& file) {
    if (!sees_whole(acting.person, file.row(), acting.now)) return;
    auto panel = emergency_panel(file, *acting.reading.office(), acting.rules.texts());
    if (panel) answer["emergency"] = *std::move(panel);
}

Changes changes_of(Reading& reading, const CaseFile& file) {
    auto out = file.changes();
    add(out, {.apart = kept_apart_by(reading, file)});
    return out;
}

namespace {

// Asked in both languages, for the screen and for the eye.
void add_question_of_danger(json::object& answer, const Catalogue& texts) {
    answer["suggestions"] = json::array{"raise-urgency"};
    json::object said;
    for (const char* language : {"en", "ja"})
        said[language] = json::array{texts.text({"note.words_of_danger"}, language)};
    answer["sentences"] = std::move(said);
}

}  // namespace

Written answered(const Acting& acting, const Found& found) {
    const auto& file = found.file;
    auto changes = changes_of(acting.reading, file);
    const bool known = !file.keeps_out(acting.person.id);
    json::object body{{"case", case_view(acting.person, changes.cases.back(), file, acting.now)}};
    add_emergency(body, acting, file);
    if (found.words_of_danger) add_question_of_danger(body, acting.rules.texts());
    return {std::move(changes),
            {.status = 200,
             .body = json::serialize(body),
             .ref = file.ref(),
             .version = known ? file.version() : 0}};
}

}  // namespace sodan::office
