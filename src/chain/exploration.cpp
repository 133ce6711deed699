#include "chain/exploration.h"

#include <algorithm>

namespace sodan::chain {

namespace {

// Asking first saves four fifths of the time: a refusal is put into words. A test holds the two to each
// other.
std::optional<Snapshot> taken(const Snapshot& state, const Event& event) {
    if (!can_take(state, name_of(event))) return {};
    Chain chain(state);
    if (chain.apply(event)) return {};
    return chain.snapshot();
}

// After a return it is open which desk had handed the case up before. Any can have: a case that stands at one
// desk can be transferred and moved to every other.
std::vector<Situation> what_may_be(const Event& event, const Snapshot& after) {
    std::vector<Situation> out{situation_of(after)};
    if (!std::holds_alternative<Returned>(event)) return out;
    for (DeskNumber desk = 0; desk < known_desks().size(); ++desk) {
        auto other = out.front();
        other.came_from = desk;
        if (other != out.front()) out.push_back(other);
    }
    return out;
}

int returns(const Snapshot& state) { return static_cast<int>(state.memory.came_from.size()); }

}  // namespace

Subject the_chain() { return {taken, when_silent}; }

Exploration::Exploration(const Subject& subject, int limit) {
    add({}, -1);
    for (int from = 0; from < static_cast<int>(situations_.size()); ++from) {
        if (from >= limit) {
            is_whole_ = false;
            return;
        }
        const auto before = case_in(situations_[static_cast<std::size_t>(from)]);
        for (int event = 0; event < static_cast<int>(all_events().size()); ++event)
            follow(subject, from, event, before);
    }
}

void Exploration::follow(const Subject& subject, int from, int event, const Snapshot& before) {
    const auto& happened = all_events()[static_cast<std::size_t>(event)];
    const auto after = subject.take(before, happened);
    if (!after) return;
    for (const auto& situation : what_may_be(happened, *after)) {
        const auto next_step = static_cast<int>(steps_.size());
        const auto to = add(situation, next_step);
        if (to != from) steps_.push_back({from, to, event, returns(*after) - returns(before)});
    }
}

int Exploration::add(const Situation& situation, int by) {
    const auto [place, is_new] = by_key_.emplace(situation.key(), static_cast<int>(situations_.size()));
    if (is_new) {
        situations_.push_back(situation);
        reached_by_.push_back(by);
    }
    return place->second;
}

std::optional<int> Exploration::find(const Situation& situation) const {
    const auto found = by_key_.find(situation.key());
    return found == by_key_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Event> Exploration::way_to(int situation) const {
    std::vector<Event> out;
    for (auto by = reached_by_[static_cast<std::size_t>(situation)]; by >= 0;) {
        const auto& step = steps_[static_cast<std::size_t>(by)];
        out.push_back(all_events()[static_cast<std::size_t>(step.event)]);
        by = reached_by_[static_cast<std::size_t>(step.from)];
    }
    std::ranges::reverse(out);
    return out;
}

}  // namespace sodan::chain
