// Changes to the people of the office: absence, return, terms, duty, leaving, ties. Who goes hands every case
// on.

#include "domain/substitutes.h"
#include "office/acts.h"
#include "office/departure.h"
#include "office/office_faults.h"
#include "office/people_time.h"
#include "office/people_views.h"
#include "office/reaching.h"
#include "office/rights.h"
#include "office/walls.h"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;
using domain::Office, domain::Person;
using Why = Refusal::Why;

namespace {

Refused may_change(const Acting& acting, const Person& person, const PersonCommand& command) {
    if (may(acting.person, action_of(command), person.id)) return {};
    return refuse(Why::not_allowed, "person.not_yours_to_change");
}

std::string in_places(const Office& office, const std::vector<domain::PersonId>& circle) {
    std::string out;
    for (const auto& id : circle) out += office.person(id)->place + " → ";
    return out + office.person(circle.front())->place;
}

// The substitute as an id; refused for oneself, in a circle, and for somebody who is not of the office then.
Outcome<std::optional<domain::PersonId>> substitute(const Acting& acting, Person person, const Absent& asked,
                                                    Instant from) {
    if (!asked.substitute) return std::optional<domain::PersonId>{};
    const auto office = acting.reading.office();
    const auto* other = office->person_called(*asked.substitute);
    if (!other) return refuse(Why::invalid, "inquiry.person_unknown", "/substitute");
    if (!is_of_office(*other, from))
        return refuse(Why::invalid, "person.substitute_not_there", "/substitute", {{"person", other->place}});
    person.absences.push_back({from, asked.until, other->id});
    if (const auto circle = domain::circle_of(*office, person); !circle.empty())
        return refuse(Why::invalid, "person.substitutes_in_a_circle", "/substitute",
                      {{"circle", in_places(*office, circle)}});
    return std::optional(other->id);
}

Outcome<Person> changed(const Acting& acting, Person person, const Absent& asked) {
    const auto from = asked.from.value_or(acting.now);
    if (asked.until && *asked.until <= from)
        return refuse(Why::invalid, "person.absence_ends_first", "/until");
    if (asked.until && *asked.until <= acting.now)
        return refuse(Why::invalid, "person.absence_is_over", "/until");
    auto other = substitute(acting, person, asked, from);
    if (!other) return other.refusal();
    person.absences.push_back({from, asked.until, *other});
    return person;
}

// Who comes back from one absence may have planned another.
Outcome<Person> changed(const Acting& acting, Person person, const Present& asked) {
    std::erase_if(person.absences,
                  [&](const domain::Absence& one) { return asked.all || one.from <= acting.now; });
    return person;
}

// Ahead, it is the end of the term: who leaves has left only when the day has come.
Outcome<Person> changed(const Acting& acting, Person person, const Left& asked) {
    const auto on = asked.on.value_or(acting.now);
    if (on <= acting.now) {
        person.left = on;
        return person;
    }
    person.term = domain::Term{person.term ? person.term->begins : std::nullopt, on};
    return person;
}

// A new term takes back whoever had left: terms of a year are often renewed.
Outcome<Person> changed(const Acting& acting, Person person, const SetTerm& asked) {
    if (asked.begins && asked.ends && *asked.ends <= *asked.begins)
        return refuse(Why::invalid, "person.term_ends_first", "/ends");
    if (asked.ends && *asked.ends <= acting.now) return refuse(Why::invalid, "person.term_is_over", "/ends");
    person.term = domain::Term{asked.begins, asked.ends};
    person.left.reset();
    return person;
}

Outcome<Person> changed(const Acting&, Person person, const SetDuty& asked) {
    domain::Duty duty{asked.week, asked.exceptions};
    if (const auto fault = fault_in(duty))
        return refuse(Why::invalid, "person.duty." + std::string(name_of(fault->why)), fault->pointer,
                      {{"given", fault->given}});
    if (duty == domain::Duty{})
        person.duty.reset();
    else
        person.duty = std::move(duty);
    return person;
}

Outcome<Person> changed(const Acting&, Person person, const SetCaseload& asked) {
    if (asked.most && *asked.most < 1) return refuse(Why::invalid, "person.caseload", "/most");
    person.most_cases = asked.most;
    return person;
}

Outcome<Person> changed(const Acting& acting, Person person, const Relate& asked) {
    const auto* other = acting.reading.office()->person_called(asked.with);
    if (!other || other->id == person.id) return refuse(Why::invalid, "inquiry.person_unknown", "/with");
    const domain::Relation tie{other->id, asked.kind};
    if (std::ranges::find(person.relations, tie) == person.relations.end()) person.relations.push_back(tie);
    return person;
}

Outcome<Person> changed(const Acting&, Person person, const SetReach& asked) {
    const domain::Reach reach{asked.email, asked.webhook,   asked.language,
                              asked.quiet, asked.digest_at, asked.no_digest};
    if (const auto field = domain::fault_in(reach)) return refuse(Why::invalid, "person.not_a_reach", *field);
    person.reach = reach;
    return person;
}

Outcome<Person> changed(const Acting&, Person person, const HandOver&) { return person; }

Outcome<domain::PersonId> successor(const Acting& acting, const Person& leaver, const std::string& called,
                                    const std::string& pointer) {
    const auto* person = acting.reading.office()->person_called(called);
    if (!person || person->id == leaver.id)
        return refuse(Why::invalid, "hand_over.nobody_of_that_name", pointer);
    return person->id;
}

Outcome<Successors> successors(const Acting& acting, const Person& leaver, const HandOver& asked) {
    Successors out;
    if (asked.all_to) {
        auto id = successor(acting, leaver, *asked.all_to, "/all_to");
        if (!id) return id.refusal();
        out.of_all = *id;
    }
    for (const auto& [reference, called] : asked.to) {
        const auto ref = CaseRef::parse(reference);
        const auto row = ref ? acting.reading.find_case(*ref) : std::nullopt;
        if (!row || row->holder != leaver.id || !may_be_named_to(acting.person, *row))
            return refuse(Why::invalid, "hand_over.not_theirs", "/to/" + reference);
        auto id = successor(acting, leaver, called, "/to/" + reference);
        if (!id) return id.refusal();
        out.of.emplace(*ref, *id);
    }
    return out;
}

// Every case of the person goes on; the answer counts what went in and what came out.
Refused pass_all_on(const Acting& acting, const Person& leaver, const Successors& chosen,
                    const std::string& reason, Changes& changes, json::object& answer) {
    Departure departure(acting.reading, acting.rules, acting.now, leaver, acting.person.id);
    const auto planned = departure.planned(chosen);
    const auto before = changes.cases.size();
    for (const auto& passing : planned)
        if (auto refusal = departure.pass_on(passing, reason, changes)) return refusal;
    answer["hand_over"] = passings_view({acting.reading, acting.rules, acting.now, acting.person}, planned,
                                        changes.cases.size() - before);
    return {};
}

json::array new_warnings(const Acting& acting, const Office& before, const Office& after) {
    return in_both_languages(acting.rules, warnings_that_are_new(before, after, acting.now));
}

Refused follow(const Acting& acting, const Person& after, const PersonCommand& command, Changes& changes,
               json::object& answer) {
    if (const auto* absent = std::get_if<Absent>(&command)) {
        for (auto& one :
             in_both_languages(acting.rules, absence_warnings(*changes.office, after, acting.now)))
            answer["warnings"].as_array().push_back(std::move(one));
        if (absent->from.value_or(acting.now) > acting.now) return {};
        return redirect_offers(acting.reading, acting.rules, acting.now, changes.office, after.id,
                               acting.person.id, changes);
    }
    if (std::holds_alternative<SetReach>(command) && acting.post)
        for (auto& one : in_both_languages(acting.rules, reach_warnings(after, *acting.post)))
            answer["warnings"].as_array().push_back(std::move(one));
    if (!std::holds_alternative<Left>(command) || !has_left(after, acting.now)) return {};
    if (auto refusal = pass_all_on(acting, after, {}, "", changes, answer)) return refusal;
    return Departure(acting.reading, acting.rules, acting.now, after, acting.person.id)
        .decline_offers(changes);
}

Outcome<Written> handed_over(const Acting& acting, const Person& person, const HandOver& asked) {
    if (auto refusal = must_be_said(asked.reason, "/reason")) return *refusal;
    const auto chosen = successors(acting, person, asked);
    if (!chosen) return chosen.refusal();
    Written out;
    json::object answer{{"person", written(person)}};
    if (auto refusal = pass_all_on(acting, person, *chosen, asked.reason, out.changes, answer))
        return *refusal;
    out.answer = {.status = 200, .body = json::serialize(answer)};
    return out;
}

}  // namespace

Outcome<Written> command(const Acting& acting, const domain::PersonId& id, const PersonCommand& command) {
    const auto office = acting.reading.office();
    const auto* before = office->person(id);
    if (!before) return refuse(Why::not_found, "person.not_found");
    if (auto refusal = may_change(acting, *before, command)) return *refusal;
    if (const auto* asked = std::get_if<HandOver>(&command)) return handed_over(acting, *before, *asked);
    auto after = std::visit([&](const auto& asked) { return changed(acting, *before, asked); }, command);
    if (!after) return after.refusal();
    Written out;
    out.changes.entries.push_back(person_changed(*after, acting.person.id, acting.now));
    out.changes.people.push_back(*after);
    out.changes.office = std::make_shared<const Office>(office->with(*after));
    json::object answer{{"person", written(*after)},
                        {"warnings", new_warnings(acting, *office, *out.changes.office)}};
    if (auto refusal = follow(acting, *after, command, out.changes, answer)) return *refusal;
    if (std::holds_alternative<Relate>(command))
        if (auto refusal = wall_off_by_ties(acting, *out.changes.office, *after, out.changes))
            return *refusal;
    out.answer = {.status = 200, .body = json::serialize(answer)};
    return out;
}

}  // namespace sodan::office
