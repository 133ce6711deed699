#include "chain/proof.h"

#include "chain/proof_parts.h"
#include "chain/proof_words.h"

#include <algorithm>

namespace sodan::chain {

namespace {

Climbs climbs_of(const Exploration& all, const Subject& subject, const SilentRules& rules) {
    std::vector<WayUp> ways;
    for (const auto urgency : all_urgencies)
        for (const auto& way : rules.ways(urgency))
            if (std::ranges::find(ways, way) == ways.end()) ways.push_back(way);
    Climbs out;
    for (const auto& way : ways)
        for (const bool coordinators_refused : {false, true})
            out.emplace_back(all, subject, Silence{way, coordinators_refused});
    return out;
}

std::vector<Claim> given_up(int limit) {
    std::vector<Claim> out;
    for (const auto* name : {"states_reachable", "final_reachable", "owned_or_timed", "climbs_when_silent",
                             "rank_rises", "lowering_is_human", "danger_lasts"}) {
        out.push_back(claim(name));
        out.back().verdict = ClaimVerdict::unknown;
        figure(out.back(), "limit", static_cast<std::size_t>(limit));
    }
    return out;
}

}  // namespace

std::vector<Claim> prove(const SilentRules& rules, const Subject& subject, int limit) {
    const Exploration all(subject, limit);
    if (!all.is_whole()) return given_up(limit);
    const auto climbs = climbs_of(all, subject, rules);
    return {states_reachable(all, subject),
            final_reachable(all),
            owned_or_timed(all, climbs),
            climbs_when_silent(all, climbs, rules),
            rank_rises(all),
            lowering_is_human(all, climbs),
            danger_lasts(all, climbs)};
}

}  // namespace sodan::chain
