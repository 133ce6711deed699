#pragma once
// A decision model of one DMN file (1.1 to 1.5): decisions that need inputs and each other, tables and
// expressions. Everything is read and checked when it is loaded. Knows nothing of what the decisions are
// about.

#include "base/outcome.h"
#include "dmn/expression.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace sodan::dmn {

enum class HitPolicy { unique, any, priority, first, rule_order, output_order, collect };
enum class Aggregation { none, sum, count, min, max };

struct Type {  // string, number, ...; or with components
    std::string name, base{};
    bool is_collection = false;
    Cell allowed{}, whole{};  // of one value, of a collection as a whole; no tests when everything is
    std::vector<std::pair<std::string, std::string>> components{};  // name and the name of the type
    bool is_function = false;                                       // then base is what it gives
};

struct Input {
    std::string id, label, text;  // text: the expression as it stands in the file
    Expression expression;
    std::string type{};
    Cell allowed{};  // inputValues, or the allowedValues of its type
    bool takes_lists = false;
};
struct Output {
    std::string id, name, label, type{};
    Cell allowed{};
    std::vector<Value> values{};  // in the order of outputValues, highest priority first
    std::optional<Expression> otherwise{};
};
struct Entering {  // one cell on the right side
    Expression expression;
    std::string text{};
};
struct Rule {
    std::string id, description{};
    std::vector<Cell> when{};
    std::vector<Entering> then{};
    std::vector<std::string> annotations{};
};
struct Table {
    std::string id;
    HitPolicy hit_policy = HitPolicy::unique;
    Aggregation aggregation = Aggregation::none;
    std::vector<Input> inputs{};
    std::vector<Output> outputs{};
    std::vector<std::string> annotation_names{};
    std::vector<Rule> rules{};
};
std::string_view sign(const Table&);  // "U", "A", "P", "F", "R", "O", "C", "C+", "C<", "C>", "C#"

struct InputData {
    std::string id, name, type{};
};
using Logic = std::variant<Expression, Table>;
struct Knowledge {  // a business knowledge model: a function of its parameters
    std::string id, name, type{};
    std::vector<std::pair<std::string, std::string>> parameters{};  // name and the name of the type
    std::vector<std::size_t> knowledge{};                           // that it may call
    Logic logic{};
};
struct Decision {
    std::string id, name, question{}, description{}, type{};
    std::vector<std::size_t> inputs{}, decisions{},
        knowledge{};  // what it requires: indexes into the model's own lists
    Logic logic{};

    const Table* table() const { return std::get_if<Table>(&logic); }
};

struct Model {
    std::string file, name, id;
    std::map<std::string, Type, std::less<>> types{};
    std::vector<InputData> inputs{};
    std::vector<Knowledge> knowledge{};  // each after those that it requires
    std::vector<Decision> decisions{};   // each after those that it requires

    // Refuses (rules_not_loaded) with `file`, `table`, `rule`, `column` and what is wrong among the values.
    static Outcome<Model> load(std::string_view xml, std::string_view file);

    const Decision* decision(std::string_view name_or_id) const;
    const InputData* input(std::string_view input_name) const;
    const Type* type(std::string_view type_name) const;
};

}  // namespace sodan::dmn
