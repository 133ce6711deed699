#include "dmn/prove_compare.h"

#include <algorithm>
#include <bit>
#include <set>

namespace sodan::dmn {

namespace {

Bits passing_all(const Regions& regions, std::size_t column) {
    Bits out = regions.all_rules();
    for (const auto& passing : regions.columns[column].passing)
        for (std::size_t i = 0; i < out.size(); ++i) out[i] &= passing[i];
    return out;
}

// In hit order, until `each` says that it is enough.
template <class Each> void for_each(const Bits& rules, Each each) {
    for (std::size_t i = 0; i < rules.size(); ++i)
        for (Word word = rules[i]; word != 0; word &= word - 1)
            if (!each(i * word_bits + static_cast<std::size_t>(std::countr_zero(word)))) return;
}

}  // namespace

Comparing::Comparing(const Proving& proving, std::size_t column, std::vector<std::size_t> ranks,
                     Budget& budget)
    : proving_(proving),
      regions_(*proving.regions),
      ranks_(std::move(ranks)),
      budget_(budget),
      box_(regions_.whole()),
      is_split_(box_.size()) {
    is_split_[column] = true;
    for (std::size_t c = 0; c < box_.size(); ++c) whole_.push_back(passing_all(regions_, c));
}

std::optional<Counterexample> Comparing::look(const Bits& low, const Bits& high) {
    found_.reset();
    look_at(low, high);
    return found_;
}

bool Comparing::holds_all(std::size_t place) const {
    for (std::size_t c = 0; c < whole_.size(); ++c)
        if (!is_split_[c] && !holds(whole_[c], place)) return false;
    return true;
}

// Where the first rule decides, those after one that holds all of the part never do.
Bits Comparing::able_to_decide(const Bits& live) const {
    if (!first_decides(proving_.table)) return live;
    Bits out(live.size());
    for_each(live, [&](std::size_t place) {
        put(out, place);
        return !holds_all(place);
    });
    return out;
}

std::pair<std::size_t, std::size_t> Comparing::ranks_of(const Bits& rules) const {
    std::pair<std::size_t, std::size_t> out{ranks_.size() + 1, 0};
    for_each(rules, [&](std::size_t place) {
        out = {std::min(out.first, ranks_[place]), std::max(out.second, ranks_[place])};
        return true;
    });
    return out;
}

std::optional<std::size_t> Comparing::column_to_split(const Bits& low, const Bits& high) const {
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

// All of these rules fit; nothing where the policy then gives no answer.
std::optional<std::size_t> Comparing::decides(const Bits& rules) const {
    std::optional<std::size_t> out;
    bool is_in_doubt = false;
    for_each(rules, [&](std::size_t place) {
        const bool is_other = out && (proving_.table.hit_policy == HitPolicy::unique ||
                                      (proving_.table.hit_policy == HitPolicy::any &&
                                       proving_.outputs_at(place) != proving_.outputs_at(*out)));
        is_in_doubt = is_in_doubt || is_other;
        if (!out) out = place;
        return !is_in_doubt;
    });
    return is_in_doubt ? std::nullopt : out;
}

void Comparing::look_at(const Bits& all_low, const Bits& all_high) {
    if (!budget_.spend(1 + all_low.size())) gave_up_ = true;
    if (gave_up_ || found_) return;
    const auto low = able_to_decide(all_low), high = able_to_decide(all_high);
    if (is_empty(low) || is_empty(high) || ranks_of(low).second <= ranks_of(high).first) return;
    if (const auto column = column_to_split(low, high)) return split(*column, low, high);
    const auto of_low = decides(low), of_high = decides(high);
    if (of_low && of_high && ranks_[*of_low] > ranks_[*of_high])
        found_ = Counterexample{box_, *of_low, *of_high};
}

void Comparing::split(std::size_t column, const Bits& low, const Bits& high) {
    const auto whole = box_[column];
    is_split_[column] = true;
    std::set<std::pair<Bits, Bits>> seen;
    const auto& passing = regions_.columns[column].passing;
    for (std::size_t k = 0; k < passing.size() && !found_ && !gave_up_; ++k) {
        auto next_low = low, next_high = high;
        for (std::size_t i = 0; i < low.size(); ++i) {
            next_low[i] &= passing[k][i];
            next_high[i] &= passing[k][i];
        }
        if (!seen.emplace(next_low, next_high).second) continue;
        box_[column] = Bits(whole.size());
        put(box_[column], k);
        look_at(next_low, next_high);
    }
    is_split_[column] = false;
    box_[column] = whole;
}

}  // namespace sodan::dmn
