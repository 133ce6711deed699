// From the outbox to deliveries: who is to have a message, by which ways, and when.

#include "office/post.h"
#include "office/reaching.h"
#include "office/recipients.h"

#include <exception>

namespace sodan::office {

using domain::Person, domain::Urgency;

namespace {

DeliveryRow failed(const OutboxRow& message, std::string person, std::string why, Instant now) {
    return {.message = message.id,
            .person = std::move(person),
            .due = now,
            .state = LetterState::failed,
            .why = std::move(why)};
}

// What presses goes every way there is; the rest the first.
void deliver(Changes& to, const OutboxRow& message, const Person& person, const PostOffice& post, Pace pace,
             Instant now) {
    auto ways = ways_of(person, post);
    if (ways.empty()) to.deliveries.push_back(failed(message, person.id, "no_way", now));
    if (pace != Pace::at_once && ways.size() > 1) ways.resize(1);
    for (const auto way : ways)
        to.deliveries.push_back({.message = message.id,
                                 .person = person.id,
                                 .way = way,
                                 .due = leaves_at(pace, *person.reach, post.hours, now)});
}

// A case that stands with a supervisor is watched by the advisors it came from: they hear, never the
// supervisor.
std::string heard_by(const OutboxRow& message, const std::optional<CaseRow>& about) {
    if (message.recipient != "desk:supervisor" || !about) return message.recipient;
    for (const auto& share : about->shared_with)
        if (share.starts_with("advisor/")) return "desk:" + share;
    return message.recipient;
}

void spread_one(Changes& to, Reading& reading, const OutboxRow& message, const PostOffice& post,
                Instant now) {
    const auto office = reading.office();
    const auto about = message.ref.bits() == 0 ? std::nullopt : reading.find_case(message.ref);
    const auto walls = about ? about->walls : std::vector<domain::PersonId>{};
    const auto people = reached_by(*office, heard_by(message, about), walls, now);
    const auto urgency = about ? static_cast<Urgency>(about->urgency) : Urgency::routine;
    const auto pace = pace_of(message.kind, urgency);
    for (const auto& id : people) deliver(to, message, *office->person(id), post, pace, now);
    if (people.empty()) to.deliveries.push_back(failed(message, "", "nobody", now));
}

}  // namespace

Written spread(Reading& reading, const PostOffice& post, Instant now, int limit) {
    Written out;
    for (const auto& message : reading.letters().unspread(limit)) {
        Changes one;
        try {
            spread_one(one, reading, message, post, now);
        } catch (const std::exception&) {
            one = {};
            one.deliveries.push_back(failed(message, "", "poison", now));
        }
        for (auto& row : one.deliveries) out.changes.deliveries.push_back(std::move(row));
        out.changes.spread_to = message.id;
    }
    return out;
}

Written leave_behind(const OutboxRow& message, Instant now) {
    Written out;
    out.changes.deliveries.push_back(failed(message, "", "poison", now));
    out.changes.spread_to = message.id;
    return out;
}

}  // namespace sodan::office
