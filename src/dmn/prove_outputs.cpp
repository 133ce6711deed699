#include "dmn/prove_claims.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

// Whether a rule that decides somewhere says the value; the default says it too.
Fate said(const Proving& proving, std::size_t column, const Value& value, const std::vector<Fate>& by_place) {
    const auto& otherwise = proving.table.outputs[column].otherwise;
    if (otherwise && otherwise->constant() && *otherwise->constant() == value) return Fate::lives;
    auto out = Fate::dead;
    for (std::size_t place = 0; place < by_place.size(); ++place) {
        if (proving.outputs_at(place)[column] != value) continue;
        if (by_place[place] == Fate::lives) return Fate::lives;
        if (by_place[place] == Fate::not_known) out = Fate::not_known;
    }
    return out;
}

}  // namespace

Claim outputs_used(const Proving& proving, const std::vector<Fate>& by_place) {
    Finding finding(proving, "outputs_used");
    bool is_known = proving.outputs.has_value();
    for (std::size_t column = 0; column < proving.table.outputs.size() && proving.outputs; ++column)
        for (const auto& value : proving.table.outputs[column].values) {
            const auto fate = said(proving, column, value, by_place);
            is_known = is_known && fate != Fate::not_known;
            if (fate == Fate::dead)
                finding.add([&] {
                    return Witness{
                        {"witness.table.output_unused",
                         {{"value", plain(value)}, {"column", proving.table.outputs[column].name}}}};
                });
        }
    auto out = finding.claim();
    out.warns_only = true;
    return is_known ? out : given_up(std::move(out), proving.outputs ? "too_long" : "needs_constants");
}

}  // namespace sodan::dmn
