// What follows when a message does not arrive: another way, another person, another desk.

#include "office/post.h"

#include "chain/silence.h"
#include "office/consent.h"
#include "office/standing.h"

#include <fmt/format.h>

#include <algorithm>

namespace sodan::office {

using domain::Person, domain::Way;
using routing::Cause;

namespace {

constexpr int most_at_once = 200;

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
    return {.key = fmt::format("not_reached:{}", unreached.id),
            .ref = unreached.ref,
            .recipient = std::move(recipient),
            .kind = std::move(kind),
            .created_at = now};
}

class Unreached {
public:
    Unreached(Reading& reading, const routing::Rules& rules, Instant now, const OutboxRow& message)
        : reading_(reading), rules_(rules), now_(now), message_(message) {}

    Outcome<Changes> answered(const CaseRow&);

private:
    std::optional<chain::Event> climb(const CaseFile&);
    Outcome<Changes> climbed(CaseFile, const chain::Event&);
    Changes told(std::string recipient, std::string kind) const {
        return {.messages = {another(message_, std::move(recipient), std::move(kind), now_)}};
    }

    Reading& reading_;
    const routing::Rules& rules_;
    Instant now_;
    const OutboxRow& message_;
    std::optional<routing::Decision> next_{};
};

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
    return changes_of(reading_, file);
}

// Nobody is left to tell when the coordinators cannot be reached: the alarm of the case goes on ringing, and
// the message stands among those that failed.
Outcome<Changes> Unreached::answered(const CaseRow& row) {
    const auto desk = "desk:" + row.desk;
    if (row.closed || message_.recipient == "duty:coordinator") return Changes{};
    if (message_.recipient != desk) return told(desk, "not_reached");
    CaseFile file(row, {.actor = "clock", .now = now_});
    if (const auto event = climb(file)) return climbed(std::move(file), *event);
    return told("duty:coordinator", "alarm");
}

}  // namespace

Written follow(Reading& reading, const PostOffice& post, Instant now) {
    Written out;
    const auto office = reading.office();
    for (auto& failed : reading.letters().failures(most_at_once)) {
        const auto all = reading.letters().deliveries_of(failed.message);
        auto next = by_the_other_way(failed, all, office->person(failed.person), post, now);
        if (!next && std::ranges::none_of(all, may_still_arrive))
            out.changes.unreached.push_back(failed.message);
        if (next) out.changes.deliveries.push_back(*std::move(next));
        failed.followed = true;
        out.changes.deliveries.push_back(std::move(failed));
    }
    return out;
}

Outcome<Written> answer_for(Reading& reading, const routing::Rules& rules, Instant now, std::int64_t id) {
    Written out;
    const auto message = reading.letters().message(id);
    const auto row = message && message->ref.bits() != 0 ? reading.find_case(message->ref) : std::nullopt;
    if (row) {
        auto changes = Unreached(reading, rules, now, *message).answered(*row);
        if (!changes) return changes.refusal();
        out.changes = *std::move(changes);
    }
    out.changes.answered.push_back(id);
    return out;
}

}  // namespace sodan::office
