#pragma once
// What a table says without looking at any value: outputs that are constants, and the order in which its
// rules decide. Shared by the fast way through a table and by the proofs about it.

#include "dmn/hit_policy.h"

#include <optional>
#include <vector>

namespace sodan::dmn {

// By rule; nothing when an output is not a constant.
std::optional<std::vector<Outputs>> constant_outputs(const Table&);
// Indexes of rules: for P and O by their priority, else as they stand in the table.
std::vector<std::size_t> hit_order(const Table&, const std::vector<Outputs>&);

// The constants that the tests of a cell compare with, those of lists one by one; nothing when a test
// compares with anything else.
std::optional<std::vector<Value>> constants_of(const Cell&);

// Which kind of value a built-in type has, as the index into Value::Held; nothing for other types.
std::optional<std::size_t> kind_of_type(std::string_view type_name);

// An order in which every two values of one kind that can be compared stand as FEEL says.
bool stands_before(const Value&, const Value&);

}  // namespace sodan::dmn
