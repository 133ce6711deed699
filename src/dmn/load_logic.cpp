#include "dmn/functions.h"
#include "dmn/load.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <queue>

namespace sodan::dmn {

namespace {

constexpr std::array boxed{"context", "relation", "list", "functionDefinition", "conditional", "filter",
                           "for",     "some",     "every"};

// Each after those that it needs and else as they stand; nothing at a circle, and `stuck` is one that is in
// it.
template <class Needs>
std::optional<std::vector<std::size_t>> order_of(std::size_t size, Needs needs, std::size_t& stuck) {
    std::vector<std::vector<std::size_t>> waiting(size);
    std::vector<std::size_t> open(size), out;
    std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
    for (std::size_t i = 0; i < size; ++i) {
        open[i] = needs(i).size();
        if (open[i] == 0) ready.push(i);
        for (const auto needed : needs(i)) waiting[needed].push_back(i);
    }
    while (!ready.empty()) {
        out.push_back(ready.top());
        ready.pop();
        for (const auto next : waiting[out.back()])
            if (--open[next] == 0) ready.push(next);
    }
    if (out.size() == size) return out;
    stuck = static_cast<std::size_t>(std::ranges::find_if(open, [](auto n) { return n > 0; }) - open.begin());
    for (std::size_t steps = 0; steps < size; ++steps)  // back along the needs: that ends in the circle
        stuck = *std::ranges::find_if(needs(stuck), [&](std::size_t needed) { return open[needed] > 0; });
    return {};
}

}  // namespace

void Loading::decision(const pugi::xml_node& node) {
    Decision out{id_of(node), normalised(attribute(node, "name"))};
    place_ = {out.name};
    out.question = normalised(child(node, "question").text().get());
    out.description = normalised(child(node, "description").text().get());
    out.type = type_of(child(node, "variable"));
    take_name(out.name, out.id);
    parts_[out.id] = {"requiredDecision", model_.decisions.size()};
    model_.decisions.push_back(std::move(out));
    decision_nodes_.push_back(node);
}

// The type of what it gives: that of its function's result, or its variable's, which older files give.
std::string Loading::result_type(const pugi::xml_node& of) {
    const auto function = child(of, "encapsulatedLogic");
    auto out = type_of(function);
    return out.empty() ? type_of(child(of, "variable")) : out;
}

void Loading::knowledge(const pugi::xml_node& node) {
    Knowledge out{id_of(node), normalised(attribute(node, "name"))};
    place_ = {out.name};
    take_name(out.name, out.id);
    const auto function = child(node, "encapsulatedLogic");
    const auto kind = attribute(function, "kind");
    if (!kind.empty() && kind != "FEEL" && kind != "F") fail("unsupported", {{"given", kind}});
    out.type = result_type(node);
    if (const auto* type = model_.type(out.type); type && type->is_function) out.type = type->base;
    each(function, "formalParameter", [&](const pugi::xml_node& parameter) {
        out.parameters.emplace_back(normalised(attribute(parameter, "name")), type_of(parameter));
        if (out.parameters.back().first.empty()) fail("without_name", {{"given", out.id}});
        const auto same = [&](const auto& one) { return one.first == out.parameters.back().first; };
        if (std::ranges::count_if(out.parameters, same) > 1)
            fail("duplicate_name", {{"given", out.parameters.back().first}});
    });
    parts_[out.id] = {"requiredKnowledge", model_.knowledge.size()};
    model_.knowledge.push_back(std::move(out));
    knowledge_nodes_.push_back(node);
}

std::size_t Loading::found(const pugi::xml_node& requirement, const char* what) {
    auto href = attribute(child(requirement, what), "href");
    href.erase(0, href.find('#') + 1);  // also after the model's own address; none, and all of it stays
    const auto at = parts_.find(href);
    if (at != parts_.end() && at->second.first == what) return at->second.second;
    const bool is_service = at != parts_.end() && at->second.first == "decisionService";
    fail(is_service ? "unsupported" : "unknown_requirement", {{"given", href}});
    return 0;
}

template <class Needing> void Loading::knowledge_needed(const pugi::xml_node& from, Needing& to) {
    each(from, "knowledgeRequirement", [&](const pugi::xml_node& requirement) {
        to.knowledge.push_back(found(requirement, "requiredKnowledge"));
    });
}

void Loading::requirements(const pugi::xml_node& from, Decision& to) {
    each(from, "informationRequirement", [&](const pugi::xml_node& requirement) {
        if (child(requirement, "requiredInput"))
            to.inputs.push_back(found(requirement, "requiredInput"));
        else
            to.decisions.push_back(found(requirement, "requiredDecision"));
    });
    knowledge_needed(from, to);
}

template <class Part, class Needs>
void Loading::put_in_order(std::vector<Part>& parts, std::vector<pugi::xml_node>& nodes, Needs needs) {
    std::size_t stuck = 0;
    const auto order = order_of(
        parts.size(), [&](std::size_t i) -> const auto& { return parts[i].*needs; }, stuck);
    if (!order) {
        place_ = {parts[stuck].name};
        return fail("cycle", {{"given", parts[stuck].name}});
    }
    std::vector<std::size_t> place(parts.size());
    std::vector<Part> sorted;
    std::vector<pugi::xml_node> sorted_nodes;
    for (const auto i : *order) {
        place[i] = sorted.size();
        sorted.push_back(std::move(parts[i]));
        sorted_nodes.push_back(nodes[i]);
        parts_[sorted.back().id].second = place[i];
    }
    for (auto& part : sorted)
        for (auto& needed : part.*needs) needed = place[needed];
    parts = std::move(sorted);
    nodes = std::move(sorted_nodes);
}

// First who needs whom, then the order, and only then the texts: a call holds the place of what it calls.
void Loading::read_all_logic() {
    for (std::size_t i = 0; i < knowledge_nodes_.size() && !failed(); ++i) {
        place_ = {model_.knowledge[i].name};
        knowledge_needed(knowledge_nodes_[i], model_.knowledge[i]);
    }
    if (!failed()) put_in_order(model_.knowledge, knowledge_nodes_, &Knowledge::knowledge);
    for (std::size_t i = 0; i < decision_nodes_.size() && !failed(); ++i) {
        place_ = {model_.decisions[i].name};
        requirements(decision_nodes_[i], model_.decisions[i]);
    }
    if (!failed()) put_in_order(model_.decisions, decision_nodes_, &Decision::decisions);
    for (std::size_t i = 0; i < knowledge_nodes_.size() && !failed(); ++i) {
        auto& one = model_.knowledge[i];
        place_ = {one.name};
        decided_type_ = one.type;
        one.logic = logic(child(knowledge_nodes_[i], "encapsulatedLogic"), scope_of(one));
    }
    for (std::size_t i = 0; i < decision_nodes_.size() && !failed(); ++i) {
        auto& one = model_.decisions[i];
        place_ = {one.name};
        decided_type_ = one.type;
        one.logic = logic(decision_nodes_[i], scope_of(one));
    }
}

std::vector<Callable> Loading::callables(const std::vector<std::size_t>& places) const {
    std::vector<Callable> out;
    for (const auto place : places) {
        auto& callable = out.emplace_back(Callable{model_.knowledge[place].name, {}, place});
        for (const auto& [name, type] : model_.knowledge[place].parameters)
            callable.parameters.push_back(name);
    }
    return out;
}

Scope Loading::scope_of(const Decision& decision) const {
    Scope out{{}, members_.members, callables(decision.knowledge)};
    for (const auto i : decision.inputs) out.names.push_back(model_.inputs[i].name);
    for (const auto i : decision.decisions) out.names.push_back(model_.decisions[i].name);
    return out;
}

Scope Loading::scope_of(const Knowledge& knowledge) const {
    Scope out{{}, members_.members, callables(knowledge.knowledge)};
    for (const auto& [name, type] : knowledge.parameters) out.names.push_back(name);
    return out;
}

void Loading::check_language(const pugi::xml_node& node) {
    auto language = attribute(node, "expressionLanguage");
    std::ranges::transform(language, language.begin(), [](unsigned char c) { return std::tolower(c); });
    if (!language.empty() && language.find("feel") == std::string::npos)
        fail("unsupported", {{"given", attribute(node, "expressionLanguage")}});
}

Expression Loading::literal(const pugi::xml_node& node, const Scope& scope) {
    check_language(node);
    if (child(node, "importedValues")) fail("unsupported", {{"given", "importedValues"}});
    return failed() ? Expression{} : expression(text_of(node), scope);
}

Expression Loading::bound_in(const pugi::xml_node& binding, const Scope& scope) {
    if (const auto node = child(binding, "literalExpression")) return literal(node, scope);
    if (const auto node = child(binding, "invocation")) return invocation(node, scope);
    fail("unsupported", {{"given", "binding"}});
    return {};
}

// By the name of the parameter.
std::map<std::string, Part> Loading::bindings(const pugi::xml_node& node, const Scope& scope) {
    std::map<std::string, Part> out;
    each(node, "binding", [&](const pugi::xml_node& binding) {
        out.emplace(normalised(attribute(child(binding, "parameter"), "name")),
                    std::make_shared<const Expression>(bound_in(binding, scope)));
    });
    return out;
}

// A boxed call: what is called, and what its parameters are bound to; those that are not bound are null.
Expression Loading::invocation(const pugi::xml_node& node, const Scope& scope) {
    const auto called = normalised(text_of(child(node, "literalExpression")));
    const auto callable = std::ranges::find(scope.callables, called, &Callable::name);
    if (callable == scope.callables.end()) {
        fail("unknown_function", {{"given", called}});
        return {};
    }
    auto bound = bindings(node, scope);
    const auto null = std::make_shared<const Expression>(Expression{Literal{}});
    Invocation out{callable->knowledge, {}};
    for (const auto& parameter : callable->parameters) {
        const auto given = bound.extract(parameter);
        out.arguments.push_back(given ? given.mapped() : null);
    }
    if (!bound.empty()) fail("arguments", {{"given", bound.begin()->first}});
    return {std::move(out)};
}

Logic Loading::logic(const pugi::xml_node& from, const Scope& scope) {
    if (const auto node = child(from, "decisionTable")) return table(node, scope);
    if (const auto node = child(from, "literalExpression")) return literal(node, scope);
    if (const auto node = child(from, "invocation")) return invocation(node, scope);
    for (const auto name : boxed)
        if (child(from, name)) fail("beyond_scope", {{"given", std::string(name)}});
    fail("no_logic", {{"given", place_.table}});
    return {};
}

}  // namespace sodan::dmn
