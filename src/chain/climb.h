#pragma once
// What the clock makes of every situation while nobody acts, the rules being as they are at that moment:
// where each stroke leads, and where it ends.

#include "chain/exploration.h"
#include "chain/proof.h"

#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace sodan::chain {

// The clock's next act on custody, on counsel, or on an emergency.
struct Stroke {
    std::optional<Event> event{};  // nothing: no such timer runs
    std::optional<int> to{};       // nothing: the machine does not take it
    DeskKind next_at{};            // whose deadline the next stroke keeps
    domain::Window next_window{};
};

// What can be while nobody acts: the way up by the rules, and whether the caller refuses the coordinators.
struct Silence {
    WayUp way;
    bool coordinators_refused = false;
};

class Climb {
public:
    Climb(const Exploration&, const Subject&, Silence);

    const Silence& silence() const { return silence_; }
    const Stroke& on_custody(int situation) const { return custody_[static_cast<std::size_t>(situation)]; }
    const Stroke& on_counsel(int situation) const { return counsel_[static_cast<std::size_t>(situation)]; }
    const Stroke& on_danger(int situation) const { return danger_[static_cast<std::size_t>(situation)]; }
    // The alarm rings here, and nothing but the alarm from now on.
    bool keeps_ringing(int situation) const;
    // The situations from `start` to the first that keeps ringing; ends with the last one where it ends
    // otherwise.
    std::vector<int> path(int start) const;

private:
    Stroke stroke(const Exploration&, const Subject&, int situation, std::span<const Timer>) const;

    Silence silence_;
    std::vector<Stroke> custody_, counsel_, danger_;
};

}  // namespace sodan::chain
