#pragma once
// Evaluates a decision of a model, with all that it requires, on any values. An error in a rule or in a value
// gives null and is reported; it never throws. For the many decisions a second see dmn/compiled.h.

#include "dmn/model.h"

#include <string>
#include <string_view>
#include <vector>

namespace sodan::dmn {

struct TableResult {
    std::string decision, table;
    std::vector<std::string> rules{};  // ids of those that fired, in hit order; empty when the default served
};
struct Problem {
    std::string decision;
    Message message;  // dmn.*
};
struct Evaluation {
    Value value{};
    std::vector<TableResult> tables{};  // those that the decision needed, in the order of evaluation
    std::vector<Problem> problems{};
};

// `decision` by name or id; `inputs` are the named values, what is not given is null.
Evaluation evaluate(const Model&, std::string_view decision, const Context& inputs);

// Every decision of the model, each once, in the order in which they need each other.
struct Answer {
    std::string decision;
    Value value{};
    std::vector<Message> problems{};  // those of this decision alone
};
std::vector<Answer> evaluate_all(const Model&, const Context& inputs);

// What a cell says of a value; `names` serves cells that name other inputs. Nothing is FEEL's null.
std::optional<bool> passes(const Cell&, const Value&, const Context& names);
// Null where it cannot be said; each reason is added to `problems`.
Value evaluate(const Expression&, const Context& names, std::vector<Message>& problems);

// The rules that hit -> what the table says of them, and the hits in hit order.
struct Verdict {
    Value value{};
    std::vector<std::size_t> hits{};  // indexes of rules, in hit order
    std::vector<Message> problems{};
};
Verdict evaluate(const Table&, const Context& names);

}  // namespace sodan::dmn
