#pragma once
// Does a value fit the type that the model gives it? Types are those of FEEL and those that the model
// defines.

#include "dmn/model.h"

#include <optional>
#include <string_view>

namespace sodan::dmn {

bool is_built_in(std::string_view type_name);
// A list of one may stand for its item and an item for a list of one; nothing when it does not fit. Null
// always fits.
std::optional<Value> fitted(const Model&, const Value&, std::string_view type_name);
// The same of what a logic gives. A table that gives all its hits and is declared with a type that is no
// collection, as editors write it, gives a list of that type.
std::optional<Value> fitted_result(const Model&, const Logic&, const Value&, std::string_view type_name);
// The value as its type wants it, where a text stands for a date, a time or a duration; also within lists and
// contexts. What the type does not want stays as it is.
Value typed(const Model&, const Value&, std::string_view type_name);

}  // namespace sodan::dmn
