#include "office/people_views.h"

#include "domain/duty_plan.h"
#include "domain/empty_desks.h"
#include "domain/substitutes.h"
#include "domain/terms.h"
#include "office/rights.h"
#include "office/sight.h"
#include "office/standing.h"

#include <algorithm>
#include <charconv>

namespace sodan::office {

namespace json = boost::json;
using domain::Office, domain::Person;
using Why = Refusal::Why;

namespace {

Outcome<std::chrono::days> days_in(const std::string& text) {
    constexpr int most = 730;
    int days = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, days);
    if (error != std::errc{} || stopped != end || days < 1 || days > most)
        return refuse(Why::invalid, "list.bad_filter", "/leaving", {{"known", "1 ... 730"}});
    return std::chrono::days(days);
}

// Those that whoever looks is walled from are not even counted.
std::int64_t open_cases_of(const Viewing& viewing, const domain::PersonId& holder) {
    const auto all = all_of(viewing.reading, {.viewer = holder, .mine = true});
    return std::ranges::count_if(all, [&](const CaseRow& row) { return !is_walled(viewing.person.id, row); });
}

json::object leaving_view(const Viewing& viewing, const domain::Leaving& one) {
    auto out = person_view(viewing, *one.person);
    out["leaves_on"] = to_string(one.on);
    out["remaining"] = one.remaining;
    if (may(viewing.person, Action::hand_over_cases, one.person->id))
        out["holds"] = open_cases_of(viewing, one.person->id);
    return out;
}

json::array ids_of(const std::vector<const Person*>& people) {
    json::array out;
    for (const auto* one : people) out.emplace_back(one->id);
    return out;
}

json::object duty_view(const Office& office, const domain::Desk& desk, Instant at) {
    const auto on = domain::on_duty(office, desk, at);
    return {{"desk", to_string(desk)}, {"first", ids_of(on.first)}, {"deputies", ids_of(on.deputies)}};
}

json::object passing_view(const Viewing& viewing, const Passing& passing) {
    json::object out{{"ref", to_string(passing.row.ref)},
                     {"from", passing.row.desk},
                     {"desk", passing.desk},
                     {"how", code(passing.how)}};
    const auto* person = passing.person ? viewing.reading.office()->person(*passing.person) : nullptr;
    if (person) out["person"] = person->id;
    const Message message{"people.passed." + std::string(code(passing.how)),
                          {{"desk", passing.desk},
                           {"has_person", person ? "yes" : "no"},
                           {"person", person ? person->place : ""}}};
    out["says"] = in_both_languages(viewing.rules, {message}).front();
    return out;
}

// What the sender of a case may know of it afterwards.
json::object receipt(const CaseRow& row, const chain::HandOver& one) {
    auto out = written(one).as_object();
    out["ref"] = to_string(row.ref);
    return out;
}

void add_receipts(json::array& to, const CaseRow& row, const Person& sender) {
    const CaseFile file(row, {});
    for (const auto& one : file.memory().hand_overs)
        if (one.by == sender.id) to.push_back(receipt(row, one));
}

}  // namespace

// Declared ties and how somebody is reached are personal: only the roster's keepers and the person see them.
json::object person_view(const Viewing& viewing, const Person& person) {
    auto out = written(person).as_object();
    if (!may(viewing.person, Action::see_ties, person.id))
        for (const auto* field : {"relations", "reach"}) out.erase(field);
    out["available"] = is_available(person, viewing.now);
    if (const auto desk = domain::desk_of(person)) out["desk"] = to_string(*desk);
    const auto* acts = domain::stand_in(*viewing.reading.office(), person.id, viewing.now);
    if (acts && acts->id != person.id) out["stand_in"] = acts->id;
    return out;
}

Outcome<json::object> view_people(const Viewing& viewing, const PeopleRequest& asked) {
    const auto office = viewing.reading.office();
    json::array items;
    if (!asked.leaving) {
        for (const auto& person : office->people()) items.push_back(person_view(viewing, person));
        return json::object{{"items", std::move(items)}};
    }
    const auto within = days_in(*asked.leaving);
    if (!within) return within.refusal();
    for (const auto& one : domain::leaving(*office, viewing.now, viewing.now + *within))
        items.push_back(leaving_view(viewing, one));
    return json::object{
        {"items", std::move(items)},
        {"warnings", in_both_languages(viewing.rules, domain::term_warnings(*office, viewing.now))}};
}

Outcome<json::object> view_duty(const Viewing& viewing, const std::string& text) {
    const auto given = text.empty() ? std::optional(viewing.now) : parse_instant(text);
    if (!given) return refuse(Why::invalid, "input.not_an_instant", "/at");
    const auto office = viewing.reading.office();
    json::array desks;
    for (const auto& desk : office->desks())
        if (desk.kind == domain::DeskKind::coordinator || domain::has_duty_plan(*office, desk, *given))
            desks.push_back(duty_view(*office, desk, *given));
    return json::object{
        {"at", to_string(*given)},
        {"desks", std::move(desks)},
        {"warnings", in_both_languages(viewing.rules, domain::duty_warnings(*office, *given))}};
}

Outcome<json::object> view_hand_over(const Viewing& viewing, const domain::PersonId& id) {
    const auto office = viewing.reading.office();
    const auto* person = office->person(id);
    if (!person) return refuse(Why::not_found, "person.not_found");
    if (!may(viewing.person, Action::hand_over_cases, id))
        return refuse(Why::not_allowed, "person.not_yours_to_change");
    const auto planned =
        Departure(viewing.reading, viewing.rules, viewing.now, *person, viewing.person.id).planned({});
    return passings_view(viewing, planned, planned.size());
}

Outcome<json::object> view_hand_overs(const Viewing& viewing) {
    json::array items;
    CaseQuery query{.viewer = viewing.person.id, .shares = {"sent:" + viewing.person.id}};
    for (const auto* custody : {"", "closed"}) {
        if (*custody != '\0') query.custody = custody;
        for (const auto& row : all_of(viewing.reading, query)) add_receipts(items, row, viewing.person);
    }
    return json::object{{"items", std::move(items)}};
}

json::object passings_view(const Viewing& viewing, const std::vector<Passing>& passings, std::size_t out) {
    json::array items;
    std::size_t hidden = 0;
    for (const auto& passing : passings) {
        if (is_walled(viewing.person.id, passing.row))
            ++hidden;
        else if (may_be_named_to(viewing.person, passing.row))
            items.push_back(passing_view(viewing, passing));
    }
    return {{"cases_in", passings.size() - hidden}, {"cases_out", out - hidden}, {"items", std::move(items)}};
}

json::array in_both_languages(const routing::Rules& rules, const std::vector<Message>& messages) {
    json::array out;
    for (const auto& message : messages)
        out.push_back({{"en", rules.texts().text(message, "en")}, {"ja", rules.texts().text(message, "ja")}});
    return out;
}

std::vector<Message> people_warnings(const Office& office, Instant now) {
    auto out = domain::duty_warnings(office, now);
    for (auto& one : domain::term_warnings(office, now)) out.push_back(std::move(one));
    for (auto& one : domain::empty_desk_warnings(office, now)) out.push_back(std::move(one));
    return out;
}

std::vector<Message> warnings_that_are_new(const Office& before, const Office& after, Instant now) {
    const auto known = people_warnings(before, now);
    auto out = people_warnings(after, now);
    std::erase_if(out, [&](const Message& one) { return std::ranges::find(known, one) != known.end(); });
    return out;
}

std::vector<Message> absence_warnings(const Office& office, const Person& person, Instant now) {
    std::vector<Message> out;
    if (person.absences.empty() || !person.absences.back().substitute) return out;
    const auto& absence = person.absences.back();
    const auto* other = office.person(*absence.substitute);
    const auto from = std::max(absence.from, now);
    const auto desk = domain::desk_of(person);
    if (desk && domain::desk_of(*other) != desk)
        out.push_back(
            {"people.substitute_elsewhere", {{"person", other->place}, {"desk", to_string(*desk)}}});
    if (!domain::stand_in(office, other->id, from))
        out.push_back(
            {"people.substitute_away", {{"person", other->place}, {"from", to_string(from).substr(0, 10)}}});
    return out;
}

}  // namespace sodan::office
