#pragma once
// A set of the rules of one table, for the fast way through it.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace sodan::dmn {

// Rules by their place in hit order (for P and O the order of priorities, else that of the table). Only as
// many words as the table needs are written and read: a table of 60 rules costs one word, whatever the
// capacity.
class RuleSet {
public:
    static constexpr std::size_t capacity = 2048;
    RuleSet() {}
    explicit RuleSet(std::span<const std::uint64_t> words) : used_(words.size()) {
        std::ranges::copy(words, words_.begin());
    }
    RuleSet(const RuleSet& other) : RuleSet(other.words()) {}
    RuleSet& operator=(const RuleSet& other) {
        used_ = other.used_;
        std::ranges::copy(other.words(), words_.begin());
        return *this;
    }

    void insert(std::size_t place);
    bool contains(std::size_t place) const {
        return place / 64 < used_ && (words_[place / 64] >> place % 64 & 1);
    }
    // `words` has no fewer words than this set.
    RuleSet& operator&=(std::span<const std::uint64_t> words) {
        for (std::size_t i = 0; i < used_; ++i) words_[i] &= words[i];
        return *this;
    }
    std::size_t size() const;
    // The first place at or after `from`, or `capacity`.
    std::size_t next(std::size_t from) const;
    bool operator==(const RuleSet&) const;
    std::span<const std::uint64_t> words() const { return {words_.data(), used_}; }

private:
    std::size_t used_ = 0;
    std::array<std::uint64_t, capacity / 64> words_;  // what lies beyond `used_` is never read
};

}  // namespace sodan::dmn
