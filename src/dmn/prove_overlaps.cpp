#include "dmn/prove_claims.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

Box both(const Box& a, const Box& b) {
    Box out = a;
    for (std::size_t c = 0; c < a.size(); ++c)
        for (std::size_t i = 0; i < a[c].size(); ++i) out[c][i] &= b[c][i];
    return out;
}

Witness overlap(const Proving& proving, std::size_t one, std::size_t other) {
    const auto& regions = *proving.regions;
    Witness out{{"witness.table.overlap", {}}};
    out.given = regions.combination(both(regions.boxes[one], regions.boxes[other]));
    out.rules = {proving.rule_at(one), proving.rule_at(other)};
    if (proving.table.hit_policy == HitPolicy::any) out.message.key = "witness.table.overlap_differs";
    out.message.values = {
        {"rule", out.rules[0]}, {"other", out.rules[1]}, {"where", in_words(proving, out.given)}};
    return out;
}

}  // namespace

Claim no_overlaps(const Proving& proving) {
    Finding finding(proving, "no_overlaps");
    const auto& regions = *proving.regions;
    const bool may_agree = proving.table.hit_policy == HitPolicy::any;
    if (may_agree && !proving.outputs) return given_up(finding.claim(), "needs_constants");
    Budget budget{proving.limits.steps};
    for (std::size_t one = 0; one < regions.rules(); ++one) {
        if (!budget.spend(1 + cost_of_touching(regions))) return given_up(finding.claim(), "too_long");
        const auto touched = regions.touching(regions.boxes[one]);
        for (std::size_t other = one + 1; other < regions.rules(); ++other)
            if (holds(touched, other) && !(may_agree && proving.outputs_at(one) == proving.outputs_at(other)))
                finding.add([&] { return overlap(proving, one, other); });
    }
    return finding.claim();
}

}  // namespace sodan::dmn
