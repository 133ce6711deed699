#include "office/people_time.h"

#include "domain/substitutes.h"
#include "domain/terms.h"
#include "office/departure.h"
#include "office/standing.h"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace sodan::office {

using domain::Office, domain::Person, domain::PersonId;
using routing::Window;

namespace {

CaseQuery offers_to(const PersonId& person) {
    return {.viewer = person,
            .shares = {"person:" + person},
            .custody = std::string(code(chain::Custody::offered))};
}

bool waits_for(const CaseFile& file, const PersonId& person) {
    const auto& offered = file.memory().offered_to;
    return offered && offered->person == person && file.memory().holder != person;
}

bool has_offers(Reading& reading, const PersonId& person) {
    return std::ranges::any_of(all_of(reading, offers_to(person)),
                               [&](const CaseRow& row) { return waits_for(CaseFile(row, {}), person); });
}

bool has_to_go(Reading& reading, const Person& person, Instant now) {
    return has_left(person, now) && (!person.left || reading.open_cases_held_by(person.id) > 0);
}

bool is_away(const Person& person, Instant now) {
    return is_of_office(person, now) && !is_available(person, now);
}

// The offer made anew, to one person of the desk or to all of it.
std::optional<Refusal> offer_again(CaseFile& file, const std::string& desk, std::optional<PersonId> to,
                                   Instant answer_by) {
    const auto sender = file.memory().holder;
    if (auto refusal = file.take(chain::OfferWithdrawn{answer_by})) return refusal;
    if (auto refusal = file.take(chain::Offered{desk, to, answer_by, sender})) return refusal;
    file.tell(to ? "person:" + *to : "desk:" + desk, "offer");
    return {};
}

std::optional<Refusal> send_back(CaseFile& file, Instant due) {
    if (auto refusal = file.take(chain::OfferExpired{due})) return refusal;
    if (file.memory().holder) file.tell("person:" + *file.memory().holder, "offer_expired");
    return {};
}

// Who of those that may take it the offer goes to: the stand-in, else nobody in particular; false when nobody
// may.
struct Taker {
    bool somebody = false;
    std::optional<PersonId> person{};
};
Taker taker(const std::vector<PersonId>& eligible, const Person* stand_in,
            const std::optional<PersonId>& sender) {
    const auto may = [&](const PersonId& id) {
        return id != sender && std::ranges::find(eligible, id) != eligible.end();
    };
    if (stand_in && may(stand_in->id)) return {true, stand_in->id};
    return {std::ranges::any_of(eligible, may), {}};
}

std::optional<Refusal> depart(Reading& reading, const routing::Rules& rules, Instant now,
                              const Person& person, Changes& changes) {
    auto after = person;
    if (!after.left) after.left = domain::last_day(person);
    Departure departure(reading, rules, now, after, "clock");
    for (const auto& passing : departure.planned({}))
        if (auto refusal = departure.pass_on(passing, "", changes)) return refusal;
    if (auto refusal = departure.decline_offers(changes)) return refusal;
    if (after == person) return {};
    changes.entries.push_back(person_changed(after, "clock", now));
    changes.people.push_back(after);
    changes.office = std::make_shared<const Office>(reading.office()->with(after));
    return {};
}

}  // namespace

EntryRow person_changed(const Person& person, const std::string& actor, Instant now) {
    return {.happened_at = now,
            .written_at = now,
            .actor = actor,
            .event = "person_changed",
            .body = boost::json::serialize(written(person))};
}

std::vector<PersonId> whose_time_has_come(Reading& reading, Instant now) {
    std::vector<PersonId> out;
    for (const auto& person : reading.office()->people())
        if (has_to_go(reading, person, now) || (is_away(person, now) && has_offers(reading, person.id)))
            out.push_back(person.id);
    return out;
}

Outcome<Written> people_time(Reading& reading, const routing::Rules& rules, Instant now, const PersonId& id) {
    Written out;
    const auto office = reading.office();
    const auto* person = office->person(id);
    if (!person) return out;
    if (has_to_go(reading, *person, now)) {
        if (auto refusal = depart(reading, rules, now, *person, out.changes)) return *refusal;
    } else if (is_away(*person, now)) {
        if (auto refusal = redirect_offers(reading, rules, now, office, id, "clock", out.changes))
            return *refusal;
    }
    return out;
}

std::optional<Instant> next_turn(const Office& office, Instant after) {
    std::optional<Instant> out;
    const auto consider = [&](std::optional<Instant> turn) {
        if (turn && after < *turn && (!out || *turn < *out)) out = turn;
    };
    for (const auto& person : office.people()) {
        consider(person.left);
        if (person.term) consider(person.term->begins), consider(person.term->ends);
        for (const auto& absence : person.absences) consider(absence.from), consider(absence.until);
    }
    return out;
}

std::optional<Refusal> redirect_offers(Reading& reading, const routing::Rules& rules, Instant now,
                                       const std::shared_ptr<const Office>& office, const PersonId& away,
                                       const std::string& actor, Changes& changes) {
    const routing::Moment moment{*office, now,
                                 [&](const PersonId& id) { return reading.open_cases_held_by(id); }};
    for (const auto& row : all_of(reading, offers_to(away))) {
        CaseFile file(row, {.actor = actor, .now = now});
        if (!waits_for(file, away)) continue;
        const auto desk = file.memory().offered_to->desk;
        const auto there = rules.candidates(desk_named(desk), standing(reading, file), moment);
        const auto to = taker(there.eligible, domain::stand_in(*office, away, now), file.memory().holder);
        const auto window = to.somebody ? Window::offer : Window::next_contact;
        const auto at = to.somebody ? desk : file.memory().desk;
        const auto due = due_at(rules, file.memory(), at, window, now);
        auto refusal = to.somebody ? offer_again(file, desk, to.person, due) : send_back(file, due);
        if (refusal) return refusal;
        add(changes, changes_of(reading, file));
    }
    return {};
}

}  // namespace sodan::office
