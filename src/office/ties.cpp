// What follows from a tie that is declared while cases stand already.

#include "office/walls.h"

#include <set>

namespace sodan::office {

using domain::Office, domain::Person;

namespace {

class WallingOff {
public:
    WallingOff(const Acting& acting, const Office& after, Changes& changes)
        : acting_(acting), after_(after), changes_(changes) {}

    // Every case that the person could see, open or closed.
    std::optional<Refusal> from_cases_of(const Person& person) {
        for (const auto& custody : {std::optional<std::string>{}, std::optional<std::string>{"closed"}})
            if (auto refusal = from_listed(
                    {.viewer = person.id, .shares = shares_of(person), .custody = custody, .limit = 200}))
                return refusal;
        return {};
    }

private:
    std::optional<Refusal> from_listed(CaseQuery query) {
        do {
            const auto page = acting_.reading.list(query);
            for (const auto& row : page.cases)
                if (auto refusal = from(row)) return refusal;
            query.cursor = page.next;
        } while (!query.cursor.empty());
        return {};
    }

    // A case is written once in a unit, also where both could see it.
    std::optional<Refusal> from(const CaseRow& listed) {
        if (!seen_.insert(listed.ref.bits()).second) return {};
        const auto row = acting_.reading.find_case(listed.ref);
        if (!row) return {};
        CaseFile file(*row, {.actor = acting_.person.id, .now = acting_.now});
        for (const auto& conflict : conflicts_of(file, after_))
            if (auto refusal = raise_wall(acting_, file, conflict)) return refusal;
        if (file.changed()) add(changes_, changes_of(acting_.reading, file));
        return {};
    }

    const Acting& acting_;
    const Office& after_;
    Changes& changes_;
    std::set<decltype(CaseRef{}.bits())> seen_{};
};

}  // namespace

std::optional<Refusal> wall_off_by_ties(const Acting& acting, const Office& after, const Person& person,
                                        Changes& changes) {
    WallingOff walling(acting, after, changes);
    if (auto refusal = walling.from_cases_of(person)) return refusal;
    for (const auto& tie : person.relations)
        if (const auto* other = after.person(tie.with))
            if (auto refusal = walling.from_cases_of(*other)) return refusal;
    return {};
}

}  // namespace sodan::office
