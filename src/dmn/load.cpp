#include "dmn/load.h"

#include "base/text.h"
#include "dmn/signs.h"
#include "dmn/types.h"

#include <algorithm>
#include <array>

namespace sodan::dmn {

namespace {

constexpr std::size_t largest_file = 4 * 1024 * 1024;
constexpr int deepest_document = 200;
constexpr std::size_t most_attributes = 200;  // of one element
constexpr std::array<std::string_view, 5> namespaces{
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/"};

// Stops at what no model needs: nesting without end, or attributes without number.
struct Measuring : pugi::xml_tree_walker {
    std::string place{};
    bool for_each(pugi::xml_node& node) override {
        const auto attributes = node.attributes();
        const bool many =
            std::distance(attributes.begin(), attributes.end()) > std::ptrdiff_t{most_attributes};
        if (depth() <= deepest_document && !many) return true;
        place = std::string(node.name()).substr(0, 40);
        return false;
    }
};

bool is_dmn(const pugi::xml_node& root) {
    return local(root.name()) == "definitions" &&
           std::ranges::find(namespaces, namespace_of(root)) != namespaces.end();
}

}  // namespace

std::string Loading::Place::kind() const {
    if (table == "-") return "file";
    if (rule == "-") return column == "-" ? "table" : "column";
    return column == "-" ? "rule" : "cell";
}

void Loading::fail(std::string_view reason, Values values) {
    if (failed()) return;
    values.insert(values.begin(), {{"place", place_.kind()},
                                   {"file", model_.file},
                                   {"table", place_.table},
                                   {"rule", place_.rule},
                                   {"column", place_.column}});
    refusal_ = Refusal{Refusal::Why::rules_not_loaded,
                       {std::string("dmn.not_loaded.").append(reason), std::move(values)}};
}

void Loading::failed_reading(const Misread& misread) {
    const bool ended = misread.reason == "syntax" && misread.given.empty();
    fail(ended ? "ends_early" : misread.reason, {{"given", misread.given}});
}

// White space within counts: it may stand in a FEEL string.
std::string Loading::text_of(const pugi::xml_node& node) {
    std::string all;
    for (const auto& piece : child(node, "text").children())
        if (piece.type() == pugi::node_pcdata || piece.type() == pugi::node_cdata) all += piece.value();
    std::string_view out = all;
    while (const auto space = space_at(out)) out.remove_prefix(space);
    while (!out.empty() && space_at(out.substr(out.size() - 1)) > 0) out.remove_suffix(1);
    return std::string(out);
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
    if (!is_utf8(xml_) || xml_.find('\0') != std::string_view::npos) fail("not_utf8");
    if (failed()) return {};
    const auto read = document.load_buffer(xml_.data(), xml_.size(),
                                           pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
    if (!read) fail("not_xml", {{"given", std::to_string(read.offset)}});
    for (const auto& node : document.children())
        if (node.type() == pugi::node_doctype) fail("document_type");
    const auto root = document.document_element();
    if (!failed() && !is_dmn(root)) fail("not_dmn");
    Measuring measuring;
    if (!failed() && !document.traverse(measuring)) fail("too_deep", {{"given", measuring.place}});
    return root;
}

void Loading::take_name(const std::string& name, const std::string& id) {
    if (name.empty()) fail("without_name", {{"given", id}});
    if (!names_.insert(name).second) fail("duplicate_name", {{"given", name}});
}

void Loading::input_data(const pugi::xml_node& node) {
    InputData out{id_of(node), normalised(attribute(node, "name"))};
    out.type = type_of(child(node, "variable"));
    take_name(out.name, out.id);
    parts_[out.id] = {"requiredInput", model_.inputs.size()};
    model_.inputs.push_back(std::move(out));
}

Outcome<Model> Loading::run() {
    pugi::xml_document held;
    const auto root = document(held);
    if (failed()) return std::move(*refusal_);
    model_.id = id_of(root);
    model_.name = attribute(root, "name");
    check_language(root);
    if (child(root, "import")) fail("unsupported", {{"given", "import"}});
    each(root, "itemDefinition",
         [&](const auto& node) { type(node, normalised(attribute(node, "name")), 0); });
    check_types();
    each(root, "inputData", [&](const auto& node) { input_data(node); });
    each(root, "businessKnowledgeModel", [&](const auto& node) { knowledge(node); });
    each(root, "decision", [&](const auto& node) { decision(node); });
    each(root, "decisionService",
         [&](const auto& node) { parts_.emplace(attribute(node, "id"), std::pair("decisionService", 0)); });
    if (!failed()) read_all_logic();
    if (failed()) return std::move(*refusal_);
    return std::move(model_);
}

Outcome<Model> Model::load(std::string_view xml, std::string_view file) { return Loading(xml, file).run(); }

}  // namespace sodan::dmn
