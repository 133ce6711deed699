#pragma once
// Every need that the office can meet, by what makes a difference: the language, the host, the person whom
// the case is about; and everything that the absence of a few people makes of the desks.

#include "routing/staff_route.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace sodan::routing {

inline constexpr auto spoken_by_nobody = "mis";  // ISO 639-3: a language without a code

struct Need {
    std::string language;
    std::optional<std::string> host{};
    std::optional<domain::PersonId> subject{};
};

// One need with some people away.
struct Situation {
    const Need& need;
    DeskReaches reaches;
    std::vector<domain::PersonId> absent;
};

class StaffNeeds {
public:
    StaffNeeds(const StaffDesks&, const domain::Office&, int absent);

    // All of them; `use` is called for each standing of the desks that up to so many absences bring about,
    // and first for that in which nobody else is away.
    void each(const std::function<void(const Situation&)>& use);
    void each_of(const Need&, const std::function<void(const Situation&)>& use);  // of one need
    std::size_t needs() const { return needs_; }

    // Those with leaders, English, Japanese, what anybody speaks, and one that nobody does.
    std::vector<std::string> languages() const;

private:
    using Standings = std::vector<Becomes>;
    const Standings& standings(const domain::Desk&, const Need&);
    std::vector<std::optional<domain::PersonId>> subjects(const Need&) const;
    bool matters(const domain::PersonId&, const domain::Desk&) const;
    std::vector<domain::Desk> desks_of(const Need&) const;

    const StaffDesks& desks_;
    const domain::Office& office_;
    int absent_;
    std::size_t needs_ = 0;
    std::map<std::string, Standings> known_{};
};

}  // namespace sodan::routing
