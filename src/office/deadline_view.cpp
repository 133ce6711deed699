#include "office/deadline_view.h"

#include "office/standing.h"

#include <boost/json/parse.hpp>

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;
using chain::Custody;
using routing::Counted, routing::Window;

namespace {

using Date = std::optional<Instant> chain::Memory::*;

// The entry after which a date was what it is now, and the case as it was then.
struct Origin {
    const EntryRow* entry = nullptr;
    chain::Snapshot then{};
    std::string rules_version{};  // of the last decision until then
};

std::string version_in(const EntryRow& entry) {
    if (entry.decision.empty()) return "";
    return std::string(json::parse(entry.decision).at("rules_version").as_string());
}

Origin origin_of(const std::vector<EntryRow>& journal, Date date) {
    Origin out;
    chain::Chain chain;
    std::optional<Instant> before;
    std::string version;
    for (const auto& entry : journal) {
        if (chain.apply(chain::event_from(entry.event, entry.body))) return {};  // verify has more to say
        if (auto decided = version_in(entry); !decided.empty()) version = std::move(decided);
        auto state = chain.snapshot();
        if (state.memory.*date != before) out = {&entry, state, version};
        before = state.memory.*date;
    }
    return before ? out : Origin{};
}

// Which deadlines can be the one that a case keeps, by where it stands.
std::vector<Window> kept_in(Custody custody) {
    switch (custody) {
        case Custody::queued: return {Window::pick_up, Window::alarm};
        case Custody::held: return {Window::next_contact, Window::first_answer, Window::alarm};
        case Custody::offered: return {Window::offer, Window::alarm};
        case Custody::monitoring: return {Window::follow_up};
        default: return {};
    }
}

std::optional<Counted> decided(const EntryRow& entry, Instant due) {
    if (entry.decision.empty()) return {};
    const auto decision = Reader::read<routing::Decision>(json::parse(entry.decision));
    if (!decision) return {};
    const auto found = std::ranges::find(decision->deadlines, due, &Counted::due);
    return found == decision->deadlines.end() ? std::nullopt : std::optional(*found);
}

// Counted once more, at the desk that has to keep it.
std::optional<Counted> counted_anew(const Origin& origin, const std::vector<Window>& windows, Instant due,
                                    const RulesOf& rules_of) {
    const auto rules = rules_of(origin.rules_version);
    if (!rules) return {};
    const auto& memory = origin.then.memory;
    const auto desk = desk_named(memory.offered_to ? memory.offered_to->desk : memory.desk);
    for (const auto window : windows) {
        auto counted = rules->counted(memory.urgency, desk, window, origin.entry->written_at);
        if (counted.due == due) return counted;
    }
    return {};
}

std::optional<Counted> reason_of(const Origin& origin, Date date, const std::vector<Window>& windows,
                                 const RulesOf& rules_of) {
    if (!origin.entry) return {};
    const auto due = *(origin.then.memory.*date);
    if (auto said = decided(*origin.entry, due)) return said;
    return counted_anew(origin, windows, due, rules_of);
}

}  // namespace

std::optional<Counted> first_answer_of(const std::vector<EntryRow>& journal, const RulesOf& rules_of) {
    constexpr auto date = &chain::Memory::answer_by;
    return reason_of(origin_of(journal, date), date, {Window::first_answer}, rules_of);
}

std::optional<Counted> deadline_of(const std::vector<EntryRow>& journal, const RulesOf& rules_of) {
    constexpr auto date = &chain::Memory::due;
    const auto origin = origin_of(journal, date);
    if (auto found = reason_of(origin, date, kept_in(origin.then.custody), rules_of)) return found;
    // Wherever it rests, what was promised to the caller when the case was logged is kept.
    auto answer = first_answer_of(journal, rules_of);
    return answer && origin.entry && answer->due == origin.then.memory.due ? answer : std::nullopt;
}

}  // namespace sodan::office
