#include "domain/person.h"

#include <algorithm>

namespace sodan::domain {

namespace {

std::string_view primary(std::string_view tag) { return tag.substr(0, tag.find('-')); }

}  // namespace

bool has_left(const Person& person, Instant now) { return person.left && *person.left <= now; }

bool is_available(const Person& person, Instant now) {
    const auto away = [now](const Absence& absence) {
        return absence.from <= now && (!absence.until || now < *absence.until);
    };
    return !has_left(person, now) && std::ranges::none_of(person.absences, away);
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
