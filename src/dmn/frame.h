#pragma once
// What an expression is evaluated in: the values by name, the model whose knowledge it can call, and how much
// work is left before a hostile model is given up.

#include "dmn/evaluate.h"

#include <cstddef>
#include <vector>

namespace sodan::dmn {

struct Frame {
    const Context& names;
    std::vector<Message>& problems;
    const Model* model = nullptr;      // without one, nothing can be called but what is built in
    const Value* asked = nullptr;      // what "?" stands for in a cell
    std::size_t* work_left = nullptr;  // no limit without one
    int calls = 0;                     // of knowledge within knowledge

    // Takes from the work that is left; false when there is none.
    bool afford(std::size_t work) const;
};

constexpr std::size_t most_work = 2'000'000;  // parts of expressions and of copied values, in about a second

Value evaluate(const Expression&, const Frame&);
std::optional<bool> passes(const Cell&, const Value&, const Frame&);
Verdict evaluate(const Table&, const Frame&);

// How many parts a value has, long texts counted by their length.
std::size_t weight(const Value&);

}  // namespace sodan::dmn
