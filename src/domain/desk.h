#pragma once
// A desk is where cases wait for people: "advisor/37", "leader/fr", "coordinator", "department",
// "supervisor".

#include "domain/words.h"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace sodan::domain {

struct Desk {
    DeskKind kind = DeskKind::coordinator;
    std::string
        of{};  // the host's code of an advisor or supervisor desk, the language of a leader desk, else ""

    auto operator<=>(const Desk&) const = default;

    // Nothing when the kind is unknown, or `of` is missing or not wanted. A supervisor desk is "supervisor".
    static std::optional<Desk> parse(std::string_view);
};

std::string to_string(const Desk&);

// Supervisor 0 < advisor 1 < leader, department 2 < coordinator 3. Escalation raises it; only a person lowers
// it.
int rank(DeskKind);

}  // namespace sodan::domain
