#pragma once
// The fast way through a table whose cells hold constants: each input has an index from classes of values to
// the set of rules that pass, and the sets are intersected. Says exactly what dmn/evaluate.h says of the same
// values.

#include "dmn/model.h"

#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sodan::dmn {

// Rules by their place in hit order (for P and O the order of priorities, else that of the table).
class RuleSet {
public:
    static constexpr std::size_t capacity = 256;
    void insert(std::size_t place) { words_[place / 64] |= std::uint64_t{1} << place % 64; }
    bool contains(std::size_t place) const { return words_[place / 64] >> place % 64 & 1; }
    RuleSet& operator&=(const RuleSet& other) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
        return *this;
    }
    std::size_t size() const;
    // The first place at or after `from`, or `capacity`.
    std::size_t next(std::size_t from) const;
    bool operator==(const RuleSet&) const = default;

private:
    std::array<std::uint64_t, capacity / 64> words_{};
};

class CompiledTable {
public:
    using Class = std::uint16_t;  // of values that all cells of one input treat alike

    // Nothing for a table whose cells or outputs name inputs, or with more than RuleSet::capacity rules.
    // Copies what it needs.
    static std::optional<CompiledTable> compile(const Table&);

    // Slots are the table's inputs in their order. The class of a value may be kept and used again.
    Class classify(std::size_t slot, const Value&) const;
    RuleSet hits(std::span<const Class> by_slot) const;

    // The index in the table of the rule that decides: for U, A, P, F. Nothing when none hits, or when U or A
    // is violated.
    std::optional<std::size_t> decisive(const RuleSet& hits) const;
    std::size_t rule_at(std::size_t place) const { return rules_in_order_[place]; }
    const Value& output(std::size_t rule, std::size_t column) const {
        return outputs_[rule * columns_ + column];
    }

private:
    // Values that cells of a slot name, by kind and in order; each has a class, and so has what lies between
    // two.
    struct Index {
        std::vector<Value> values{};
        std::array<std::uint16_t, std::variant_size_v<Value::Held> + 1> first_of_kind{};
        std::vector<RuleSet> passing{};  // by class
    };
    struct Ordered;  // a table and the order of its rules
    static std::optional<Index> index_of(const Ordered&, std::size_t slot);
    static Class class_in(const Index&, const Value&);

    std::vector<Index> by_slot_;
    std::vector<std::size_t> rules_in_order_;
    std::vector<Value> outputs_;
    std::size_t columns_ = 0;
    HitPolicy hit_policy_ = HitPolicy::unique;
    RuleSet all_;
};

}  // namespace sodan::dmn
