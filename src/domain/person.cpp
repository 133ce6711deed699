#include "domain/person.h"

#include <algorithm>

namespace sodan::domain {

namespace {

std::string_view primary(std::string_view tag) { return tag.substr(0, tag.find('-')); }

}  // namespace

bool has_left(const Person& person, Instant now) {
    const bool is_over = person.term && person.term->ends && *person.term->ends <= now;
    return is_over || (person.left && *person.left <= now);
}

bool is_head(const Person& person) { return person.role == Role::department && person.head.value_or(false); }

bool is_of_office(const Person& person, Instant now) {
    const bool is_to_come = person.term && person.term->begins && now < *person.term->begins;
    return !is_to_come && !has_left(person, now);
}

const Absence* absence_at(const Person& person, Instant now) {
    const auto holds = [now](const Absence& absence) {
        return absence.from <= now && (!absence.until || now < *absence.until);
    };
    const auto found = std::ranges::find_if(person.absences, holds);
    return found == person.absences.end() ? nullptr : &*found;
}

bool is_available(const Person& person, Instant now) {
    return is_of_office(person, now) && !absence_at(person, now);
}

bool speaks(const Person& person, std::string_view language) {
    return std::ranges::any_of(person.languages,
                               [&](const std::string& own) { return primary(own) == primary(language); });
}

std::optional<Desk> desk_of(const Person& person) {
    switch (person.role) {
        case Role::advisor: return Desk{DeskKind::advisor, person.of};
        case Role::leader: return Desk{DeskKind::leader, person.of};
        case Role::coordinator: return Desk{DeskKind::coordinator};
        case Role::department: return Desk{DeskKind::department};
        case Role::committee:
        case Role::secretary:
        case Role::administrator: break;
    }
    return {};
}

}  // namespace sodan::domain
