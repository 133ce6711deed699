#pragma once
// For which combinations of facts a changed table answers otherwise: boxes, the largest first. Looks at rules
// as boxes of values and never at single combinations, so that wide tables cost no more than narrow ones.

#include "dmn/model.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sodan::routing {

// Wherever each named input holds one of these values; an input that is not named may hold any.
struct AnswerChange {
    std::map<std::string, std::vector<std::string>> when{};
    std::string before{}, after{};  // what the table says, columns joined by ", "; "" for nothing
    double combinations = 0;        // of the inputs of both tables
};

// All that differ. Nothing at all when it cannot be said: an input without a closed list of values, an output
// that is no constant, another hit policy than U, A, P, F and C, or too many boxes.
std::optional<std::vector<AnswerChange>> answer_changes(const dmn::Table& before, const dmn::Table& after);

}  // namespace sodan::routing
