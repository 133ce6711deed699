#include "dmn/prove_cover.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace sodan::dmn {

namespace {

struct Part {  // classes of one column that the same rules pass
    Bits classes;
    Bits rules;
    std::size_t size;
};

Word hash_of(const Bits& bits) {
    Word out = 0;
    for (const auto word : bits) out = (out ^ word) * 0x9E3779B97F4A7C15ULL + (out >> 29);
    return out;
}

class Search {
public:
    Search(const Regions& regions, const Box& box, const Bits& by, std::size_t most_open, Budget& budget)
        : regions_(regions), box_(box), words_(used_words(by)), most_open_(most_open), budget_(budget) {
        Bits live = regions.touching(box);
        live.resize(words_);
        for (std::size_t i = 0; i < words_; ++i) live[i] &= by[i];
        for (std::size_t c = 0; c < box.size(); ++c) whole_.push_back(passing_all(c, box[c]));
        is_split_.resize(box.size());
        look_at(live);
    }

    Cover answer() {
        std::ranges::sort(out_.covering);
        out_.covering.erase(std::unique(out_.covering.begin(), out_.covering.end()), out_.covering.end());
        return std::move(out_);
    }

private:
    static std::size_t used_words(const Bits& by) {
        auto out = by.size();
        while (out > 0 && by[out - 1] == 0) --out;
        return out;
    }

    Bits passing_all(std::size_t column, const Bits& classes) const {
        Bits out(words_, ~Word{0});
        for (std::size_t k = 0; k < regions_.columns[column].classes.size(); ++k)
            if (holds(classes, k))
                for (std::size_t i = 0; i < words_; ++i) out[i] &= regions_.columns[column].passing[k][i];
        return out;
    }

    bool is_over() const { return out_.gave_up || !out_.complete; }

    void look_at(const Bits& live) {
        if (!budget_.spend(1)) return give_up();
        if (is_empty(live)) return report();
        if (const auto rule = holding_all(live)) {
            out_.covering.push_back(*rule);
            return;
        }
        split(column_to_split(live), live);
    }

    void give_up() {
        out_.gave_up = true;
        out_.complete = false;
    }

    void report() {
        out_.open.push_back(box_);
        if (out_.open.size() >= most_open_) out_.complete = false;
    }

    std::optional<std::size_t> holding_all(const Bits& live) const {
        for (std::size_t i = 0; i < words_; ++i) {
            Word word = live[i];
            for (std::size_t c = 0; c < whole_.size() && word != 0; ++c)
                if (!is_split_[c]) word &= whole_[c][i];
            if (word != 0) return i * word_bits + static_cast<std::size_t>(std::countr_zero(word));
        }
        return {};
    }

    // The one that most of the rules test: it sends most of them apart.
    std::size_t column_to_split(const Bits& live) const {
        std::size_t out = 0, most = 0;
        for (std::size_t c = 0; c < whole_.size(); ++c) {
            if (is_split_[c]) continue;
            std::size_t testing = 0;
            for (std::size_t i = 0; i < words_; ++i)
                testing += static_cast<std::size_t>(std::popcount(live[i] & ~whole_[c][i]));
            if (testing > most) {
                out = c;
                most = testing;
            }
        }
        return out;
    }

    // The part of these rules; the one found last is the likeliest, for classes lie in the order of values.
    Part& part_of(const Bits& rules, std::size_t column, Bits& hashes, std::vector<Part>& parts) const {
        const auto hash = hash_of(rules);
        for (auto i = hashes.size(); i-- > 0;)
            if (hashes[i] == hash && parts[i].rules == rules) return parts[i];
        hashes.push_back(hash);
        return parts.emplace_back(Part{Bits(box_[column].size()), rules, count(rules)});
    }

    // Those with the fewest rules first: an open combination, if there is one, is likely there.
    std::vector<Part> parts(std::size_t column, const Bits& live) const {
        const auto& passing = regions_.columns[column].passing;
        std::vector<Part> out;
        Bits hashes, rules(words_);
        for (std::size_t k = 0; k < passing.size(); ++k) {
            if (!holds(box_[column], k)) continue;
            for (std::size_t i = 0; i < words_; ++i) rules[i] = live[i] & passing[k][i];
            put(part_of(rules, column, hashes, out).classes, k);
        }
        std::ranges::stable_sort(out, {}, &Part::size);
        return out;
    }

    void split(std::size_t column, const Bits& live) {
        if (!budget_.spend(regions_.columns[column].classes.size() * words_ / words_of_a_step))
            return give_up();
        auto whole_column = box_[column];
        is_split_[column] = true;
        for (auto& part : parts(column, live)) {
            box_[column] = std::move(part.classes);
            look_at(part.rules);
            if (is_over()) break;
        }
        is_split_[column] = false;
        box_[column] = std::move(whole_column);
    }

    const Regions& regions_;
    Box box_;
    std::size_t words_;
    std::size_t most_open_;
    Budget& budget_;
    std::vector<Bits> whole_{};  // by column, the rules that pass all of the box
    std::vector<bool> is_split_{};
    Cover out_{};
};

}  // namespace

std::size_t cost_of_touching(const Regions& regions) {
    std::size_t words = 0;
    for (const auto& column : regions.columns) words += column.classes.size() * regions.words();
    return words / words_of_a_step;
}

Cover cover(const Regions& regions, const Box& box, const Bits& by, std::size_t most_open, Budget& budget) {
    if (is_empty(box)) return {};
    if (!budget.spend(cost_of_touching(regions))) return {{}, {}, false, true};
    return Search(regions, box, by, most_open, budget).answer();
}

}  // namespace sodan::dmn
