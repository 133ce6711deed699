#include "office/case_file.h"

#include "base/json_text.h"
#include "chain/silence.h"
#include "office/consent.h"

#include <fmt/format.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace sodan::office {

namespace json = boost::json;
using chain::Counsel, chain::Custody, chain::Snapshot, chain::Timer;

namespace {

template <class T> T stored(const json::value& value, std::string_view what) {
    auto out = Reader::read<T>(value);
    if (!out)
        throw std::runtime_error(
            fmt::format("a stored {} cannot be read at {}", what, out.refusal().pointer));
    return *std::move(out);
}

template <class T> T stored(const std::string& text, std::string_view what) {
    return stored<T>(json::parse(text), what);
}

constexpr std::chrono::minutes between_strokes{1};

std::vector<TimerRow> timer_changes(CaseRef ref, const Snapshot& before, const Snapshot& after) {
    std::vector<TimerRow> out;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Timer>>([&](auto timer) {
        const auto due = due_of(timer.value, after);
        if (due_of(timer.value, before) != due) out.push_back({ref, timer.name, due});
    });
    return out;
}

// All timers of the case wait after a stroke, that one and the others.
void pace(std::vector<TimerRow>& changes, CaseRef ref, const Snapshot& after, Instant now) {
    std::erase_if(changes, [](const TimerRow& one) { return one.due.has_value(); });
    for (auto running : timer_changes(ref, {}, after)) {
        running.not_before = now + between_strokes;
        changes.push_back(std::move(running));
    }
}

CaseRow row_of(CaseRef ref, const Snapshot& state) {
    CaseRow row{.ref = ref};
    const auto& memory = state.memory;
    row.desk = memory.desk;
    row.custody = code(state.custody);
    row.counsel = code(state.counsel);
    row.holder = memory.holder.value_or("");
    row.urgency = static_cast<int>(memory.urgency);
    row.due = memory.due;
    row.closed = state.custody == Custody::closed;
    row.snapshot = json_text(state);
    row.shared_with = shared_with(state);
    row.walls = memory.walls;
    return row;
}

}  // namespace

CaseFile::CaseFile(CaseRef ref, domain::Intake intake, Stamp stamp)
    : ref_(ref),
      stamp_(std::move(stamp)),
      intake_(std::move(intake)),
      logged_at_(stamp_.now),
      changed_at_(stamp_.now) {}

CaseFile::CaseFile(const CaseRow& row, Stamp stamp)
    : ref_(row.ref),
      stamp_(std::move(stamp)),
      intake_(stored<domain::Intake>(row.intake, "intake")),
      version_(row.version),
      logged_at_(row.logged_at),
      changed_at_(row.changed_at),
      state_(stored<Snapshot>(row.snapshot, "state")),
      before_(state_),
      kept_apart_(row.kept_apart) {}

std::optional<Refusal> CaseFile::take(const chain::Event& event, const json::object& detail,
                                      const routing::Decision* decision) {
    return take(event, detail.empty() ? "" : json::serialize(detail), decision);
}

std::optional<Refusal> CaseFile::take(const chain::Event& event, std::string detail,
                                      const routing::Decision* decision) {
    const auto before = state_;
    if (auto refusal = follow(event, std::move(detail), decision)) return refusal;
    return note(crossed(before, state_, intake_, stamp_.now));
}

std::optional<Refusal> CaseFile::follow(const chain::Event& event, std::string detail,
                                        const routing::Decision* decision) {
    chain::Chain chain(state_);
    if (auto why = chain.apply(event)) return Refusal{Refusal::Why::wrong_state, *std::move(why)};
    state_ = chain.snapshot();
    changed_at_ = stamp_.now;
    changes_.entries.push_back({.ref = ref_,
                                .version = ++version_,
                                .happened_at = stamp_.happened_at.value_or(stamp_.now),
                                .written_at = stamp_.now,
                                .actor = stamp_.actor,
                                .event = std::string(chain::name_of(event)),
                                .body = chain::body_of(event),
                                .detail = std::move(detail),
                                .decision = decision ? json_text(*decision) : ""});
    return {};
}

std::optional<Refusal> CaseFile::note_origin(const std::string& body) {
    return note(crossed(body, state_, intake_, stamp_.now));
}

std::optional<Refusal> CaseFile::note(const std::vector<chain::Disclosed>& all) {
    for (const auto& one : all) {
        against_refusal_ |= one.ground == domain::DisclosureGround::nobody_else;
        if (auto refusal = follow(one, "", nullptr)) return refusal;
    }
    return {};
}

bool CaseFile::keeps_out(const domain::PersonId& person) const {
    const auto holds = [&](const auto& people) { return std::ranges::find(people, person) != people.end(); };
    return holds(memory().walls) || holds(kept_apart_);
}

bool CaseFile::is_kept_from(const std::string& recipient) const {
    constexpr std::string_view by_name = "person:";
    return recipient.starts_with(by_name) && keeps_out(recipient.substr(by_name.size()));
}

void CaseFile::keep_apart(std::vector<domain::PersonId> people) {
    if (people == kept_apart_) return;
    kept_apart_ = std::move(people);
    changes_.apart = {{ref_, kept_apart_}};
}

void CaseFile::tell(std::string recipient, std::string_view kind) {
    if (recipient.empty() || is_kept_from(recipient)) return;
    changes_.messages.push_back(
        {.key = fmt::format("{}:{}:{}", ref_.bits(), version_, changes_.messages.size()),
         .ref = ref_,
         .recipient = std::move(recipient),
         .kind = std::string(kind),
         .created_at = stamp_.now});
}

CaseRow CaseFile::row() const {
    auto row = row_of(ref_, state_);
    row.version = version_;
    row.logged_at = logged_at_;
    row.changed_at = changed_at_;
    row.intake = json_text(intake_);
    row.kept_apart = kept_apart_;
    return row;
}

Changes CaseFile::changes() const {
    auto out = changes_;
    out.cases.push_back(row());
    out.timers = timer_changes(ref_, before_, state_);
    if (stamp_.actor == "clock") pace(out.timers, ref_, state_, stamp_.now);
    // Told before the wall was raised, and all of it leaves at once: whoever is walled now hears nothing.
    std::erase_if(out.messages, [this](const MessageRow& one) { return is_kept_from(one.recipient); });
    return out;
}

void add(Changes& all, Changes some) {
    const auto append = [](auto& to, auto& from) {
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    append(all.entries, some.entries);
    append(all.cases, some.cases);
    append(all.timers, some.timers);
    append(all.messages, some.messages);
    append(all.apart, some.apart);
}

CaseRow replayed(const std::vector<EntryRow>& entries, const std::string& intake_when_gone) {
    chain::Chain chain;
    for (const auto& entry : entries)
        if (chain.apply(chain::event_from(entry.event, entry.body)))
            throw std::runtime_error(fmt::format("entry {} does not fit the chain", entry.seq));
    auto row = row_of(entries.front().ref, chain.snapshot());
    row.version = entries.back().version;
    row.logged_at = entries.front().written_at;
    row.changed_at = entries.back().written_at;
    row.intake = intake_when_gone;
    if (!entries.front().gone)
        row.intake =
            json_text(stored<domain::Intake>(json::parse(entries.front().detail).at("intake"), "intake"));
    return row;
}

std::vector<TimerRow> timers_of(const CaseRow& row) {
    auto out = timer_changes(row.ref, {}, stored<Snapshot>(row.snapshot, "state"));
    std::ranges::sort(out, {}, &TimerRow::kind);
    return out;
}

std::vector<std::string> shared_with(const Snapshot& state) {
    const auto& memory = state.memory;
    std::vector<std::string> out = memory.co_handlers;
    if (memory.offered_to)
        out.push_back(memory.offered_to->person ? "person:" + *memory.offered_to->person
                                                : memory.offered_to->desk);
    const bool for_coordinators =
        state.counsel == Counsel::asking_coordinator || state.counsel == Counsel::committee_proposed;
    if (for_coordinators) out.emplace_back("counsel:coordinator");
    if (state.counsel == Counsel::before_committee) out.emplace_back("counsel:committee");
    if (memory.alarms > 0 || memory.help_due) out.emplace_back(alarm_board);
    // Whoever is called at night must be able to do something; consent.cpp says on what ground.
    if (memory.help_due && memory.desk != "coordinator" && std::ranges::find(out, "coordinator") == out.end())
        out.emplace_back("coordinator");
    if (memory.desk == "supervisor" && !memory.came_from.empty()) out.push_back(memory.came_from.back().desk);
    for (const auto& one : memory.hand_overs)
        if (auto key = "sent:" + one.by; std::ranges::find(out, key) == out.end())
            out.push_back(std::move(key));
    return out;
}

}  // namespace sodan::office
