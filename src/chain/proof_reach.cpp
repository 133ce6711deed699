// Every state can be reached, and from every situation the end.

#include "chain/export.h"
#include "chain/proof_parts.h"
#include "chain/proof_words.h"

#include <algorithm>
#include <deque>
#include <map>

namespace sodan::chain {

namespace {

// A state of custody with its link, and one of counsel beside it, by the names of the machine's table.
struct State {
    std::string desk, custody, counsel;
    auto operator<=>(const State&) const = default;
};

State state_of(const Situation& situation) {
    const bool in_link = situation.custody >= Custody::queued && situation.custody <= Custody::offered;
    return {in_link ? std::string(code(kind_of(situation.desk))) : "none",
            std::string(code(situation.custody)), std::string(code(situation.counsel))};
}

std::vector<State> wanted_states() {
    std::vector<State> out;
    for (const auto& custody : table().states) {
        if (!custody.resting || custody.region == "counsel") continue;
        if (custody.parent.empty()) {
            out.push_back({"none", custody.name, std::string(code(Counsel::alone))});
            continue;
        }
        const auto dot = custody.name.find('.');
        for (const auto& counsel : table().states)
            if (counsel.region == "counsel")
                out.push_back({custody.name.substr(0, dot), custody.name.substr(dot + 1), counsel.name});
    }
    return out;
}

// The way counts only when it leads there from the very beginning, with all that a case remembers.
bool leads_to(const Subject& subject, const std::vector<Event>& way, const State& wanted) {
    Snapshot state;
    for (const auto& event : way) {
        const auto next = subject.take(state, event);
        if (!next) return false;
        state = *next;
    }
    return state_of(situation_of(state)) == wanted;
}

// How many steps it takes from each situation to the end; -1 where none leads there. And the step to take.
struct ToTheEnd {
    std::vector<int> distance, step;
};

ToTheEnd to_the_end(const Exploration& all) {
    const auto& situations = all.situations();
    std::vector<std::vector<int>> into(situations.size());
    for (int i = 0; i < static_cast<int>(all.steps().size()); ++i)
        into[static_cast<std::size_t>(all.steps()[static_cast<std::size_t>(i)].to)].push_back(i);
    ToTheEnd out{std::vector<int>(situations.size(), -1), std::vector<int>(situations.size(), -1)};
    std::deque<std::size_t> next;
    for (std::size_t i = 0; i < situations.size(); ++i)
        if (situations[i].custody == Custody::closed) {
            out.distance[i] = 0;
            next.push_back(i);
        }
    for (; !next.empty(); next.pop_front())
        for (const auto by : into[next.front()]) {
            const auto from = static_cast<std::size_t>(all.steps()[static_cast<std::size_t>(by)].from);
            if (out.distance[from] >= 0) continue;
            out.distance[from] = out.distance[next.front()] + 1;
            out.step[from] = by;
            next.push_back(from);
        }
    return out;
}

std::vector<Event> rest_of_the_way(const Exploration& all, const ToTheEnd& end, std::size_t from) {
    std::vector<Event> out;
    while (end.step[from] >= 0) {
        const auto& step = all.steps()[static_cast<std::size_t>(end.step[from])];
        out.push_back(all_events()[static_cast<std::size_t>(step.event)]);
        from = static_cast<std::size_t>(step.to);
    }
    return out;
}

}  // namespace

Claim states_reachable(const Exploration& all, const Subject& subject) {
    auto out = claim("states_reachable");
    std::map<State, int> nearest;
    for (int i = 0; i < static_cast<int>(all.situations().size()); ++i)
        nearest.emplace(state_of(all.situations()[static_cast<std::size_t>(i)]), i);
    const auto wanted = wanted_states();
    std::size_t longest = 0;
    for (const auto& state : wanted) {
        const Values values{{"custody", state.custody}, {"counsel", state.counsel}, {"desk", state.desk}};
        const auto found = nearest.find(state);
        const auto way = found == nearest.end() ? std::vector<Event>{} : all.way_to(found->second);
        if (found == nearest.end() || !leads_to(subject, way, state))
            refute(out, witness("unreached", values, {}));
        else if (out.verdict == ClaimVerdict::proved)
            out.witnesses.push_back(witness("reached", values, way));
        longest = std::max(longest, way.size());
    }
    figure(out, "states", wanted.size());
    figure(out, "situations", all.situations().size());
    figure(out, "steps", all.steps().size());
    figure(out, "longest", longest);
    return out;
}

Claim final_reachable(const Exploration& all) {
    auto out = claim("final_reachable");
    const auto end = to_the_end(all);
    std::size_t farthest = 0;
    for (std::size_t i = 0; i < end.distance.size(); ++i) {
        if (end.distance[i] < 0)
            refute(out, witness("no_end", values_of(all.situations()[i]), all.way_to(static_cast<int>(i))));
        else if (end.distance[i] > end.distance[farthest])
            farthest = i;
    }
    if (out.verdict == ClaimVerdict::proved)
        out.witnesses.push_back(
            witness("end", values_of(all.situations()[farthest]), rest_of_the_way(all, end, farthest)));
    figure(out, "situations", all.situations().size());
    figure(out, "longest", static_cast<std::size_t>(std::max(0, end.distance[farthest])));
    return out;
}

}  // namespace sodan::chain
