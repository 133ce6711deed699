// Escalation raises the rank; only people lower it, and a return can be taken only once.

#include "chain/proof_parts.h"
#include "chain/proof_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace sodan::chain {

namespace {

const Situation& situation(const Exploration& all, int number) {
    return all.situations()[static_cast<std::size_t>(number)];
}

const Event& event_of(const Step& step) { return all_events()[static_cast<std::size_t>(step.event)]; }

// How far the rank rises; 0 for what does not lead from one desk to another.
int rise(const Exploration& all, int from, int to) {
    const auto &before = situation(all, from), &after = situation(all, to);
    if (before.desk == 0 || after.desk == 0) return 0;
    return rank(kind_of(after.desk)) - rank(kind_of(before.desk));
}

Witness moved(const Exploration& all, std::string_view name, int from, int to, const Event& event) {
    auto values = values_of(situation(all, from));
    values.emplace_back("event", name_of(event));
    values.emplace_back("to", code(kind_of(situation(all, to).desk)));
    auto way = all.way_to(from);
    way.push_back(event);
    return witness(name, std::move(values), way);
}

bool takes_one_return(const Exploration& all, const Step& step) {
    if (!std::holds_alternative<Returned>(event_of(step))) return step.more_returns <= 1;
    return step.more_returns == -1 && situation(all, step.from).came_from != 0;
}

// What the clock does, by name. Refutes the claim where it brings a case down.
std::set<std::string_view> acts_of_the_clock(const Exploration& all, const Climbs& climbs, Claim& out) {
    std::set<std::string_view> names;
    for (const auto& climb : climbs)
        for (int i = 0; i < static_cast<int>(all.situations().size()); ++i)
            for (const auto* stroke : {&climb.on_custody(i), &climb.on_counsel(i), &climb.on_danger(i)}) {
                if (!stroke->event || !stroke->to) continue;
                names.insert(name_of(*stroke->event));
                if (rise(all, i, *stroke->to) < 0)
                    refute(out, moved(all, "lowered_by_clock", i, *stroke->to, *stroke->event));
            }
    return names;
}

}  // namespace

Claim rank_rises(const Exploration& all) {
    auto out = claim("rank_rises");
    std::size_t escalations = 0;
    int least = rank(DeskKind::coordinator);
    for (const auto& step : all.steps()) {
        if (!std::holds_alternative<Escalated>(event_of(step))) continue;
        ++escalations;
        const auto by = rise(all, step.from, step.to);
        if (by <= 0) refute(out, moved(all, "not_higher", step.from, step.to, event_of(step)));
        least = std::min(least, by);
    }
    figure(out, "escalations", escalations);
    out.figures.emplace_back("least", std::to_string(least));
    return out;
}

Claim lowering_is_human(const Exploration& all, const Climbs& climbs) {
    auto out = claim("lowering_is_human");
    const auto of_clock = acts_of_the_clock(all, climbs, out);
    std::set<std::string_view> lowering;
    std::size_t count = 0;
    for (const auto& step : all.steps()) {
        if (!takes_one_return(all, step))
            refute(out, moved(all, "return_kept", step.from, step.to, event_of(step)));
        if (rise(all, step.from, step.to) >= 0) continue;
        ++count;
        const auto name = name_of(event_of(step));
        lowering.insert(name);
        if (of_clock.contains(name))
            refute(out, moved(all, "lowered_by_clock", step.from, step.to, event_of(step)));
    }
    if (climbs.empty()) out.verdict = ClaimVerdict::unknown;
    figure(out, "lowering", count);
    out.figures.emplace_back("by", fmt::format("{}", fmt::join(lowering, ", ")));
    out.figures.emplace_back("clock", fmt::format("{}", fmt::join(of_clock, ", ")));
    return out;
}

}  // namespace sodan::chain
