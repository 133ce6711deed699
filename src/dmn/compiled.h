#pragma once
// The fast way through a table whose cells hold constants: each input has an index from classes of values to
// the set of rules that pass, and the sets are intersected. Says exactly what dmn/evaluate.h says of the same
// values.

#include "dmn/model.h"
#include "dmn/rule_set.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sodan::dmn {

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
        std::vector<std::uint64_t> passing{};  // by class, so many words each as the table needs
        std::vector<std::uint16_t> texts{};    // where a text stands in `values`, plus one; see place_of
    };
    struct Indexing;
    static Class class_in(const Index&, const Value&);
    static std::size_t place_of(const Index&, const std::string& text);  // its length when it is not there

    std::vector<Index> by_slot_;
    std::vector<std::size_t> rules_in_order_;
    std::vector<Value> outputs_;
    std::size_t columns_ = 0;
    HitPolicy hit_policy_ = HitPolicy::unique;
    RuleSet all_;
    std::size_t words_ = 0;  // of the rules
};

}  // namespace sodan::dmn
