// An emergency lasts until a person records that help made contact, and until then the clock never lets it
// rest.

#include "chain/proof_parts.h"
#include "chain/proof_words.h"

#include <algorithm>

namespace sodan::chain {

namespace {

const Situation& situation(const Exploration& all, int number) {
    return all.situations()[static_cast<std::size_t>(number)];
}

bool ends_an_emergency(const Exploration& all, const Step& step) {
    return situation(all, step.from).help_due && !situation(all, step.to).help_due;
}

void look_at_steps(const Exploration& all, Claim& out) {
    std::size_t ends = 0;
    for (const auto& step : all.steps()) {
        if (!ends_an_emergency(all, step)) continue;
        ++ends;
        const auto& event = all_events()[static_cast<std::size_t>(step.event)];
        if (std::holds_alternative<HelpMadeContact>(event)) continue;
        auto values = values_of(situation(all, step.from));
        values.emplace_back("event", name_of(event));
        refute(out, witness("danger_forgotten", std::move(values), all.way_to(step.from)));
    }
    figure(out, "ends", ends);
}

void look_at_the_clock(const Exploration& all, const Climbs& climbs, Claim& out) {
    std::size_t in_danger = 0;
    for (int i = 0; i < static_cast<int>(all.situations().size()); ++i) {
        if (!situation(all, i).help_due) continue;
        ++in_danger;
        const bool rings =
            std::ranges::all_of(climbs, [i](const Climb& c) { return c.on_danger(i).to == i; });
        if (!rings) refute(out, witness("danger_clock", values_of(situation(all, i)), all.way_to(i)));
    }
    figure(out, "situations", in_danger);
}

}  // namespace

Claim danger_lasts(const Exploration& all, const Climbs& climbs) {
    auto out = claim("danger_lasts");
    look_at_steps(all, out);
    look_at_the_clock(all, climbs, out);
    if (climbs.empty()) out.verdict = ClaimVerdict::unknown;
    return out;
}

}  // namespace sodan::chain
