#pragma once
// Reads FEEL text: S-FEEL with lists, if, and functions. Names may hold spaces, so the reader must know those
// that may stand there. Texts are limited in length, nesting and number of parts: a hostile one is refused,
// not followed.

#include "dmn/expression.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sodan::dmn {

struct Callable {  // a business knowledge model that may be called
    std::string name;
    std::vector<std::string> parameters{};
    std::size_t knowledge = 0;  // its place in the model
};
struct Scope {
    std::vector<std::string> names{};    // inputs and decisions that may be named
    std::vector<std::string> members{};  // components of types, after a point
    std::vector<Callable> callables{};
};

struct Misread {
    std::string reason;  // "syntax", "unsupported", "unknown_name", "unknown_function", "arguments",
                         // "too_deep", "too_long"
    std::string given;   // the text from where it cannot be read on, at most 40 bytes
};

template <class T> using Parsed = std::variant<T, Misread>;

Parsed<Expression> parse_expression(std::string_view, const Scope&);
Parsed<Cell> parse_cell(std::string_view, const Scope&);

// One space for each run of white space, none at the ends: how names are compared.
std::string normalised(std::string_view name);

}  // namespace sodan::dmn
