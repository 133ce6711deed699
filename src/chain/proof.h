#pragma once
// What is proved of the chain, by trying every event in every situation that the machine can be in, and by
// letting the clock run while nobody acts (docs/chain.md, "What is proved"). Must not know the rules: what
// they answer for a silent case is handed in. Rules that answer nothing prove nothing.

#include "base/claim.h"
#include "chain/exploration.h"

#include <array>
#include <functional>
#include <vector>

namespace sodan::chain {

// How long something may take, by the table of deadlines.
struct Span {
    int business_days = 0;
    int minutes = 0;
    bool operator==(const Span&) const = default;
};

// Where a case goes on which its desk is silent, for one thing that can be true of the office: by kind of
// desk, the kind that comes next; the same or a lower one where the rules name none above.
struct WayUp {
    std::array<DeskKind, 5> next;  // by DeskKind
    bool coordinators_can_act = true;
    bool operator==(const WayUp&) const = default;
};

inline constexpr std::array all_urgencies{Urgency::immediate, Urgency::urgent, Urgency::prompt,
                                          Urgency::routine};

struct SilentRules {
    std::function<std::vector<WayUp>(Urgency)> ways;  // all that can be; the same one need not stand twice
    std::function<Span(Urgency, DeskKind, domain::Window)> span;
};

// Part "chain": states_reachable, final_reachable, owned_or_timed, climbs_when_silent, rank_rises,
// lowering_is_human, danger_lasts. `limit`: how many situations are looked at before the proof is given up
// ("unknown").
std::vector<Claim> prove(const SilentRules&, const Subject& = the_chain(), int limit = 50'000);

}  // namespace sodan::chain
