#pragma once
// The built-in functions of FEEL that tables and their expressions need, by name.

#include "base/outcome.h"
#include "dmn/value.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace sodan::dmn {

struct Function {
    std::string_view name;
    std::size_t fewest, most;  // arguments
    Value (*call)(std::span<const Value>);
};

std::span<const Function> functions();
const Function* function_named(std::string_view);

// FEEL's arithmetic and its three-valued logic; null when the operands do not go together.
enum class Operator : int;
Value calculate(Operator, const Value& left, const Value& right);
std::optional<bool> equal(const Value&, const Value&);

}  // namespace sodan::dmn
