#pragma once
// FEEL as data that others can look into: expressions, and the unary tests of a table's cells. Constants are
// folded when read (-5 is a Literal), so that a cell without names is a matter of values alone.

#include "dmn/value.h"

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace sodan::dmn {

struct Expression;
struct Cell;
struct Function;
using Part = std::shared_ptr<const Expression>;

struct Literal {
    Value value;
};
struct Name {  // an input, a required decision, or the variable of a list
    std::string name;
};
struct Asked {};  // "?" in a cell: the value that is tested
struct Member {   // loan.rate
    Part of;
    std::string name;
};
struct Negation {
    Part of;
};
enum class Operator {
    add,
    subtract,
    multiply,
    divide,
    power,
    equal,
    unequal,
    less,
    at_most,
    greater,
    at_least,
    both,
    either
};
struct Operation {
    Operator op;
    Part left, right;
};
struct Call {  // of a built-in function
    const Function* function;
    std::vector<Part> arguments;
};
struct Invocation {  // of a business knowledge model: its place in the model, arguments as its parameters
                     // stand
    std::size_t knowledge;
    std::vector<Part> arguments;
};
struct Within {  // amount in [1..5], amount between 1 and 5
    Part of;
    std::shared_ptr<const Cell> cell;
};
struct ListOf {
    std::vector<Part> items;
};
struct Choice {  // if .. then .. else ..
    Part condition, then, otherwise;
};

struct Expression {
    std::variant<Literal, Name, Asked, Member, Negation, Operation, Call, Invocation, Within, ListOf, Choice>
        node;

    const Value* constant() const {
        const auto* literal = std::get_if<Literal>(&node);
        return literal ? &literal->value : nullptr;
    }
};

struct Comparison {  // >= 18; a bare value is a comparison by `equal`
    Operator op;
    Expression with;
    bool asks = false;  // the bare expression has a "?" in it: it says itself whether it passes
};
struct Interval {  // [1..5), ]1..5], (numB..numC)
    Expression low, high;
    bool with_low, with_high;
};
using UnaryTest = std::variant<Comparison, Interval>;

struct Cell {  // passes when any test passes; `negated` turns that round; no tests at all is "-"
    std::vector<UnaryTest> tests{};
    bool negated = false;
    std::string text{};  // as it stands in the file

    bool any() const { return tests.empty(); }
};

}  // namespace sodan::dmn
