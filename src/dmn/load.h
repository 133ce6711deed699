#pragma once
// The loading of one DMN file. The first thing that is wrong is kept, with its place, and the rest is
// skipped. load.cpp reads the document and orders the decisions, load_table.cpp the tables.

#include "dmn/model.h"
#include "dmn/parse.h"

#include <pugixml.hpp>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sodan::dmn {

class Loading {
public:
    Loading(std::string_view xml, std::string_view file) : xml_(xml) { model_.file = file; }
    Outcome<Model> run();

private:
    using Values = std::vector<std::pair<std::string, std::string>>;
    struct Place {
        std::string table = "-", rule = "-", column = "-";
    };
    bool failed() const { return refusal_.has_value(); }
    void fail(std::string_view reason, Values = {});
    void failed_reading(const Misread&);

    std::string text_of(const pugi::xml_node&);  // of its <text>
    std::string id_of(const pugi::xml_node&);    // refuses one that was there already
    std::string type_of(const pugi::xml_node&);  // refuses one that is not known
    Expression expression(const std::string& text, const Scope&);
    Cell cell(const std::string& text, const Scope&);

    pugi::xml_node document(pugi::xml_document&);
    void type(const pugi::xml_node&, const std::string& name, int depth);
    void check_types();
    void input_data(const pugi::xml_node&);
    void decision(const pugi::xml_node&);
    void knowledge(const pugi::xml_node& root);
    void knowledge(const pugi::xml_node& root, const pugi::xml_node&, std::set<std::string> above);
    void required_knowledge(const pugi::xml_node& from, Scope& to);
    std::variant<Expression, Table> logic_in(const pugi::xml_node& from, const Scope&,
                                             const std::string& name);
    Expression invocation(const pugi::xml_node&, const Scope&);
    void requirements(const pugi::xml_node& from, Decision&);
    void logic(const pugi::xml_node& from, Decision&);
    void put_in_order();

    Table table(const pugi::xml_node&, const Scope&);
    void hit_policy(const pugi::xml_node&, Table&);
    void input(const pugi::xml_node&, Table&, const Scope&);
    void output(const pugi::xml_node&, Table&, const Scope&);
    void rule(const pugi::xml_node&, Table&, const Scope&);
    void check_test(const Input&, const Cell&);
    void check_output(const Table&, const Output&, const Expression&);
    void check_table(const Table&);

    std::string_view xml_;
    Model model_{};
    Scope members_{};
    std::vector<std::shared_ptr<const Knowledge>> knowledge_{};
    std::set<std::string> ids_{}, names_{};
    Place place_{};
    std::optional<Refusal> refusal_{};
};

// The name of an element or attribute without its namespace's prefix.
std::string_view local(std::string_view name);
pugi::xml_node child(const pugi::xml_node&, std::string_view name);

}  // namespace sodan::dmn
