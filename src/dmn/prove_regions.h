#pragma once
// A table as the proofs see it: each input a list of classes of values that all cells treat alike, each rule
// the box of classes that it fits. Rules stand in hit order, so whoever comes first beats whoever comes
// later.

#include "dmn/prove_values.h"

#include <cstdint>
#include <map>
#include <string>

namespace sodan::dmn {

using Word = std::uint64_t;
using Bits = std::vector<Word>;
constexpr std::size_t word_bits = 64;

inline bool holds(const Bits& bits, std::size_t i) { return bits[i / word_bits] >> i % word_bits & 1; }
inline void put(Bits& bits, std::size_t i) { bits[i / word_bits] |= Word{1} << i % word_bits; }
std::size_t count(const Bits&);

struct ValueClass {
    std::vector<std::size_t> places;  // of the input's cuts, within its domain
    Value example;
};

struct Column {  // one input; two inputs that ask for the same are one column
    std::string name;
    std::vector<std::size_t> inputs;  // of the table
    Cuts cuts;
    std::vector<std::size_t> domain;  // the places that may occur, in the order of the input's list
    std::vector<std::size_t> sorted_domain{};
    std::vector<ValueClass> classes{};
    std::vector<Bits> passing{};  // the rules that pass, by class
    std::size_t kind = 0;
    bool is_closed = false;  // all its values are named
};

using Box = std::vector<Bits>;  // by column, the classes in it

struct Regions {
    std::vector<Column> columns{};
    std::vector<std::size_t> order{};  // rule of the table by place in hit order
    std::vector<Box> boxes{};          // of the rules, in hit order

    // Nothing when the order of the rules hangs on outputs that are no constants.
    static std::optional<Regions> of(const Table&, std::vector<Column>);

    std::size_t rules() const { return order.size(); }
    std::size_t words() const { return (order.size() + word_bits - 1) / word_bits; }
    Bits all_rules() const;
    Box whole() const;
    // The rules that fit something in the box, all columns but `spared` looked at.
    Bits touching(const Box&, std::optional<std::size_t> spared = {}) const;
    double size(const Box&) const;             // combinations of named values and of what lies between them
    std::string combinations() const;          // of the whole, exact up to 34 digits
    std::string kinds_of_combination() const;  // that the table tells apart
    // One combination of a box, by the names of the inputs, as text that can be given to an evaluation.
    std::map<std::string, std::string> combination(const Box&) const;
};

// The columns with their cuts and domains, without classes; nothing when a cell is no constant, or an input
// has no order of its own (see Cuts).
std::optional<std::vector<Column>> columns_of(const Table&);
// As a person writes it into an input: W1, 17.5, 2026-04-01, true.
std::string plain(const Value&);

bool is_empty(const Bits&);
bool is_empty(const Box&);  // some column of it holds nothing
bool are_apart(const Bits&, const Bits&);
bool is_within(const Bits& inner, const Bits& outer);
bool is_within(const Box& inner, const Box& outer);

}  // namespace sodan::dmn
