#include "office/office_faults.h"

#include "base/clock.h"
#include "domain/substitutes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace sodan::office {

using domain::Host, domain::Institution, domain::Person, domain::Role;

namespace {

constexpr std::array kinds{"clair",     "clair_overseas", "mission", "association",
                           "emergency", "helpline",       "service"};

std::string pointer(std::size_t at, std::string_view field) { return fmt::format("/{}/{}", at, field); }

Fault fault(std::size_t at, std::string_view field, std::string_view why, std::string given = {}) {
    return {pointer(at, field), fmt::format("domain.file.{}", why), {{"given", std::move(given)}}};
}

// The first that stands a second time.
template <class T>
std::optional<Fault> twice(const std::vector<T>& list, std::string T::*field, const char* name) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < list.size(); ++i)
        if (!seen.insert(list[i].*field).second) return fault(i, name, "twice", list[i].*field);
    return {};
}

// The first that leaves out what it must say.
template <class T>
std::optional<Fault> empty(const std::vector<T>& list, std::string T::*field, const char* name) {
    for (std::size_t i = 0; i < list.size(); ++i)
        if ((list[i].*field).empty()) return fault(i, name, "empty");
    return {};
}

bool is_date(const std::string& text) { return parse_instant(text + "T00:00:00+09:00").has_value(); }

// "2018", "2018-09" or "2018-09-01": sources are not more exact than they are.
bool is_as_of(const std::string& text) {
    constexpr std::size_t year = 4, month = 7;
    if (text.size() == year) return is_date(text + "-01-01");
    return text.size() == month ? is_date(text + "-01") : is_date(text);
}

// JIS X 0401: two digits; JIS X 0402: five, which begin with the prefecture's.
bool is_code(const Host& host) {
    constexpr std::size_t prefecture_digits = 2, city_digits = 5;
    const bool is_city = host.kind == domain::HostKind::designated_city;
    return host.code.size() == (is_city ? city_digits : prefecture_digits) &&
           std::ranges::all_of(host.code, [](char c) { return c >= '0' && c <= '9'; }) &&
           host.prefecture == host.code.substr(0, prefecture_digits);
}

bool is_known(const std::vector<Host>& hosts, const std::string& code) {
    return std::ranges::find(hosts, code, &Host::code) != hosts.end();
}

std::optional<Fault> fault_of(const Person& one, std::size_t at, const std::vector<Host>& hosts) {
    const bool has_desk_of_its_own = one.role == Role::advisor || one.role == Role::leader;
    if (has_desk_of_its_own == one.of.empty())
        return fault(at, "of", has_desk_of_its_own ? "empty" : "not_wanted", one.of);
    if (one.role == Role::advisor && !is_known(hosts, one.of)) return fault(at, "of", "unknown_host", one.of);
    if (one.role == Role::leader && !speaks(one, one.of))
        return fault(at, "languages", "leader_language", one.of);
    if (one.languages.empty()) return fault(at, "languages", "empty");
    if (const auto field = one.reach ? domain::fault_in(*one.reach) : std::nullopt)
        return fault(at, "reach" + *field, "not_a_reach");
    return {};
}

std::optional<Fault> fault_of_time(const Person& one, std::size_t at) {
    if (one.duty)
        if (const auto found = fault_in(*one.duty))
            return fault(at, "duty" + found->pointer, name_of(found->why), found->given);
    const auto& term = one.term;
    if (term && term->begins && term->ends && *term->ends <= *term->begins)
        return fault(at, "term/ends", "ends_first", to_string(*term->ends));
    for (std::size_t i = 0; i < one.absences.size(); ++i)
        if (const auto& away = one.absences[i]; away.until && *away.until <= away.from)
            return fault(at, fmt::format("absences/{}/until", i), "ends_first", to_string(*away.until));
    return {};
}

// Substitutes who are nobody, or who stand in for one another in a circle.
std::optional<Fault> fault_of_substitutes(const std::vector<Person>& people) {
    const domain::Office office({}, people, {});
    for (std::size_t i = 0; i < people.size(); ++i) {
        for (std::size_t k = 0; k < people[i].absences.size(); ++k)
            if (const auto& to = people[i].absences[k].substitute; to && !office.person(*to))
                return fault(i, fmt::format("absences/{}/substitute", k), "no_substitute", *to);
        if (const auto circle = domain::circle_of(office, people[i]); !circle.empty())
            return fault(i, "absences", "circle", fmt::format("{}", fmt::join(circle, " → ")));
    }
    return {};
}

std::optional<Fault> dangling(const std::vector<Person>& people) {
    std::set<std::string> ids;
    for (const auto& one : people) ids.insert(one.id);
    for (std::size_t i = 0; i < people.size(); ++i)
        for (std::size_t k = 0; k < people[i].relations.size(); ++k)
            if (const auto& with = people[i].relations[k].with; with == people[i].id || !ids.contains(with))
                return fault(i, fmt::format("relations/{}/with", k), "nobody", with);
    return {};
}

}  // namespace

std::string_view name_of(domain::DutyFault::Why why) {
    switch (why) {
        case domain::DutyFault::Why::not_a_time: return "not_a_time";
        case domain::DutyFault::Why::not_a_date: return "not_a_date";
        case domain::DutyFault::Why::date_twice: break;
    }
    return "date_twice";
}

std::optional<Fault> fault_in(const std::vector<Host>& hosts) {
    if (auto found = empty(hosts, &Host::name_en, "name_en")) return found;
    if (auto found = empty(hosts, &Host::name_ja, "name_ja")) return found;
    if (auto found = twice(hosts, &Host::code, "code")) return found;
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        const auto& host = hosts[i];
        if (!is_code(host)) return fault(i, "code", "not_a_code", host.code);
        if (!is_known(hosts, host.prefecture)) return fault(i, "prefecture", "unknown_host", host.prefecture);
        if (!is_date(host.valid_from)) return fault(i, "valid_from", "not_a_date", host.valid_from);
        if (!host.valid_to.empty() && !is_date(host.valid_to))
            return fault(i, "valid_to", "not_a_date", host.valid_to);
    }
    return {};
}

std::optional<Fault> fault_in(const std::vector<Person>& people, const std::vector<Host>& hosts) {
    if (auto found = empty(people, &Person::id, "id")) return found;
    if (auto found = empty(people, &Person::name, "name")) return found;
    if (auto found = empty(people, &Person::place, "place")) return found;
    if (auto found = twice(people, &Person::id, "id")) return found;
    if (auto found = twice(people, &Person::place, "place")) return found;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (auto found = fault_of(people[i], i, hosts)) return found;
        if (auto found = fault_of_time(people[i], i)) return found;
    }
    if (auto found = dangling(people)) return found;
    return fault_of_substitutes(people);
}

std::optional<Fault> fault_in(const std::vector<Institution>& directory) {
    if (auto found = empty(directory, &Institution::id, "id")) return found;
    if (auto found = empty(directory, &Institution::name_en, "name_en")) return found;
    if (auto found = empty(directory, &Institution::source, "source")) return found;
    if (auto found = twice(directory, &Institution::id, "id")) return found;
    for (std::size_t i = 0; i < directory.size(); ++i) {
        if (std::ranges::find(kinds, directory[i].kind) == kinds.end())
            return fault(i, "kind", "unknown_kind", directory[i].kind);
        if (!is_as_of(directory[i].as_of)) return fault(i, "as_of", "not_a_date", directory[i].as_of);
    }
    return {};
}

}  // namespace sodan::office
