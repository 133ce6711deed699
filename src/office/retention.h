#pragma once
// How long a closed case is kept: a policy of whoever runs the desk, for no law names a period. A case goes
// with the quarter in which its time ends (docs/operations.md).

#include "office/rows.h"

#include <map>
#include <optional>
#include <string>

namespace sodan::office {

struct Retention {
    int years = 5;
    std::map<std::string, int> by_desk{};  // years, by a desk ("advisor/37") or a kind of desk ("advisor")

    int years_at(const std::string& desk) const;
    // Of a closed case, by the desk where it was closed and the day, in Japan; nothing while it is open.
    std::optional<Instant> ends(const CaseRow&) const;
};

}  // namespace sodan::office
