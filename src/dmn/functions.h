#pragma once
// The built-in functions of FEEL, by name: numbers and lists (functions.cpp), texts (functions_of_text.cpp),
// times (functions_of_time.cpp). None asks a clock: the same values always give the same answer.

#include "base/outcome.h"
#include "dmn/value.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::dmn {

struct Function {
    std::string_view name;
    std::size_t fewest, most;  // arguments
    Value (*call)(std::span<const Value>);
    std::string_view parameters{};  // the names that may be given: "from|year, month, day"
};

std::span<const Function> functions();
const Function* function_named(std::string_view);
std::vector<std::vector<std::string>> forms_of(const Function&);

std::span<const Function> functions_of_numbers();
std::span<const Function> functions_of_lists();
std::span<const Function> functions_of_text();
std::span<const Function> functions_of_time();

// FEEL's arithmetic and its three-valued logic; null when the operands do not go together.
enum class Operator : int;
Value calculate(Operator, const Value& left, const Value& right);
std::optional<bool> equal(const Value&, const Value&);

}  // namespace sodan::dmn
