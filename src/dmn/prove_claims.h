#pragma once
// The single claims about a table, each in a source of its own name.

#include "dmn/hit_policy.h"
#include "dmn/prove.h"
#include "dmn/prove_cover.h"

namespace sodan::dmn {

struct Proving {  // a table, and what all claims about it need
    const Table& table;
    std::string name;
    const Limits& limits;
    std::optional<std::vector<Column>> columns;    // nothing when cells are no constants
    std::optional<std::vector<Outputs>> outputs;   // by rule; nothing when they are no constants
    std::optional<Regions> regions{};              // nothing then, and when the table is far too large
    std::string_view missing = "needs_constants";  // why there are no regions

    Proving(const Table&, std::string_view name, const Limits&);
    Claim claim(std::string_view what) const;
    std::string rule_at(std::size_t place) const;  // its id
    const Outputs& outputs_at(std::size_t place) const { return (*outputs)[regions->order[place]]; }
};

Claim literal_cells(const Proving&);
Claim types(const Proving&);
Claim domain(const Proving&);
// These need regions; without them the last says that it was given up.
Claim no_gaps(const Proving&);
Claim no_overlaps(const Proving&);
enum class Fate { lives, dead, not_known };
Claim no_dead_rules(const Proving&, std::vector<Fate>& by_place);
Claim outputs_used(const Proving&, const std::vector<Fate>& by_place);
Claim monotone(const Proving&, const Monotone&);

// A claim for as long as its counterexamples are being collected: all are counted, the first ones are kept.
class Finding {
public:
    Finding(const Proving& proving, std::string_view what)
        : claim_(proving.claim(what)), most_(proving.limits.witnesses) {}
    template <class MakeWitness> void add(MakeWitness witness) {
        claim_.verdict = ClaimVerdict::refuted;
        if (++found_ <= most_) claim_.witnesses.push_back(witness());
    }
    Claim claim() const;

private:
    Claim claim_;
    std::size_t most_, found_ = 0;
};
void set_figure(Claim&, std::string_view name, std::string value);
// The claim is unknown because of `why`, a key below "witness.table.".
Claim given_up(Claim, std::string_view why);

std::string rule_name(const Table&, std::size_t rule);
// "danger none, topic W4": one combination.
std::string in_words(const Proving&, const std::map<std::string, std::string>& combination);
// Which rules of the table beat which is a matter of their order: P and F.
bool first_decides(const Table&);
bool collects(const Table&);

}  // namespace sodan::dmn
