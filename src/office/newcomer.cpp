#include "office/newcomer.h"

#include "office/acts.h"
#include "office/office_faults.h"
#include "office/people_time.h"
#include "office/people_views.h"
#include "office/reaching.h"
#include "office/rights.h"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;
using domain::Office, domain::Person, domain::Role;
using Why = Refusal::Why;

namespace {

constexpr std::size_t longest_id = 40;

bool is_id(const std::string& text) {
    const auto is_sign = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !text.empty() && text.size() <= longest_id && std::ranges::all_of(text, is_sign);
}

Refused refused_id(const Office& office, const std::string& id) {
    if (!is_id(id)) return refuse(Why::invalid, "person.not_an_id", "/id");
    if (office.person(id)) return refuse(Why::invalid, "person.id_taken", "/id", {{"id", id}});
    return {};
}

// Where they belong: an advisor to a host, a leader to a language that they speak, anybody else to nothing.
Refused refused_of(const Office& office, const AddPerson& asked) {
    const auto of = asked.of.value_or("");
    if (asked.role == Role::advisor)
        return office.host(of) ? Refused{}
                               : refuse(Why::invalid, "person.host_unknown", "/of", {{"given", of}});
    if (asked.role == Role::leader) {
        const bool speaks_it = !of.empty() && std::ranges::find(asked.languages, of) != asked.languages.end();
        return speaks_it ? Refused{} : refuse(Why::invalid, "person.leader_language", "/of", {{"given", of}});
    }
    return of.empty() ? Refused{} : refuse(Why::invalid, "person.of_not_wanted", "/of", {{"given", of}});
}

Refused refused_term(const AddPerson& asked, Instant now) {
    if (asked.begins && asked.ends && *asked.ends <= *asked.begins)
        return refuse(Why::invalid, "person.term_ends_first", "/ends");
    if (asked.ends && *asked.ends <= now) return refuse(Why::invalid, "person.term_is_over", "/ends");
    return {};
}

Refused refused_fields(const Acting& acting, const Office& office, const AddPerson& asked) {
    if (auto refusal = refused_id(office, asked.id)) return refusal;
    if (auto refusal = must_be_said(asked.name, "/name")) return refusal;
    if (asked.languages.empty()) return refuse(Why::invalid, "person.no_language", "/languages");
    if (auto refusal = refused_of(office, asked)) return refusal;
    if (asked.place && office.person_called(*asked.place))
        return refuse(Why::invalid, "person.place_taken", "/place", {{"given", *asked.place}});
    if (asked.email && !domain::is_mail_address(*asked.email))
        return refuse(Why::invalid, "person.not_a_reach", "/email");
    return refused_term(asked, acting.now);
}

std::string place_begins(Role role) {
    switch (role) {
        case Role::advisor: return "PA";
        case Role::leader: return "SGL";
        case Role::coordinator: return "PC";
        case Role::department: return "STAFF";
        default: break;
    }
    std::string out(code(role));
    std::ranges::transform(out, out.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
    return out;
}

std::string free_place(const Office& office, const AddPerson& asked) {
    const auto of = asked.of ? " of " + *asked.of : "";
    const auto stands = [&](const std::string& place) {
        return std::ranges::find(office.people(), place, &Person::place) != office.people().end();
    };
    for (char letter = 'A'; letter <= 'Z'; ++letter)
        if (auto out = place_begins(asked.role) + "-" + letter + of; !stands(out)) return out;
    return place_begins(asked.role) + "-" + asked.id + of;
}

Person made(const Office& office, const AddPerson& asked) {
    Person out{.id = asked.id,
               .name = asked.name,
               .place = asked.place.value_or(free_place(office, asked)),
               .role = asked.role,
               .of = asked.of.value_or(""),
               .advisor_kind = asked.advisor_kind,
               .languages = asked.languages};
    if (asked.begins || asked.ends) out.term = domain::Term{asked.begins, asked.ends};
    if (asked.email) out.reach = domain::Reach{.email = *asked.email};
    return out;
}

// What no check above names: the same as for the office's file.
Refused refused_as_in_a_file(const Office& office) {
    const auto fault = fault_in(office.people(), office.hosts());
    if (!fault) return {};
    const auto field = fault->pointer.find('/', 1);
    return refuse(Why::invalid, "person.cannot_be_added",
                  field == std::string::npos ? "" : fault->pointer.substr(field));
}

json::array warnings(const Acting& acting, const Office& before, const Office& after, const Person& person) {
    auto out = warnings_that_are_new(before, after, acting.now);
    if (acting.post)
        for (auto& one : reach_warnings(person, *acting.post)) out.push_back(std::move(one));
    return in_both_languages(acting.rules, out);
}

}  // namespace

Outcome<Written> add_person(const Acting& acting, const AddPerson& asked) {
    if (auto refusal = must_be_allowed(acting.person, Action::manage_accounts)) return *refusal;
    const auto office = acting.reading.office();
    if (auto refusal = refused_fields(acting, *office, asked)) return *refusal;
    const auto person = made(*office, asked);
    Written out;
    out.changes.office = std::make_shared<const Office>(office->with(person));
    if (auto refusal = refused_as_in_a_file(*out.changes.office)) return *refusal;
    out.changes.entries.push_back(person_changed(person, acting.person.id, acting.now));
    out.changes.people.push_back(person);
    const json::object answer{{"person", written(person)},
                              {"warnings", warnings(acting, *office, *out.changes.office, person)}};
    out.answer = {.status = 201, .body = json::serialize(answer)};
    return out;
}

}  // namespace sodan::office
