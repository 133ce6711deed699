// Changes to the people of the office: absence, return, leaving, ties. Who leaves lets go of every case
// first.

#include "office/acts.h"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;
using domain::Person;
using Why = Refusal::Why;

namespace {

// One's own absence is one's own word; the rest is for those who keep the office.
Refused may_change(const Acting& acting, const Person& person, const PersonCommand& command) {
    const bool own = acting.person.id == person.id && !std::holds_alternative<Left>(command);
    if (keeps_the_office(acting.person) || own) return {};
    return refuse(Why::not_allowed, "person.not_yours_to_change");
}

Outcome<Person> changed(const Acting& acting, Person person, const Absent& asked) {
    const auto from = asked.from.value_or(acting.now);
    if (asked.until && *asked.until <= from)
        return refuse(Why::invalid, "person.absence_ends_first", "/until");
    person.absences.push_back({from, asked.until});
    return person;
}

Outcome<Person> changed(const Acting&, Person person, const Present&) {
    person.absences.clear();
    return person;
}

Outcome<Person> changed(const Acting& acting, Person person, const Left& asked) {
    person.left = asked.on.value_or(acting.now);
    return person;
}

Outcome<Person> changed(const Acting& acting, Person person, const Relate& asked) {
    const auto* other = acting.reading.office()->person_called(asked.with);
    if (!other || other->id == person.id) return refuse(Why::invalid, "inquiry.person_unknown", "/with");
    const domain::Relation tie{other->id, asked.kind};
    if (std::ranges::find(person.relations, tie) == person.relations.end()) person.relations.push_back(tie);
    return person;
}

void add(Changes& all, Changes some) {
    all.entries.insert(all.entries.end(), some.entries.begin(), some.entries.end());
    all.cases.insert(all.cases.end(), some.cases.begin(), some.cases.end());
    all.timers.insert(all.timers.end(), some.timers.begin(), some.timers.end());
    all.messages.insert(all.messages.end(), some.messages.begin(), some.messages.end());
}

chain::Event let_go(const Acting& acting, const CaseFile& file) {
    const auto desk = file.memory().desk;
    const auto due = due_at(acting, file, desk, routing::Window::first_response);
    if (file.state().custody == chain::Custody::monitoring) return chain::LookedAgain{desk, due};
    return chain::Released{due};
}

Refused release_all(const Acting& acting, const Person& person, Changes& changes) {
    CaseQuery query{.viewer = person.id, .shares = shares_of(person), .mine = true, .limit = 200};
    do {
        const auto page = acting.reading.list(query);
        for (const auto& row : page.cases) {
            CaseFile file(row, {.actor = acting.person.id, .now = acting.now});
            if (file.state().custody == chain::Custody::offered)
                if (auto refusal = file.take(chain::OfferWithdrawn{acting.now})) return refusal;
            if (auto refusal = file.take(let_go(acting, file))) return refusal;
            file.tell("desk:" + file.memory().desk, "released");
            add(changes, file.changes());
        }
        query.cursor = page.next;
    } while (!query.cursor.empty());
    return {};
}

EntryRow entry_of(const Acting& acting, const Person& person) {
    return {.happened_at = acting.now,
            .written_at = acting.now,
            .actor = acting.person.id,
            .event = "person_changed",
            .body = json::serialize(written(person))};
}

}  // namespace

Outcome<Written> command(const Acting& acting, const domain::PersonId& id, const PersonCommand& command) {
    const auto office = acting.reading.office();
    const auto* before = office->person(id);
    if (!before) return refuse(Why::not_found, "person.not_found");
    if (auto refusal = may_change(acting, *before, command)) return *refusal;
    auto after = std::visit([&](const auto& asked) { return changed(acting, *before, asked); }, command);
    if (!after) return after.refusal();
    Written out;
    out.changes.entries.push_back(entry_of(acting, *after));
    out.changes.people.push_back(*after);
    out.changes.office = std::make_shared<const domain::Office>(office->with(*after));
    if (std::holds_alternative<Left>(command) && has_left(*after, acting.now))
        if (auto refusal = release_all(acting, *after, out.changes)) return *refusal;
    out.answer = {.status = 200, .body = json::serialize(json::object{{"person", written(*after)}})};
    return out;
}

}  // namespace sodan::office
