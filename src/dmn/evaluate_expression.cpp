#include "dmn/evaluate.h"
#include "dmn/functions.h"
#include "dmn/types.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

std::string_view written(Operator op) {
    switch (op) {
        case Operator::add: return "+";
        case Operator::subtract: return "-";
        case Operator::multiply: return "*";
        case Operator::divide: return "/";
        case Operator::power: return "**";
        case Operator::equal: return "=";
        case Operator::unequal: return "!=";
        case Operator::less: return "<";
        case Operator::at_most: return "<=";
        case Operator::greater: return ">";
        case Operator::at_least: return ">=";
        case Operator::both: return "and";
        case Operator::either: return "or";
    }
    return "";
}

// Its depth is bounded: the reader refuses expressions of many parts.
struct Evaluating {
    const Context& names;
    std::vector<Message>& problems;

    Value of(const Part& part) const { return std::visit(*this, part->node); }
    Value say(std::string_view key, std::string_view what) const {
        problems.push_back({std::string("dmn.problem.").append(key), {{"what", std::string(what)}}});
        return {};
    }

    Value operator()(const Literal& literal) const { return literal.value; }
    Value operator()(const Name& name) const {
        const auto* value = names.find(name.name);
        return value ? *value : Value();
    }
    Value operator()(const Member& member) const {
        const auto whole = of(member.of);
        const auto* context = whole.get<Context>();
        const auto* value = context ? context->find(member.name) : nullptr;
        return value ? *value : say("no_such_part", member.name);
    }
    Value operator()(const Negation& negation) const {
        const auto value = of(negation.of);
        if (const auto* number = value.get<Decimal>()) return -*number;
        if (const auto* days = value.get<DaysDuration>()) return DaysDuration{-days->length};
        if (const auto* months = value.get<MonthsDuration>()) return MonthsDuration{-months->months};
        return say("cannot_calculate", "-");
    }
    Value operator()(const Operation& operation) const {
        auto out = calculate(operation.op, of(operation.left), of(operation.right));
        const bool is_logic = operation.op == Operator::both || operation.op == Operator::either;
        return out.is_null() && !is_logic ? say("cannot_calculate", written(operation.op)) : out;
    }
    Value operator()(const Call& call) const {
        std::vector<Value> arguments;
        for (const auto& part : call.arguments) arguments.push_back(of(part));
        auto out = function_named(call.function)->call(arguments);
        return out.is_null() ? say("function_without_answer", call.function) : out;
    }
    // Its parameters are all that its logic knows; knowledge has no circles, so this comes to an end.
    Value operator()(const Invocation& invocation) const {
        const auto& function = *invocation.of;
        Context inside;
        for (std::size_t i = 0; i < invocation.arguments.size(); ++i) {
            const auto& [name, type] = function.parameters[i];
            inside.entries.push_back({name, kept(of(invocation.arguments[i]), type, name)});
        }
        return kept(given_by(function, inside), function.type, function.name);
    }
    Value given_by(const Knowledge& function, const Context& inside) const {
        const auto* table = std::get_if<Table>(&function.logic);
        if (!table) return evaluate(std::get<Expression>(function.logic), inside, problems);
        auto verdict = evaluate(*table, inside);
        problems.insert(problems.end(), verdict.problems.begin(), verdict.problems.end());
        return std::move(verdict.value);
    }
    // Types that the model defines have been checked where the values came from.
    Value kept(Value value, const std::string& type, const std::string& what) const {
        static const Model no_types;
        if (!is_built_in(type)) return value;
        auto out = fitted(no_types, value, type);
        return out ? std::move(*out) : say("wrong_type", what);
    }
    Value operator()(const ListOf& list) const {
        List out;
        for (const auto& item : list.items) out.items.push_back(of(item));
        return out;
    }
    Value operator()(const Choice& choice) const {
        const auto condition = of(choice.condition);
        const auto* truth = condition.get<bool>();
        return of(truth && *truth ? choice.then : choice.otherwise);
    }
};

std::optional<bool> truth_of(const Value& value) {
    const auto* truth = value.get<bool>();
    return truth ? std::optional(*truth) : std::nullopt;
}

// A cell that names the value itself says whether it passes: list contains(?, "a").
struct NamesTheInput {
    bool in(const Part& part) const { return part && std::visit(*this, part->node); }
    bool in(const std::vector<Part>& parts) const {
        return std::ranges::any_of(parts, [this](const Part& part) { return in(part); });
    }
    bool operator()(const Literal&) const { return false; }
    bool operator()(const Name& name) const { return name.name == the_input; }
    bool operator()(const Member& member) const { return in(member.of); }
    bool operator()(const Negation& negation) const { return in(negation.of); }
    bool operator()(const Operation& operation) const { return in(operation.left) || in(operation.right); }
    bool operator()(const Call& call) const { return in(call.arguments); }
    bool operator()(const Invocation& invocation) const { return in(invocation.arguments); }
    bool operator()(const ListOf& list) const { return in(list.items); }
    bool operator()(const Choice& choice) const {
        return in(choice.condition) || in(choice.then) || in(choice.otherwise);
    }
};

struct Testing {
    const Value& value;
    const Context& names;
    std::vector<Message>
        unsaid{};  // what cannot be said makes the test null, which is not an error of a cell

    Value said(const Expression& expression) { return evaluate(expression, names, unsaid); }

    std::optional<bool> operator()(const Comparison& comparison) {
        if (comparison.op == Operator::equal && std::visit(NamesTheInput{}, comparison.with.node)) {
            auto with_input = names;
            with_input.entries.push_back({the_input, value});
            return truth_of(evaluate(comparison.with, with_input, unsaid));
        }
        const auto with = said(comparison.with);
        const auto* list = with.get<List>();
        if (comparison.op == Operator::equal && list && !value.get<List>())
            return std::ranges::any_of(list->items,
                                       [&](const Value& item) { return equal(value, item).value_or(false); });
        return truth_of(calculate(comparison.op, value, with));
    }
    std::optional<bool> operator()(const Interval& interval) {
        const auto low =
            calculate(interval.with_low ? Operator::at_least : Operator::greater, value, said(interval.low));
        const auto high =
            calculate(interval.with_high ? Operator::at_most : Operator::less, value, said(interval.high));
        return truth_of(calculate(Operator::both, low, high));
    }
};

}  // namespace

Value evaluate(const Expression& expression, const Context& names, std::vector<Message>& problems) {
    return std::visit(Evaluating{names, problems}, expression.node);
}

std::optional<bool> passes(const Cell& cell, const Value& value, const Context& names) {
    if (cell.any()) return true;
    std::optional<bool> out = false;
    Testing testing{value, names};
    for (const auto& test : cell.tests) {
        const auto one = std::visit(testing, test);
        if (one == true) return !cell.negated;
        if (!one) out = std::nullopt;
    }
    return out && cell.negated ? std::optional(true) : out;
}

}  // namespace sodan::dmn
