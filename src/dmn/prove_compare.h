#pragma once
// Two values of one input, side by side over all combinations of the others: can the lower one have the
// higher answer? Exact; the answers are those that the hit policy picks.

#include "dmn/prove_claims.h"

namespace sodan::dmn {

struct Counterexample {
    Box box;
    std::size_t low, high;  // places of the rules that decide for the lower and for the higher value
};

// The rules that may still decide are kept for each of the two values, and a part is left as soon as no
// answer for the lower one can exceed one for the higher.
class Comparing {
public:
    // `ranks` are those of the answers, by place of the rule.
    Comparing(const Proving&, std::size_t column, std::vector<std::size_t> ranks, Budget&);

    // The rules that pass the lower value, and those that pass the higher.
    std::optional<Counterexample> look(const Bits& low, const Bits& high);
    bool gave_up() const { return gave_up_; }

private:
    bool holds_all(std::size_t place) const;
    Bits able_to_decide(const Bits& live) const;
    std::pair<std::size_t, std::size_t> ranks_of(const Bits& rules) const;
    std::optional<std::size_t> column_to_split(const Bits& low, const Bits& high) const;
    std::optional<std::size_t> decides(const Bits& rules) const;
    void look_at(const Bits& low, const Bits& high);
    void split(std::size_t column, const Bits& low, const Bits& high);

    const Proving& proving_;
    const Regions& regions_;
    std::vector<std::size_t> ranks_;
    Budget& budget_;
    Box box_;
    std::vector<bool> is_split_;
    std::vector<Bits> whole_{};  // by column, the rules that pass everywhere
    std::optional<Counterexample> found_{};
    bool gave_up_ = false;
};

}  // namespace sodan::dmn
