#include "dmn/types.h"

#include "dmn/evaluate.h"
#include "dmn/temporal.h"

#include <algorithm>
#include <array>

namespace sodan::dmn {

namespace {

constexpr int deepest = 20;
constexpr std::array<std::string_view, 15> built_in{"",
                                                    "string",
                                                    "number",
                                                    "boolean",
                                                    "date",
                                                    "time",
                                                    "date and time",
                                                    "dateTime",
                                                    "days and time duration",
                                                    "dayTimeDuration",
                                                    "years and months duration",
                                                    "yearMonthDuration",
                                                    "list",
                                                    "context",
                                                    "Any"};

bool is(const Value& value, std::string_view name) {
    if (name == "string") return value.get<std::string>();
    if (name == "number") return value.get<Decimal>();
    if (name == "boolean") return value.get<bool>();
    if (name == "date") return value.get<Date>();
    if (name == "time") return value.get<Time>();
    if (name == "date and time" || name == "dateTime") return value.get<DateTime>();
    if (name == "days and time duration" || name == "dayTimeDuration") return value.get<DaysDuration>();
    if (name == "years and months duration" || name == "yearMonthDuration")
        return value.get<MonthsDuration>();
    if (name == "list") return value.get<List>();
    if (name == "context") return value.get<Context>();
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
    return list && passes(type->whole, value, {}) == true &&
           std::ranges::all_of(list->items,
                               [&](const Value& item) { return item_fits(model, item, *type, depth); });
}

bool is_collection(const Model& model, std::string_view name) {
    const auto* type = model.type(name);
    for (int depth = 0; type && !type->is_collection && depth < deepest; ++depth)
        type = model.type(type->base);
    return type && type->is_collection;
}

bool gives_all_hits(const Logic& logic) {
    const auto* table = std::get_if<Table>(&logic);
    if (!table || table->aggregation != Aggregation::none) return false;
    return table->hit_policy == HitPolicy::collect || table->hit_policy == HitPolicy::rule_order ||
           table->hit_policy == HitPolicy::output_order;
}

Value read_as(const std::string& text, std::string_view name) {
    const auto held = [&](const auto& read) { return read ? Value(*read) : Value(text); };
    if (name == "date") return held(parse_date(text));
    if (name == "time") return held(parse_time(text));
    if (name == "date and time" || name == "dateTime") return held(parse_date_time(text));
    if (!name.ends_with("duration") && !name.ends_with("Duration")) return text;
    return held(parse_duration(text));
}

Value typed(const Model& model, const Value& value, std::string_view name, int depth);

Value typed_item(const Model& model, const Value& value, const Type& type, int depth) {
    const auto* context = value.get<Context>();
    if (type.components.empty()) return typed(model, value, type.base, depth + 1);
    if (!context) return value;
    Context out = *context;
    for (auto& entry : out.entries) {
        const auto part =
            std::ranges::find(type.components, entry.name, &std::pair<std::string, std::string>::first);
        if (part != type.components.end()) entry.value = typed(model, entry.value, part->second, depth + 1);
    }
    return out;
}

Value typed(const Model& model, const Value& value, std::string_view name, int depth) {
    if (depth > deepest) return value;
    const auto* type = model.type(name);
    const auto each = [&](const Value& item) {
        if (type) return typed_item(model, item, *type, depth);
        const auto* text = item.get<std::string>();
        return text ? read_as(*text, name) : item;
    };
    const auto* list = value.get<List>();
    if (!list) return each(value);
    List out;
    for (const auto& item : list->items) out.items.push_back(typed(model, item, name, depth + 1));
    return out;
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

std::optional<Value> fitted_result(const Model& model, const Logic& logic, const Value& value,
                                   std::string_view name) {
    const auto* list = gives_all_hits(logic) ? value.get<List>() : nullptr;
    if (!list || is_collection(model, name)) return fitted(model, value, name);
    List out;
    for (const auto& item : list->items) {
        auto one = fitted(model, item, name);
        if (!one) return {};
        out.items.push_back(*std::move(one));
    }
    return out;
}

Value typed(const Model& model, const Value& value, std::string_view name) {
    return typed(model, value, name, 0);
}

}  // namespace sodan::dmn
