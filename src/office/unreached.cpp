// What follows when a message does not arrive: another way, another person, another desk.

#include "office/post.h"

#include "chain/silence.h"
#include "office/consent.h"
#include "office/recipients.h"
#include "office/relief.h"
#include "office/standing.h"
#include "office/walls.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace sodan::office {

using domain::Person, domain::Way;
using routing::Cause;

namespace {

constexpr int most_at_once = 200;
constexpr std::string_view key_begins = "not_reached:";

// Who is told, one after the other, where a desk cannot be reached and its case cannot climb.
constexpr std::array ladder{"duty:coordinator", "desk:coordinator", "desk:department"};

bool is_on_ladder(const std::string& recipient) {
    return std::ranges::find(ladder, recipient) != ladder.end();
}

bool may_still_arrive(const DeliveryRow& one) {
    return one.state == LetterState::queued || one.state == LetterState::deferred ||
           one.state == LetterState::sent;
}

bool goes_by(const Person& person, Way way, const PostOffice& post) {
    if (!person.reach) return false;
    if (way == Way::email) return post.email && !person.reach->email.empty();
    return post.webhooks.contains(person.reach->webhook);
}

// The way that was not tried yet, for a person who has it.
std::optional<DeliveryRow> by_the_other_way(const DeliveryRow& failed, const std::vector<DeliveryRow>& all,
                                            const Person* person, const PostOffice& post, Instant now) {
    const auto other = failed.way == Way::email ? Way::webhook : Way::email;
    const bool tried = std::ranges::any_of(
        all, [&](const auto& one) { return one.person == failed.person && one.way == other; });
    if (!person || tried || !goes_by(*person, other, post)) return {};
    return DeliveryRow{.message = failed.message, .person = failed.person, .way = other, .due = now};
}

MessageRow another(const OutboxRow& unreached, std::string recipient, std::string kind, Instant now) {
    return {.key = fmt::format("{}{}", key_begins, unreached.id),
            .ref = unreached.ref,
            .recipient = std::move(recipient),
            .kind = std::move(kind),
            .created_at = now};
}

// The message because of which this one was written; 0 when it was not written because of one.
std::int64_t cause_of(const OutboxRow& message) {
    std::int64_t out = 0;
    if (message.key.starts_with(key_begins))
        std::from_chars(message.key.data() + key_begins.size(), message.key.data() + message.key.size(), out);
    return out;
}

// Danger is for two people, whoever is on duty and whoever deputises: one of them alone is not enough.
std::size_t wanted(const OutboxRow& message) {
    return message.kind == "urgent_alert" && message.recipient == ladder.front() ? 2 : 1;
}

class Unreached {
public:
    Unreached(Reading& reading, const routing::Rules& rules, Instant now, const OutboxRow& message)
        : reading_(reading), rules_(rules), now_(now), message_(message) {}

    Outcome<Changes> answered(const CaseRow&);
    // What is about the office, or is on its way up already.
    Changes goes_up(std::span<const domain::PersonId> walls, const std::string& kind) const;

private:
    std::optional<chain::Event> climb(const CaseFile&);
    Outcome<Changes> climbed(CaseFile, const chain::Event&);
    Outcome<Changes> stays(CaseFile, const std::string& kind);
    Changes told(std::string recipient, std::string kind) const {
        return {.messages = {another(message_, std::move(recipient), std::move(kind), now_)}};
    }
    bool goes_up_already() const {
        return message_.recipient == ladder.front() ||
               (cause_of(message_) != 0 && is_on_ladder(message_.recipient));
    }
    std::set<std::string> told_before() const;
    bool reaches_more(const std::string& recipient, std::span<const domain::PersonId> walls) const;

    Reading& reading_;
    const routing::Rules& rules_;
    Instant now_;
    const OutboxRow& message_;
    std::optional<routing::Decision> next_{};
};

// For whom this message was, and those because of which it was written.
std::set<std::string> Unreached::told_before() const {
    std::set<std::string> out{message_.recipient};
    for (auto cause = cause_of(message_); cause != 0;) {
        const auto before = reading_.letters().message(cause);
        if (!before) break;
        out.insert(before->recipient);
        cause = cause_of(*before);
    }
    return out;
}

// Somebody for whom this message was not.
bool Unreached::reaches_more(const std::string& recipient, std::span<const domain::PersonId> walls) const {
    const auto tried = reading_.letters().deliveries_of(message_.id);
    return std::ranges::any_of(reached_by(*reading_.office(), recipient, walls, now_), [&](const auto& id) {
        return std::ranges::find(tried, id, &DeliveryRow::person) == tried.end();
    });
}

Changes Unreached::goes_up(std::span<const domain::PersonId> walls, const std::string& kind) const {
    const auto before = told_before();
    for (const std::string recipient : ladder)
        if (!before.contains(recipient) && reaches_more(recipient, walls)) return told(recipient, kind);
    return {};
}

std::optional<chain::Event> Unreached::climb(const CaseFile& file) {
    const chain::Answers answers{
        .next_desk =
            [&] {
                next_ = rules_.next_route(desk_named(file.memory().desk), Cause::silent,
                                          standing(reading_, file), moment(reading_, now_));
                return next_->desk;
            },
        .due = [&](const std::string& desk,
                   routing::Window window) { return due_at(rules_, file.memory(), desk, window, now_); },
        .consent = [&] { return consent_at(file.memory(), now_); }};
    return chain::when_not_reached(file.state(), answers);
}

Outcome<Changes> Unreached::climbed(CaseFile file, const chain::Event& event) {
    const auto holder = file.memory().holder;
    if (auto refusal = file.take(event, "", &*next_)) return *refusal;
    file.tell("desk:" + file.memory().desk, "escalated");
    if (holder) file.tell("person:" + *holder, "taken_up");
    if (auto refusal = go_on_where_nobody_can(reading_, rules_, now_, file, Cause::absent)) return *refusal;
    tell_who_is_left(*reading_.office(), file);
    return changes_of(reading_, file);
}

// Nobody of its desk can be told, or nobody up the ladder: it stands on the alarm board, and its alarm rings
// again after the interval of the rules.
Outcome<Changes> Unreached::stays(CaseFile file, const std::string& kind) {
    auto out = goes_up(file.row().walls, kind);
    const auto custody = file.state().custody;
    const bool can_ring = custody == chain::Custody::queued || custody == chain::Custody::held;
    const bool is_at_its_end = message_.recipient == "desk:" + file.memory().desk || out.messages.empty();
    const auto tried = reading_.letters().deliveries_of(message_.id);
    if (!can_ring || !is_at_its_end || file.memory().alarms > 0 ||
        std::ranges::any_of(tried, may_still_arrive))
        return out;
    const auto& desk = file.memory().desk;
    const auto again = rules_.deadline(file.memory().urgency, desk_named(desk), routing::Window::alarm, now_);
    if (auto refusal = file.take(chain::AlarmRaised{desk, again})) return *refusal;
    add(out, changes_of(reading_, file));
    return out;
}

Outcome<Changes> Unreached::answered(const CaseRow& row) {
    const auto desk = "desk:" + row.desk;
    if (row.closed) return Changes{};
    CaseFile file(row, {.actor = "clock", .now = now_});
    if (message_.recipient == desk) {
        if (const auto event = climb(file)) return climbed(std::move(file), *event);
        return stays(std::move(file), goes_up_already() ? message_.kind : "alarm");
    }
    if (goes_up_already()) return stays(std::move(file), message_.kind);
    return told(desk, "not_reached");
}

}  // namespace

namespace {

std::size_t people_left(const std::vector<DeliveryRow>& all) {
    std::set<std::string> out;
    for (const auto& one : all)
        if (may_still_arrive(one)) out.insert(one.person);
    return out.size();
}

bool reached_too_few(Reading& reading, std::int64_t id, const std::vector<DeliveryRow>& all) {
    const auto message = reading.letters().message(id);
    return message && people_left(all) < wanted(*message);
}

}  // namespace

Written follow(Reading& reading, const PostOffice& post, Instant now) {
    Written out;
    const auto office = reading.office();
    for (auto& failed : reading.letters().failures(most_at_once)) {
        const auto all = reading.letters().deliveries_of(failed.message);
        auto next = by_the_other_way(failed, all, office->person(failed.person), post, now);
        if (!next && reached_too_few(reading, failed.message, all))
            out.changes.unreached.push_back(failed.message);
        if (next) out.changes.deliveries.push_back(*std::move(next));
        failed.followed = true;
        out.changes.deliveries.push_back(std::move(failed));
    }
    return out;
}

Outcome<Written> answer_for(Reading& reading, const routing::Rules& rules, Instant now, std::int64_t id) {
    Written out;
    out.changes.answered.push_back(id);
    const auto message = reading.letters().message(id);
    if (!message || reading.letters().has_message(message->ref, fmt::format("{}{}", key_begins, id)))
        return out;  // the second of two did not arrive either: what follows was done for the first
    Unreached unreached(reading, rules, now, *message);
    if (message->ref.bits() == 0) {
        if (is_on_ladder(message->recipient)) add(out.changes, unreached.goes_up({}, message->kind));
        return out;
    }
    const auto row = reading.find_case(message->ref);
    auto changes = row ? unreached.answered(*row) : Changes{};
    if (!changes) return changes.refusal();
    add(out.changes, *std::move(changes));
    return out;
}

}  // namespace sodan::office
