#pragma once
// The loading of one DMN file. The first thing that is wrong is kept, with its place, and the rest is
// skipped. load.cpp reads the document, load_types.cpp its types, load_logic.cpp what is decided and by what,
// load_table.cpp the tables.

#include "dmn/elements.h"
#include "dmn/model.h"
#include "dmn/parse.h"

#include <map>
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
        std::string kind() const;  // "file", "table", "rule", "column" (of no rule) or "cell"
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
    const Type* base_of(std::string_view type_name) const;  // the first that is a collection, else the last
    const Cell& allowed_by(std::string_view type_name) const;
    void input_data(const pugi::xml_node&);
    void take_name(const std::string& name, const std::string& id);
    void decision(const pugi::xml_node&);
    void knowledge(const pugi::xml_node&);
    void read_all_logic();
    std::size_t found(const pugi::xml_node& requirement, const char* what);
    template <class Needing> void knowledge_needed(const pugi::xml_node& from, Needing& to);
    void requirements(const pugi::xml_node& from, Decision&);
    template <class Part, class Needs>
    void put_in_order(std::vector<Part>&, std::vector<pugi::xml_node>&, Needs);
    Scope scope_of(const Decision&) const;
    Scope scope_of(const Knowledge&) const;
    std::vector<Callable> callables(const std::vector<std::size_t>&) const;
    Logic logic(const pugi::xml_node& from, const Scope&);
    Expression literal(const pugi::xml_node&, const Scope&);
    Expression invocation(const pugi::xml_node&, const Scope&);
    std::map<std::string, Part> bindings(const pugi::xml_node&, const Scope&);
    Expression bound_in(const pugi::xml_node& binding, const Scope&);
    void check_language(const pugi::xml_node&);
    std::string result_type(const pugi::xml_node& of);

    Table table(const pugi::xml_node&, const Scope&);
    void hit_policy(const pugi::xml_node&, Table&);
    void input(const pugi::xml_node&, Table&, const Scope&);
    void output(const pugi::xml_node&, Table&, const Scope&);
    void rule(const pugi::xml_node&, Table&, const Scope&);
    void input_cell(const pugi::xml_node&, const Table&, const Scope&, Rule& to);
    void output_cell(const pugi::xml_node&, const Table&, const Scope&, Rule& to);
    void take_priorities(Table&) const;
    void check_test(const Input&, const Cell&);
    void check_output(const Table&, const Output&, const Expression&);
    void check_table(const Table&);

    std::string_view xml_;
    Model model_{};
    Scope members_{};
    std::set<std::string> ids_{}, names_{};
    std::map<std::string, std::pair<std::string, std::size_t>> parts_{};  // id -> kind and place in the model
    std::vector<pugi::xml_node> decision_nodes_{}, knowledge_nodes_{};
    Place place_{};
    std::string decided_type_{};  // of the decision that is being read
    std::optional<Refusal> refusal_{};
};

}  // namespace sodan::dmn
