#include "domain/substitutes.h"

#include <algorithm>
#include <set>

namespace sodan::domain {

namespace {

// From `start` along the substitutes, until somebody names none or somebody comes a second time.
std::vector<PersonId> chain_from(const Office& office, const PersonId& start, Instant now) {
    std::vector<PersonId> out;
    for (const auto* id = &start; id && std::ranges::find(out, *id) == out.end();) {
        out.push_back(*id);
        const auto* person = office.person(*id);
        id = person ? substitute_at(*person, now) : nullptr;
    }
    return out;
}

bool closes(const Office& office, const std::vector<PersonId>& chain, Instant now) {
    const auto* last = office.person(chain.back());
    const auto* next = last ? substitute_at(*last, now) : nullptr;
    return next && *next == chain.front();
}

// Circles begin where an absence begins: at other times nothing new is closed.
std::set<Instant> beginnings(const Office& office) {
    std::set<Instant> out;
    for (const auto& person : office.people())
        for (const auto& absence : person.absences)
            if (absence.substitute) out.insert(absence.from);
    return out;
}

}  // namespace

const PersonId* substitute_at(const Person& person, Instant now) {
    for (const auto& absence : person.absences)
        if (absence.substitute && absence.from <= now && (!absence.until || now < *absence.until))
            return &*absence.substitute;
    return nullptr;
}

const Person* stand_in(const Office& office, const PersonId& id, Instant now) {
    for (const auto& candidate : chain_from(office, id, now))
        if (const auto* person = office.person(candidate); person && is_available(*person, now))
            return person;
    return nullptr;
}

std::vector<PersonId> circle_of(const Office& office, const Person& changed) {
    const auto then = office.with(changed);
    for (const auto instant : beginnings(then))
        if (auto chain = chain_from(then, changed.id, instant); closes(then, chain, instant)) return chain;
    return {};
}

}  // namespace sodan::domain
