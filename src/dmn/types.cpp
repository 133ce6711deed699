#include "dmn/types.h"

#include "dmn/evaluate.h"

#include <algorithm>
#include <array>

namespace sodan::dmn {

namespace {

constexpr int deepest = 20;
constexpr std::array<std::string_view, 11> built_in{"",
                                                    "string",
                                                    "number",
                                                    "boolean",
                                                    "date",
                                                    "time",
                                                    "date and time",
                                                    "dateTime",
                                                    "days and time duration",
                                                    "years and months duration",
                                                    "Any"};

bool is(const Value& value, std::string_view name) {
    if (name == "string") return value.get<std::string>();
    if (name == "number") return value.get<Decimal>();
    if (name == "boolean") return value.get<bool>();
    if (name == "date") return value.get<Date>();
    if (name == "time") return value.get<Time>();
    if (name == "date and time" || name == "dateTime") return value.get<DateTime>();
    if (name == "days and time duration") return value.get<DaysDuration>();
    if (name == "years and months duration") return value.get<MonthsDuration>();
    return true;
}

bool fits(const Model& model, const Value& value, std::string_view name, int depth);

bool item_fits(const Model& model, const Value& value, const Type& type, int depth) {
    if (value.is_null()) return true;
    if (!type.components.empty()) {
        const auto* context = value.get<Context>();
        return context && std::ranges::all_of(type.components, [&](const auto& component) {
                   const auto* part = context->find(component.first);
                   return !part || fits(model, *part, component.second, depth + 1);
               });
    }
    return fits(model, value, type.base, depth + 1) && passes(type.allowed, value, {}) == true;
}

bool fits(const Model& model, const Value& value, std::string_view name, int depth) {
    if (value.is_null() || depth > deepest) return depth <= deepest;
    const auto* type = model.type(name);
    if (!type) return is(value, name);
    if (!type->is_collection) return item_fits(model, value, *type, depth);
    const auto* list = value.get<List>();
    return list && std::ranges::all_of(
                       list->items, [&](const Value& item) { return item_fits(model, item, *type, depth); });
}

}  // namespace

bool is_built_in(std::string_view name) { return std::ranges::find(built_in, name) != built_in.end(); }

std::optional<Value> fitted(const Model& model, const Value& value, std::string_view name) {
    if (fits(model, value, name, 0)) return value;
    if (const auto* list = value.get<List>();
        list && list->items.size() == 1 && fits(model, list->items.front(), name, 0))
        return list->items.front();
    Value one = List{{value}};
    if (!value.get<List>() && fits(model, one, name, 0)) return one;
    return {};
}

}  // namespace sodan::dmn
