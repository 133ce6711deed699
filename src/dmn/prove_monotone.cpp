#include "dmn/prove_claims.h"

#include <algorithm>
#include <set>

namespace sodan::dmn {

namespace {

struct Counterexample {
    Box box;
    std::size_t low, high;  // the rules that decide for the lower and for the higher value of the input
};

// For two values of one input, looks for a combination of the others where the lower value has the higher
// answer. The rules that may still decide are kept for each of the two, and a part is left when no answer for
// the lower value can exceed one for the higher.
class Comparing {
public:
    Comparing(const Proving& proving, std::size_t column, std::vector<std::size_t> ranks, Budget& budget)
        : proving_(proving),
          regions_(*proving.regions),
          ranks_(std::move(ranks)),
          budget_(budget),
          box_(regions_.whole()),
          is_split_(box_.size()) {
        is_split_[column] = true;
        for (std::size_t c = 0; c < box_.size(); ++c) whole_.push_back(passing_all(c));
    }

    std::optional<Counterexample> look(const Bits& low, const Bits& high) {
        found_.reset();
        look_at(low, high);
        return found_;
    }
    bool gave_up() const { return gave_up_; }

private:
    using Answer = std::optional<std::size_t>;  // the place of the rule that decides

    Bits passing_all(std::size_t column) const {
        Bits out = regions_.all_rules();
        for (const auto& passing : regions_.columns[column].passing)
            for (std::size_t i = 0; i < out.size(); ++i) out[i] &= passing[i];
        return out;
    }

    template <class Each> static void for_each(const Bits& rules, Each each) {
        for (std::size_t place = 0; place < rules.size() * word_bits; ++place)
            if (holds(rules, place)) each(place);
    }

    bool holds_all(std::size_t place) const {
        for (std::size_t c = 0; c < whole_.size(); ++c)
            if (!is_split_[c] && !holds(whole_[c], place)) return false;
        return true;
    }

    // Where the first rule decides, those after one that holds all of the part never do.
    Bits able_to_decide(const Bits& live) const {
        if (!first_decides(proving_.table)) return live;
        Bits out(live.size());
        bool over = false;
        for_each(live, [&](std::size_t place) {
            if (over) return;
            put(out, place);
            over = holds_all(place);
        });
        return out;
    }

    std::pair<std::size_t, std::size_t> ranks_of(const Bits& rules) const {
        std::pair<std::size_t, std::size_t> out{ranks_.size() + 1, 0};
        for_each(rules, [&](std::size_t place) {
            out.first = std::min(out.first, ranks_[place]);
            out.second = std::max(out.second, ranks_[place]);
        });
        return out;
    }

    std::optional<std::size_t> column_to_split(const Bits& low, const Bits& high) const {
        std::optional<std::size_t> out;
        std::size_t most = 0;
        for (std::size_t c = 0; c < whole_.size(); ++c) {
            if (is_split_[c]) continue;
            Bits testing(low.size());
            for (std::size_t i = 0; i < low.size(); ++i) testing[i] = (low[i] | high[i]) & ~whole_[c][i];
            if (count(testing) <= most) continue;
            most = count(testing);
            out = c;
        }
        return out;
    }

    // All of these rules fit.
    Answer decides(const Bits& rules) const {
        Answer out;
        bool in_doubt = false;
        for_each(rules, [&](std::size_t place) {
            if (out && proving_.table.hit_policy == HitPolicy::unique) in_doubt = true;
            if (out && proving_.table.hit_policy == HitPolicy::any &&
                proving_.outputs_at(place) != proving_.outputs_at(*out))
                in_doubt = true;
            if (!out) out = place;
        });
        return in_doubt ? std::nullopt : out;
    }

    void look_at(const Bits& all_low, const Bits& all_high) {
        if (!budget_.spend(1 + all_low.size())) gave_up_ = true;
        if (gave_up_ || found_) return;
        const auto low = able_to_decide(all_low), high = able_to_decide(all_high);
        if (is_empty(low) || is_empty(high) || ranks_of(low).second <= ranks_of(high).first) return;
        if (const auto column = column_to_split(low, high)) return split(*column, low, high);
        const auto of_low = decides(low), of_high = decides(high);
        if (of_low && of_high && ranks_[*of_low] > ranks_[*of_high])
            found_ = Counterexample{box_, *of_low, *of_high};
    }

    void split(std::size_t column, const Bits& low, const Bits& high) {
        const auto whole = box_[column];
        is_split_[column] = true;
        std::set<std::pair<Bits, Bits>> seen;
        for (std::size_t k = 0; k < regions_.columns[column].classes.size() && !found_; ++k) {
            auto next_low = low, next_high = high;
            for (std::size_t i = 0; i < low.size(); ++i) {
                next_low[i] &= regions_.columns[column].passing[k][i];
                next_high[i] &= regions_.columns[column].passing[k][i];
            }
            if (!seen.emplace(next_low, next_high).second) continue;
            box_[column] = Bits(whole.size());
            put(box_[column], k);
            look_at(next_low, next_high);
        }
        is_split_[column] = false;
        box_[column] = whole;
    }

    const Proving& proving_;
    const Regions& regions_;
    std::vector<std::size_t> ranks_;  // of the output, by place of the rule
    Budget& budget_;
    Box box_;
    std::vector<bool> is_split_;
    std::vector<Bits> whole_{};
    std::optional<Counterexample> found_{};
    bool gave_up_ = false;
};

// The declaration, found again in the table.
struct Declared {
    std::size_t column, output;
    std::vector<std::size_t> places;  // of the input, from low to high
    std::vector<std::size_t> ranks;   // of the output, by place of the rule
};

std::optional<std::size_t> class_of(const Column& column, std::size_t place) {
    for (std::size_t k = 0; k < column.classes.size(); ++k)
        if (std::ranges::find(column.classes[k].places, place) != column.classes[k].places.end()) return k;
    return {};
}

std::vector<std::size_t> places_of(const Column& column, const std::vector<Value>& order) {
    std::vector<std::size_t> out;
    for (const auto& value : order) {
        const auto place = column.cuts.place_of(value);
        if (place && class_of(column, *place)) out.push_back(*place);
    }
    if (!order.empty()) return out;
    out = column.domain;
    std::erase(out, column.cuts.null_place());
    std::ranges::sort(out);
    return out;
}

std::optional<std::size_t> output_named(const Table& table, const std::string& name) {
    if (name.empty() && table.outputs.size() == 1) return 0;
    const auto at = std::ranges::find(table.outputs, name, &Output::name);
    return at == table.outputs.end() ? std::nullopt
                                     : std::optional(static_cast<std::size_t>(at - table.outputs.begin()));
}

std::optional<Declared> found_in(const Proving& proving, const Monotone& declared) {
    const auto& columns = proving.regions->columns;
    const auto column = std::ranges::find(columns, declared.input, &Column::name);
    const auto output = output_named(proving.table, declared.output);
    if (column == columns.end() || !output || !proving.outputs || collects(proving.table)) return {};
    Declared out{
        static_cast<std::size_t>(column - columns.begin()), *output, places_of(*column, declared.order), {}};
    if (out.places.size() < declared.order.size()) return {};
    for (std::size_t place = 0; place < proving.regions->rules(); ++place) {
        const auto rank = std::ranges::find(declared.output_order, proving.outputs_at(place)[*output]);
        if (rank == declared.output_order.end()) return {};
        out.ranks.push_back(static_cast<std::size_t>(rank - declared.output_order.begin()));
    }
    return out;
}

Witness witness(const Proving& proving, const Declared& declared, const Counterexample& found,
                const std::pair<Value, Value>& values, bool of_low) {
    const auto& column = proving.regions->columns[declared.column];
    const auto said = [&](std::size_t place) { return plain(proving.outputs_at(place)[declared.output]); };
    Witness out{{"witness.table.monotone", {}}, proving.regions->combination(found.box)};
    out.given[column.name] = plain(of_low ? values.first : values.second);
    out.rules = {proving.rule_at(of_low ? found.low : found.high)};
    if (!of_low) out.message.key = "witness.table.monotone_raised";
    out.message.values = {{"input", column.name},
                          {"low", plain(values.first)},
                          {"high", plain(values.second)},
                          {"of_low", said(found.low)},
                          {"of_high", said(found.high)},
                          {"rule", out.rules[0]},
                          {"where", in_words(proving, out.given)}};
    return out;
}

// Each pair of values that the cells tell apart, once.
Claim compare_all(const Proving& proving, const Declared& declared, Finding finding) {
    const auto& column = proving.regions->columns[declared.column];
    Budget budget{proving.limits.steps};
    Comparing comparing(proving, declared.column, declared.ranks, budget);
    std::set<std::pair<std::size_t, std::size_t>> seen;
    for (std::size_t low = 0; low < declared.places.size(); ++low)
        for (std::size_t high = low + 1; high < declared.places.size(); ++high) {
            const auto of_low = *class_of(column, declared.places[low]),
                       of_high = *class_of(column, declared.places[high]);
            if (of_low == of_high || !seen.emplace(of_low, of_high).second) continue;
            const auto found = comparing.look(column.passing[of_low], column.passing[of_high]);
            if (!found) continue;
            const std::pair values{*column.cuts.example(declared.places[low]),
                                   *column.cuts.example(declared.places[high])};
            for (const bool first : {true, false})
                finding.add([&] { return witness(proving, declared, *found, values, first); });
        }
    auto out = finding.claim();
    return comparing.gave_up() ? given_up(std::move(out), "too_long") : out;
}

}  // namespace

Claim monotone(const Proving& proving, const Monotone& declaration) {
    Finding finding(proving, "monotone");
    const auto declared = found_in(proving, declaration);
    auto out = declared ? compare_all(proving, *declared, finding) : finding.claim();
    set_figure(out, "input", declaration.input);
    set_figure(out, "output", declaration.output);
    return declared ? out : given_up(std::move(out), "not_comparable");
}

}  // namespace sodan::dmn
