#pragma once
// Every situation that a case can come into, and every step between two of them: what the proofs look at.
// Found by putting every event on the machine that runs, in every situation, beginning before the first
// event.

#include "chain/silence.h"
#include "chain/situation.h"

#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace sodan::chain {

// What is proved. Tests hand in broken ones, to see that a proof can fail.
struct Subject {
    std::function<std::optional<Snapshot>(const Snapshot&, const Event&)> take;  // nothing: refused
    std::function<Event(const Snapshot&, Timer, const Answers&)> silence;
};
Subject the_chain();

struct Step {
    int from, to;
    int event;         // of all_events()
    int more_returns;  // by how many the desks grew to which the case can be returned
};

class Exploration {
public:
    Exploration(const Subject&, int limit);

    const std::vector<Situation>& situations() const { return situations_; }  // nearest to the start first
    const std::vector<Step>& steps() const { return steps_; }                 // those that lead elsewhere
    bool is_whole() const { return is_whole_; }                               // false: the limit was met

    std::optional<int> find(const Situation&) const;
    std::vector<Event> way_to(int situation) const;  // a shortest one

private:
    int add(const Situation&, int by);
    void follow(const Subject&, int from, int event, const Snapshot& before);

    std::vector<Situation> situations_;
    std::vector<int> reached_by_;  // the first step to it; -1 for where it begins
    std::vector<Step> steps_;
    std::unordered_map<std::uint32_t, int> by_key_;
    bool is_whole_ = true;
};

}  // namespace sodan::chain
