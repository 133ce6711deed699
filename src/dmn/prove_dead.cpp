#include "dmn/prove_claims.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace sodan::dmn {

namespace {

constexpr std::size_t most_trimmed = 40;  // rules that hold another together; of more, none is left out

Bits without(Bits rules, std::size_t place) {
    rules[place / word_bits] &= ~(Word{1} << place % word_bits);
    return rules;
}

// Of rules that together hold a box, so few that none can be left out.
std::vector<std::size_t> needed(const Regions& regions, const Box& box, std::vector<std::size_t> covering,
                                Budget& budget) {
    if (covering.size() > most_trimmed) return covering;
    Bits rules(regions.words());
    for (const auto place : covering) put(rules, place);
    for (const auto place : covering) {
        const auto fewer = without(rules, place);
        const auto rest = cover(regions, box, fewer, 1, budget);
        if (rest.open.empty() && !rest.gave_up) rules = fewer;
    }
    std::erase_if(covering, [&](std::size_t place) { return !holds(rules, place); });
    return covering;
}

struct Dead {  // a rule, and the rules that leave it nothing
    std::size_t place;
    std::vector<std::size_t> by{};
};

Witness never_fits(const Proving& proving, std::size_t place) {
    Witness out{{"witness.table.never_fits", {}}, {}, {proving.rule_at(place)}};
    const auto& regions = *proving.regions;
    std::string column;
    for (std::size_t c = regions.columns.size(); c-- > 0;)
        if (is_empty(regions.boxes[place][c])) column = regions.columns[c].name;
    out.message.values = {{"rule", out.rules[0]}, {"column", column}};
    return out;
}

Witness beaten(const Proving& proving, const Dead& dead) {
    Witness out{{"witness.table.dead", {}}, {}, {proving.rule_at(dead.place)}};
    std::vector<std::string> others;
    for (const auto place : dead.by) others.push_back(proving.rule_at(place));
    out.given = proving.regions->combination(proving.regions->boxes[dead.place]);
    out.rules.insert(out.rules.end(), others.begin(), others.end());
    if (!first_decides(proving.table)) out.message.key = "witness.table.said_before";
    out.message.values = {{"rule", out.rules[0]},
                          {"others", fmt::format("{}", fmt::join(others, ", "))},
                          {"where", in_words(proving, out.given)}};
    return out;
}

// An earlier rule that fits the same and says the same.
std::optional<std::size_t> twin(const Proving& proving, std::size_t place) {
    if (proving.table.hit_policy == HitPolicy::unique || !proving.outputs) return {};
    const auto& boxes = proving.regions->boxes;
    for (std::size_t other = 0; other < place; ++other)
        if (boxes[other] == boxes[place] && proving.outputs_at(other) == proving.outputs_at(place))
            return other;
    return {};
}

class Deaths {
public:
    explicit Deaths(const Proving& proving)
        : proving_(proving), regions_(*proving.regions), budget_{proving.limits.steps} {}

    Claim look(std::vector<Fate>& by_place) {
        Bits before(regions_.words());
        for (std::size_t place = 0; place < regions_.rules(); ++place) {
            by_place.push_back(fate(place, before));
            put(before, place);
        }
        auto out = finding_.claim();
        const bool open = std::ranges::find(by_place, Fate::not_known) != by_place.end();
        return open ? given_up(std::move(out), "too_long") : out;
    }

private:
    Fate fate(std::size_t place, const Bits& before) {
        if (is_empty(regions_.boxes[place])) {
            finding_.add([&] { return never_fits(proving_, place); });
            return Fate::dead;
        }
        if (first_decides(proving_.table)) return fate_among(place, before);
        const auto same = twin(proving_, place);
        if (!same) return Fate::lives;
        finding_.add([&] { return beaten(proving_, {place, {*same}}); });
        return Fate::dead;
    }

    Fate fate_among(std::size_t place, const Bits& before) {
        const auto& box = regions_.boxes[place];
        auto found = cover(regions_, box, before, 1, budget_);
        if (!found.open.empty()) return Fate::lives;
        if (found.gave_up) return Fate::not_known;
        finding_.add([&] {
            return beaten(proving_, {place, needed(regions_, box, std::move(found.covering), budget_)});
        });
        return Fate::dead;
    }

    const Proving& proving_;
    const Regions& regions_;
    Budget budget_;
    Finding finding_{proving_, "no_dead_rules"};
};

}  // namespace

Claim no_dead_rules(const Proving& proving, std::vector<Fate>& by_place) {
    const bool needs_outputs = proving.table.hit_policy == HitPolicy::any || collects(proving.table);
    if (needs_outputs && !proving.outputs) {
        by_place.assign(proving.regions->rules(), Fate::not_known);
        return given_up(proving.claim("no_dead_rules"), "needs_constants");
    }
    return Deaths(proving).look(by_place);
}

}  // namespace sodan::dmn
