#include "dmn/load.h"

#include "dmn/types.h"

#include <algorithm>
#include <array>

namespace sodan::dmn {

namespace {

constexpr std::size_t largest_file = 4 * 1024 * 1024;
constexpr int deepest_type = 20;
constexpr std::array<std::string_view, 5> namespaces{
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/"};

bool is_dmn(const pugi::xml_node& root) {
    const std::string name = root.name();
    const auto colon = name.find(':');
    const auto declared = colon == std::string::npos ? "xmlns" : "xmlns:" + name.substr(0, colon);
    return local(name) == "definitions" &&
           std::ranges::find(namespaces, std::string_view(root.attribute(declared.c_str()).value())) !=
               namespaces.end();
}

std::string attribute(const pugi::xml_node& node, const char* name) { return node.attribute(name).value(); }

template <class Visit> void each(const pugi::xml_node& from, std::string_view name, Visit visit) {
    for (const auto& node : from.children())
        if (local(node.name()) == name) visit(node);
}

}  // namespace

std::string_view local(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& from, std::string_view name) {
    for (const auto& node : from.children())
        if (local(node.name()) == name) return node;
    return {};
}

void Loading::fail(std::string_view reason, Values values) {
    if (failed()) return;
    values.insert(
        values.begin(),
        {{"file", model_.file}, {"table", place_.table}, {"rule", place_.rule}, {"column", place_.column}});
    refusal_ = Refusal{Refusal::Why::rules_not_loaded,
                       {std::string("dmn.not_loaded.").append(reason), std::move(values)}};
}

void Loading::failed_reading(const Misread& misread) { fail(misread.reason, {{"given", misread.given}}); }

std::string Loading::text_of(const pugi::xml_node& node) {
    return normalised(child(node, "text").text().get());
}

std::string Loading::id_of(const pugi::xml_node& node) {
    auto id = attribute(node, "id");
    if (!id.empty() && !ids_.insert(id).second) fail("duplicate_id", {{"given", id}});
    return id;
}

std::string Loading::type_of(const pugi::xml_node& node) {
    auto name = attribute(node, "typeRef");
    if (name.empty()) name = child(node, "typeRef").text().get();
    name = local(normalised(name));
    if (!is_built_in(name) && !model_.type(name)) fail("unknown_type", {{"given", name}});
    return name;
}

Expression Loading::expression(const std::string& text, const Scope& scope) {
    auto out = parse_expression(text, scope);
    if (const auto* misread = std::get_if<Misread>(&out)) {
        failed_reading(*misread);
        return {};
    }
    return std::get<Expression>(std::move(out));
}

Cell Loading::cell(const std::string& text, const Scope& scope) {
    auto out = parse_cell(text, scope);
    if (const auto* misread = std::get_if<Misread>(&out)) {
        failed_reading(*misread);
        return {};
    }
    return std::get<Cell>(std::move(out));
}

// A document type could define entities that grow without end; no model needs one.
pugi::xml_node Loading::document(pugi::xml_document& document) {
    if (xml_.size() > largest_file) fail("file_too_large");
    if (failed()) return {};
    const auto read =
        document.load_buffer(xml_.data(), xml_.size(), pugi::parse_default | pugi::parse_doctype);
    if (!read) fail("not_xml", {{"given", std::to_string(read.offset)}});
    for (const auto& node : document.children())
        if (node.type() == pugi::node_doctype) fail("document_type");
    const auto root = document.document_element();
    if (!is_dmn(root)) fail("not_dmn");
    return root;
}

void Loading::type(const pugi::xml_node& node, const std::string& name, int depth) {
    if (depth > deepest_type) return fail("too_deep", {{"given", name}});
    if (model_.type(name) || is_built_in(name)) return fail("duplicate_name", {{"given", name}});
    Type out{name};
    id_of(node);
    out.is_collection = attribute(node, "isCollection") == "true";
    out.base = local(normalised(child(node, "typeRef").text().get()));
    if (const auto allowed = child(node, "allowedValues")) out.allowed = cell(text_of(allowed), {});
    std::vector<pugi::xml_node> nested;
    each(node, "itemComponent", [&](const pugi::xml_node& component) {
        const auto part = normalised(attribute(component, "name"));
        out.components.emplace_back(part, name + "." + part);
        members_.members.push_back(part);
        nested.push_back(component);
    });
    const auto components = out.components;
    model_.types.push_back(std::move(out));
    for (std::size_t i = 0; i < nested.size() && !failed(); ++i)
        type(nested[i], components[i].second, depth + 1);
}

// A type may name one that stands later; none may lead back to itself.
void Loading::check_types() {
    for (const auto& type : model_.types) {
        const Type* at = &type;
        for (std::size_t steps = 0; at && !is_built_in(at->base); ++steps) {
            const auto* next = model_.type(at->base);
            if (!next) fail("unknown_type", {{"given", at->base}});
            if (steps > model_.types.size()) return fail("cycle", {{"given", type.name}});
            at = next;
        }
    }
}

void Loading::input_data(const pugi::xml_node& node) {
    InputData out{id_of(node), normalised(attribute(node, "name"))};
    const auto variable = child(node, "variable");
    out.type = type_of(variable);
    if (out.name.empty()) fail("without_name", {{"given", out.id}});
    if (!names_.insert(out.name).second) fail("duplicate_name", {{"given", out.name}});
    model_.inputs.push_back(std::move(out));
}

void Loading::requirements(const pugi::xml_node& from, Decision& to) {
    each(from, "informationRequirement", [&](const pugi::xml_node& requirement) {
        const auto is_input = static_cast<bool>(child(requirement, "requiredInput"));
        auto href = attribute(child(requirement, is_input ? "requiredInput" : "requiredDecision"), "href");
        if (href.starts_with('#')) href.erase(0, 1);
        const auto find = [&](const auto& list, std::vector<std::size_t>& into) {
            for (std::size_t i = 0; i < list.size(); ++i)
                if (list[i].id == href) return into.push_back(i);
            fail("unknown_requirement", {{"given", href}});
        };
        is_input ? find(model_.inputs, to.inputs) : find(model_.decisions, to.decisions);
    });
}

void Loading::logic(const pugi::xml_node& from, Decision& to) {
    Scope scope = members_;
    for (const auto i : to.inputs) scope.names.push_back(model_.inputs[i].name);
    for (const auto i : to.decisions) scope.names.push_back(model_.decisions[i].name);
    required_knowledge(from, scope);
    if (!failed()) to.logic = logic_in(from, scope, to.name);
}

void Loading::decision(const pugi::xml_node& node) {
    Decision out{id_of(node), normalised(attribute(node, "name"))};
    place_ = {out.name};
    out.question = normalised(child(node, "question").text().get());
    out.description = normalised(child(node, "description").text().get());
    out.type = type_of(child(node, "variable"));
    if (out.name.empty()) fail("without_name", {{"given", out.id}});
    if (!names_.insert(out.name).second) fail("duplicate_name", {{"given", out.name}});
    model_.decisions.push_back(std::move(out));
}

void Loading::put_in_order() {
    std::vector<std::size_t> order, place(model_.decisions.size());
    std::vector<bool> placed(model_.decisions.size());
    const auto ready = [&](std::size_t i) {
        return !placed[i] && std::ranges::all_of(model_.decisions[i].decisions,
                                                 [&](std::size_t needed) { return placed[needed]; });
    };
    for (bool moved = true; moved;) {
        moved = false;
        for (std::size_t i = 0; i < placed.size(); ++i) {
            if (!ready(i)) continue;
            placed[i] = moved = true;
            place[i] = order.size();
            order.push_back(i);
        }
    }
    if (const auto stuck = std::ranges::find(placed, false); stuck != placed.end()) {
        place_ = {model_.decisions[static_cast<std::size_t>(stuck - placed.begin())].name};
        return fail("cycle", {{"given", place_.table}});
    }
    std::vector<Decision> sorted;
    for (const auto i : order) sorted.push_back(std::move(model_.decisions[i]));
    for (auto& decision : sorted)
        for (auto& needed : decision.decisions) needed = place[needed];
    model_.decisions = std::move(sorted);
}

Outcome<Model> Loading::run() {
    pugi::xml_document held;
    const auto root = document(held);
    if (failed()) return std::move(*refusal_);
    model_.id = id_of(root);
    model_.name = attribute(root, "name");
    each(root, "itemDefinition",
         [&](const auto& node) { type(node, normalised(attribute(node, "name")), 0); });
    check_types();
    knowledge(root);
    each(root, "inputData", [&](const auto& node) { input_data(node); });
    std::vector<pugi::xml_node> nodes;
    each(root, "decision", [&](const auto& node) {
        decision(node);
        nodes.push_back(node);
    });
    for (std::size_t i = 0; i < nodes.size() && !failed(); ++i) {
        place_ = {model_.decisions[i].name};
        requirements(nodes[i], model_.decisions[i]);
        if (!failed()) logic(nodes[i], model_.decisions[i]);
    }
    if (!failed()) put_in_order();
    if (failed()) return std::move(*refusal_);
    return std::move(model_);
}

Outcome<Model> Model::load(std::string_view xml, std::string_view file) { return Loading(xml, file).run(); }

}  // namespace sodan::dmn
