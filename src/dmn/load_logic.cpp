// What stands behind a decision or a business knowledge model: a table, a literal expression, or the
// invocation of knowledge.

#include "dmn/load.h"
#include "dmn/types.h"

#include <algorithm>
#include <array>

namespace sodan::dmn {

namespace {

std::string href_in(const pugi::xml_node& requirement) {
    std::string out = child(requirement, "requiredKnowledge").attribute("href").value();
    if (out.starts_with('#')) out.erase(0, 1);
    return out;
}

std::vector<std::string> knowledge_required_by(const pugi::xml_node& from) {
    std::vector<std::string> out;
    for (const auto& node : from.children())
        if (local(node.name()) == "knowledgeRequirement") out.push_back(href_in(node));
    return out;
}

pugi::xml_node knowledge_of(const pugi::xml_node& root, const std::string& id) {
    for (const auto& node : root.children())
        if (local(node.name()) == "businessKnowledgeModel" && node.attribute("id").value() == id) return node;
    return {};
}

}  // namespace

std::variant<Expression, Table> Loading::logic_in(const pugi::xml_node& from, const Scope& scope,
                                                  const std::string& name) {
    constexpr std::array beyond{"context", "relation", "list",  "functionDefinition", "conditional", "for",
                                "every",   "some",     "filter"};
    if (const auto node = child(from, "decisionTable")) return table(node, scope);
    if (const auto node = child(from, "literalExpression")) return expression(text_of(node), scope);
    if (const auto node = child(from, "invocation")) return invocation(node, scope);
    for (const char* construct : beyond)
        if (child(from, construct)) fail("beyond_scope", {{"given", construct}});
    fail("no_logic", {{"given", name}});
    return {};
}

// The function by its name, and an expression for each of its parameters; those that are not bound are null.
Expression Loading::invocation(const pugi::xml_node& node, const Scope& scope) {
    const auto name = text_of(child(node, "literalExpression"));
    const auto function = std::ranges::find(scope.functions, name, &Knowledge::name);
    if (function == scope.functions.end()) {
        fail("unknown_name", {{"given", name}});
        return {};
    }
    const auto null = std::make_shared<const Expression>(Expression{Literal{}});
    Invocation out{*function, std::vector<Part>((*function)->parameters.size(), null)};
    for (const auto& binding : node.children()) {
        if (local(binding.name()) != "binding") continue;
        const auto parameter = normalised(child(binding, "parameter").attribute("name").value());
        const auto& known = (*function)->parameters;
        const auto found = std::ranges::find(known, parameter, &std::pair<std::string, std::string>::first);
        if (found == known.end()) fail("unknown_name", {{"given", parameter}});
        auto value = expression(text_of(child(binding, "literalExpression")), scope);
        if (failed()) return {};
        out.arguments[static_cast<std::size_t>(found - known.begin())] =
            std::make_shared<const Expression>(std::move(value));
    }
    return {std::move(out)};
}

void Loading::required_knowledge(const pugi::xml_node& from, Scope& to) {
    for (const auto& id : knowledge_required_by(from)) {
        const auto found = std::ranges::find(knowledge_, id, &Knowledge::id);
        if (found == knowledge_.end()) return fail("unknown_requirement", {{"given", id}});
        to.functions.push_back(*found);
    }
}

void Loading::knowledge(const pugi::xml_node& root) {
    for (const auto& node : root.children())
        if (local(node.name()) == "businessKnowledgeModel" && !failed()) knowledge(root, node, {});
}

// What it requires comes first; `above` are those that require it.
void Loading::knowledge(const pugi::xml_node& root, const pugi::xml_node& node, std::set<std::string> above) {
    const std::string id = node.attribute("id").value();
    const auto name = normalised(node.attribute("name").value());
    if (std::ranges::find(knowledge_, id, &Knowledge::id) != knowledge_.end()) return;
    place_ = {name};
    if (!above.insert(id).second) return fail("cycle", {{"given", name}});
    for (const auto& needed : knowledge_required_by(node)) {
        const auto found = knowledge_of(root, needed);
        if (!found) return fail("unknown_requirement", {{"given", needed}});
        knowledge(root, found, above);
        if (failed()) return;
    }
    place_ = {name};
    if (name.empty()) return fail("without_name", {{"given", id}});
    if (!names_.insert(name).second) return fail("duplicate_name", {{"given", name}});
    Knowledge out{id_of(node), name};
    const auto logic = child(node, "encapsulatedLogic");
    Scope scope = members_;
    for (const auto& parameter : logic.children())
        if (local(parameter.name()) == "formalParameter") {
            out.parameters.emplace_back(normalised(parameter.attribute("name").value()), type_of(parameter));
            scope.names.push_back(out.parameters.back().first);
        }
    required_knowledge(node, scope);
    out.logic = logic_in(logic, scope, name);
    // Newer editions type the function there, older ones what it gives.
    const auto type = std::string(local(child(node, "variable").attribute("typeRef").value()));
    if (is_built_in(type)) out.type = type;
    if (!failed()) knowledge_.push_back(std::make_shared<const Knowledge>(std::move(out)));
}

}  // namespace sodan::dmn
