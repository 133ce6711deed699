#pragma once
// Random inquiries and questions about them, in offices where some are away or gone: what must hold for every
// decision is tried on these.

#include "example.h"

#include <rapidcheck.h>

namespace sodan::routing::example {

template <class E> E any_of_enum() {
    std::vector<E> all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto d) { all.push_back(d.value); });
    return *rc::gen::elementOf(all);
}

template <class E> std::optional<E> perhaps_of_enum() {
    return *rc::gen::arbitrary<bool>() ? std::optional(any_of_enum<E>()) : std::nullopt;
}

inline std::string any_person() { return (*rc::gen::elementOf(office().people())).id; }

inline std::vector<domain::PersonId> some_people(int most) {
    std::vector<domain::PersonId> out;
    for (int left = *rc::gen::inRange(0, most + 1); left > 0; --left) out.push_back(any_person());
    return out;
}

inline Instant any_instant() {
    return at("2026-10-05T00:00:00+09:00") + std::chrono::minutes(*rc::gen::inRange(0, 60 * 24 * 60));
}

inline domain::Intake any_intake() {
    auto out = intake();
    out.received_at = any_instant();
    out.addressed_to = any_of_enum<domain::AddressedTo>();
    out.raised_by = any_of_enum<domain::RaisedBy>();
    out.language = *rc::gen::element<std::string>("en", "ja", "pt-br", "fr", "th");
    out.host = (*rc::gen::elementOf(office().hosts())).code;
    if (*rc::gen::inRange(0, 5) == 0) out.host.reset();
    out.topics = *rc::gen::unique<std::vector<domain::Topic>>(*rc::gen::inRange<std::size_t>(1, 4),
                                                              rc::gen::exec(any_of_enum<domain::Topic>));
    for (const auto& person : some_people(2)) out.concerns.push_back("advisor:" + person);
    if (*rc::gen::arbitrary<bool>()) out.concerns.emplace_back("supervisor");
    out.excludes = some_people(2);
    for (int left = *rc::gen::inRange(0, 3); left > 0; --left)
        out.consent[any_of_enum<domain::ConsentScope>()] = any_of_enum<domain::ConsentState>();
    out.danger = perhaps_of_enum<domain::Danger>();
    out.tried_supervisor = perhaps_of_enum<domain::TriedSupervisor>();
    out.wishes = perhaps_of_enum<domain::DeskKind>();
    if (*rc::gen::inRange(0, 4) == 0) out.named_date = "2026-10-1" + std::to_string(*rc::gen::inRange(0, 9));
    return out;
}

inline domain::Desk any_desk() {
    const auto desks = office().desks();
    return *rc::gen::elementOf(desks);
}

inline Question any_question() {
    Question out;
    if (*rc::gen::arbitrary<bool>()) out.named_day = "2026-10-2" + std::to_string(*rc::gen::inRange(0, 9));
    if (*rc::gen::arbitrary<bool>()) out.danger_words = true;
    if (*rc::gen::arbitrary<bool>()) return out;
    out = {.desk = to_string(any_desk()), .cause = perhaps_of_enum<Cause>()};
    out.walls = some_people(2);
    out.other_side = some_people(2);
    if (*rc::gen::arbitrary<bool>()) out.continuity = any_person();
    out.urgency = any_of_enum<domain::Urgency>();
    return out;
}

// The example office with some away, some gone, some tied to others; some whole desks are away.
inline domain::Office any_office() {
    auto out = office();
    for (const auto& person : some_people(4)) out = out.with(away(*out.person(person)));
    if (*rc::gen::arbitrary<bool>())
        for (const auto* person : office().members(any_desk())) out = out.with(away(*person));
    for (const auto& id : some_people(2)) {
        auto person = *out.person(id);
        person.relations.push_back({any_person(), any_of_enum<domain::RelationKind>()});
        out = out.with(std::move(person));
    }
    return out;
}

}  // namespace sodan::routing::example
