#include "domain/terms.h"

#include <algorithm>
#include <chrono>
#include <tuple>

namespace sodan::domain {

namespace {

constexpr auto ahead = std::chrono::days(60);

std::ptrdiff_t of_desk(const Office& office, const Person& person, Instant then) {
    const auto desk = desk_of(person);
    if (!desk) return 0;
    return std::ranges::count_if(office.members(*desk),
                                 [then](const Person* one) { return is_of_office(*one, then); });
}

}  // namespace

std::optional<Instant> last_day(const Person& person) {
    const auto term = person.term ? person.term->ends : std::nullopt;
    if (term && person.left) return std::min(*term, *person.left);
    return term ? term : person.left;
}

std::vector<Leaving> leaving(const Office& office, Instant from, Instant until) {
    std::vector<Leaving> out;
    for (const auto& person : office.people())
        if (const auto on = last_day(person); on && from < *on && *on <= until)
            out.push_back({&person, *on, of_desk(office, person, *on)});
    std::ranges::sort(out, {}, [](const Leaving& one) { return std::tie(one.on, one.person->id); });
    return out;
}

std::vector<Message> term_warnings(const Office& office, Instant now) {
    std::vector<Message> out;
    for (const auto& one : leaving(office, now, now + ahead)) {
        const auto desk = desk_of(*one.person);
        if (!desk || one.remaining > 0) continue;
        out.push_back({"people.term_empties",
                       {{"person", one.person->place},
                        {"on", sodan::to_string(one.on).substr(0, 10)},
                        {"desk", to_string(*desk)}}});
    }
    return out;
}

}  // namespace sodan::domain
