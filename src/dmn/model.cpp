#include "dmn/model.h"

#include <algorithm>

namespace sodan::dmn {

std::string_view sign(const Table& table) {
    switch (table.hit_policy) {
        case HitPolicy::unique: return "U";
        case HitPolicy::any: return "A";
        case HitPolicy::priority: return "P";
        case HitPolicy::first: return "F";
        case HitPolicy::rule_order: return "R";
        case HitPolicy::output_order: return "O";
        case HitPolicy::collect: break;
    }
    switch (table.aggregation) {
        case Aggregation::sum: return "C+";
        case Aggregation::count: return "C#";
        case Aggregation::min: return "C<";
        case Aggregation::max: return "C>";
        case Aggregation::none: break;
    }
    return "C";
}

const Decision* Model::decision(std::string_view name_or_id) const {
    auto at = std::ranges::find(decisions, name_or_id, &Decision::name);
    if (at == decisions.end()) at = std::ranges::find(decisions, name_or_id, &Decision::id);
    return at == decisions.end() ? nullptr : &*at;
}

const InputData* Model::input(std::string_view input_name) const {
    const auto at = std::ranges::find(inputs, input_name, &InputData::name);
    return at == inputs.end() ? nullptr : &*at;
}

const Type* Model::type(std::string_view type_name) const {
    const auto at = types.find(type_name);
    return at == types.end() ? nullptr : &at->second;
}

}  // namespace sodan::dmn
