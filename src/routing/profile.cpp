#include "routing/profile.h"

#include "base/catalogue.h"
#include "dmn/constants.h"
#include "dmn/elements.h"
#include "routing/refusals.h"
#include "routing/sentences.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace sodan::routing {

using dmn::local;

namespace {

constexpr std::string_view dmn_13 = "https://www.omg.org/spec/DMN/20191111/MODEL/";

// Ids of the elements that have a shape or an edge.
std::set<std::string> drawn_in(const pugi::xml_node& root) {
    std::set<std::string> out;
    struct Walk : pugi::xml_tree_walker {
        explicit Walk(std::set<std::string>& to) : ids(to) {}
        bool for_each(pugi::xml_node& node) override {
            const auto name = local(node.name());
            if ((name == "DMNShape" && node.first_child()) || (name == "DMNEdge" && node.first_child()))
                ids.insert(node.attribute("dmnElementRef").value());
            return true;
        }
        std::set<std::string>& ids;
    } walk(out);
    pugi::xml_node(root).traverse(walk);
    return out;
}

bool is_requirement(const pugi::xml_node& node) { return local(node.name()) == "informationRequirement"; }

// What must stand in the diagram: inputs, decisions, and how they hang together.
std::vector<std::string> to_be_drawn(const pugi::xml_node& root) {
    std::vector<std::string> out;
    for (const auto& node : root.children()) {
        const auto name = local(node.name());
        if (name != "inputData" && name != "decision") continue;
        out.emplace_back(node.attribute("id").value());
        for (const auto& part : node.children())
            if (is_requirement(part)) out.emplace_back(part.attribute("id").value());
    }
    return out;
}

// Elements of the standard that rules do without.
std::optional<std::string> stranger_in(const pugi::xml_node& root) {
    constexpr std::array strangers{"businessKnowledgeModel", "decisionService", "import", "knowledgeSource"};
    for (const auto& node : root.children())
        if (std::ranges::find(strangers, local(node.name())) != strangers.end())
            return std::string(local(node.name()));
    return {};
}

// One reason as it will be shown: it can be formatted, and names only what an explanation knows.
bool can_be_said(const std::string& reason) {
    const auto text = boost::json::serialize(boost::json::object{{"reason", reason}});
    return Catalogue::from_json({{"en", {text}}}) && Sentences::knows_the_names_in(reason);
}

// Letters of any script: a dash or a point is no reason.
bool says_something(const std::string& reason) {
    return std::ranges::any_of(reason, [](unsigned char c) { return c >= 0x80 || std::isalpha(c) != 0; });
}

bool asks_for_nothing(const dmn::Rule& rule) {
    return std::ranges::all_of(rule.when, [](const dmn::Cell& cell) { return cell.any(); });
}

bool is_null(const dmn::Expression& expression) {
    const auto* value = expression.constant();
    return value && value->is_null();
}

bool names_null(const dmn::Cell& cell) {
    return std::ranges::any_of(cell.tests, [](const dmn::UnaryTest& test) {
        const auto* comparison = std::get_if<dmn::Comparison>(&test);
        return comparison && is_null(comparison->with);
    });
}

class Inspection {
public:
    Inspection(const dmn::Model& model, const dmn::Decision& decision) : model_(model), decision_(decision) {}

    std::optional<Refusal> run() const {
        const auto* table = decision_.table();
        if (!table) return refused("not_a_table", {{"given", decision_.name}});
        if (table->rules.size() > most_rules)
            return refused("too_many_rules", {{"known", std::to_string(most_rules)},
                                              {"given", std::to_string(table->rules.size())}});
        for (const auto& output : table->outputs)
            if (output.otherwise) return refused("default_output", {{"column", output.name}});
        for (const auto& rule : table->rules)
            if (auto refusal = of(*table, rule)) return refusal;
        return {};
    }

private:
    Refusal refused(const std::string& what, Values further) const {
        Values values{{"file", model_.file}, {"table", decision_.name}};
        values.insert(values.end(), further.begin(), further.end());
        return not_loaded(what, std::move(values));
    }

    std::optional<Refusal> of(const dmn::Table& table, const dmn::Rule& rule) const {
        if (auto refusal = of_cells(table, rule)) return refusal;
        // In a table of priorities such a rule is what remains when nothing more severe holds, and its reason
        // says so; elsewhere it would answer for what nobody has thought of.
        if (asks_for_nothing(rule) && table.rules.size() > 1 && table.hit_policy != dmn::HitPolicy::priority)
            return refused("else_row", {{"rule", rule.id}});
        for (const char* name : {"reason_en", "reason_ja"}) {
            const auto reason = annotation(table, rule, name);
            if (!says_something(reason))
                return refused("rule_without_reason", {{"rule", rule.id}, {"column", name}});
            if (!can_be_said(reason))
                return refused("reason_broken", {{"rule", rule.id}, {"column", name}, {"given", reason}});
        }
        return {};
    }

    std::optional<Refusal> of_cells(const dmn::Table& table, const dmn::Rule& rule) const {
        const auto cell = [&](const char* what, const std::string& column, const std::string& given) {
            return refused(what, {{"rule", rule.id}, {"column", column}, {"given", given}});
        };
        for (std::size_t i = 0; i < rule.when.size(); ++i) {
            const auto& column = table.inputs[i].text;
            if (names_null(rule.when[i])) return cell("null_cell", column, "null");
            if (!dmn::constants_of(rule.when[i])) return cell("not_literal", column, rule.when[i].text);
        }
        for (std::size_t i = 0; i < rule.then.size(); ++i) {
            const auto& [expression, text] = rule.then[i];
            if (is_null(expression)) return cell("null_cell", table.outputs[i].name, text);
            if (!expression.constant()) return cell("not_literal", table.outputs[i].name, text);
        }
        return {};
    }

    const dmn::Model& model_;
    const dmn::Decision& decision_;
};

}  // namespace

std::optional<Refusal> outside_profile(const dmn::Model& model, std::string_view xml) {
    pugi::xml_document document;
    document.load_buffer(xml.data(), xml.size());
    const auto root = document.document_element();
    if (dmn::namespace_of(root) != dmn_13) return not_loaded("not_dmn_13", {{"file", model.file}});
    if (const auto stranger = stranger_in(root))
        return not_loaded("not_a_table", {{"file", model.file}, {"given", *stranger}});
    const auto drawn = drawn_in(root);
    for (const auto& id : to_be_drawn(root))
        if (!drawn.contains(id)) return not_loaded("not_drawn", {{"file", model.file}, {"given", id}});
    return {};
}

std::optional<Refusal> outside_profile(const dmn::Model& model, const dmn::Decision& decision) {
    return Inspection(model, decision).run();
}

std::string annotation(const dmn::Table& table, const dmn::Rule& rule, std::string_view name) {
    const auto column = std::ranges::find(table.annotation_names, name);
    const auto index = static_cast<std::size_t>(column - table.annotation_names.begin());
    return index < rule.annotations.size() ? rule.annotations[index] : "";
}

}  // namespace sodan::routing
