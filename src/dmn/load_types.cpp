#include "dmn/load.h"
#include "dmn/types.h"

namespace sodan::dmn {

namespace {

constexpr int deepest_type = 20;  // components within components, and types of types
constexpr std::size_t most_types = 5'000;

}  // namespace

void Loading::type(const pugi::xml_node& node, const std::string& name, int depth) {
    if (depth > deepest_type) return fail("too_deep", {{"given", name}});
    if (model_.types.size() >= most_types) return fail("too_many", {{"given", std::to_string(most_types)}});
    if (model_.type(name) || is_built_in(name)) return fail("duplicate_name", {{"given", name}});
    Type out{name};
    id_of(node);
    out.is_collection = attribute(node, "isCollection") == "true";
    out.base = local(normalised(child(node, "typeRef").text().get()));
    if (const auto function = child(node, "functionItem")) {
        out.is_function = true;
        out.base = local(normalised(attribute(function, "outputTypeRef")));
    }
    if (const auto allowed = child(node, "allowedValues")) out.allowed = cell(text_of(allowed), {});
    if (const auto constraint = child(node, "typeConstraint"))
        (out.is_collection ? out.whole : out.allowed) = cell(text_of(constraint), {});
    std::vector<pugi::xml_node> nested;
    each(node, "itemComponent", [&](const pugi::xml_node& component) {
        const auto part = normalised(attribute(component, "name"));
        out.components.emplace_back(part, name + "." + part);
        members_.members.push_back(part);
        nested.push_back(component);
    });
    const auto components = out.components;
    model_.types.emplace(name, std::move(out));
    for (std::size_t i = 0; i < nested.size() && !failed(); ++i)
        type(nested[i], components[i].second, depth + 1);
}

const Type* Loading::base_of(std::string_view name) const {
    const Type* out = model_.type(name);
    while (out && !out->is_collection && model_.type(out->base)) out = model_.type(out->base);
    return out;
}

// Its own allowed values, or those of the type that it is made of.
const Cell& Loading::allowed_by(std::string_view name) const {
    static const Cell everything{};
    const Type* at = model_.type(name);
    while (at && at->allowed.any()) at = model_.type(at->base);
    return at ? at->allowed : everything;
}

// A type may name one that stands later; none may lead back to itself.
void Loading::check_types() {
    for (const auto& [name, type] : model_.types) {
        const Type* at = &type;
        for (int steps = 0; at && !is_built_in(at->base); ++steps) {
            const auto* next = model_.type(at->base);
            if (!next) fail("unknown_type", {{"given", at->base}});
            if (next == &type) return fail("cycle", {{"given", name}});
            if (steps > deepest_type) return fail("too_deep", {{"given", name}});
            at = next;
        }
    }
}

}  // namespace sodan::dmn
