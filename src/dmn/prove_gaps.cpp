#include "dmn/prove_boxes.h"
#include "dmn/prove_claims.h"
#include "dmn/prove_words.h"

namespace sodan::dmn {

namespace {

constexpr std::size_t most_open = 500;  // parts that are looked for; a table with more has one to begin with

Message sentence(const Regions& regions, const Box& box) {
    Message out{"witness.table.gap", {}};
    std::size_t told = 0;
    std::string where;
    for (std::size_t c = 0; c < box.size(); ++c) {
        if (count(box[c]) == regions.columns[c].classes.size()) continue;
        const auto values = values_in_words(regions.columns[c], box[c]);
        ++told;
        out.values.emplace_back("input" + std::to_string(told), regions.columns[c].name);
        out.values.emplace_back("values" + std::to_string(told), values);
        where += (where.empty() ? "" : "; ") + regions.columns[c].name + ": " + values;
    }
    out.key += told <= most_told ? "." + std::to_string(told) : ".more";
    out.values.emplace_back("where", where);
    return out;
}

}  // namespace

Claim no_gaps(const Proving& proving) {
    Finding finding(proving, "no_gaps");
    const auto& regions = *proving.regions;
    Budget budget{proving.limits.steps};
    const auto found = cover(regions, regions.whole(), regions.all_rules(), most_open, budget);
    const auto boxes = largest(regions, found, budget);
    for (const auto& box : boxes.all)
        finding.add([&] { return Witness{sentence(regions, box), regions.combination(box)}; });
    auto out = finding.claim();
    set_figure(out, "boxes_left", std::to_string(boxes.all.size()) + (boxes.is_complete ? "" : "+"));
    return found.gave_up ? given_up(std::move(out), "too_long") : out;
}

}  // namespace sodan::dmn
