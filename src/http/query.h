#pragma once
// Targets taken apart: path, query, percent-encoding.

#include "base/outcome.h"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace sodan::http {

struct Target {
    std::string_view path, query;
};
Target split(std::string_view target);

std::optional<std::string> decoded(std::string_view);  // nothing when it is not valid percent-encoding
std::string encoded(std::string_view);                 // everything but letters, digits and "-._~"

// "desk=advisor%2F37&mine=true" as an object of strings; refused when a name stands twice.
Outcome<boost::json::object> read_query(std::string_view query);

}  // namespace sodan::http
