#include "dmn/frame.h"
#include "dmn/functions.h"
#include "dmn/temporal.h"
#include "dmn/types.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

constexpr int most_calls = 30;  // of knowledge within knowledge

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
    const Frame& frame;

    Value of(const Part& part) const { return evaluate(*part, frame); }
    Value say(std::string_view key, std::string_view what) const {
        frame.problems.push_back({std::string("dmn.problem.").append(key), {{"what", std::string(what)}}});
        return {};
    }

    Value operator()(const Literal& literal) const { return literal.value; }
    Value operator()(const Name& name) const { return copied(frame.names.find(name.name)); }
    Value operator()(const Asked&) const { return copied(frame.asked); }
    Value copied(const Value* value) const {
        return value && frame.afford(weight(*value)) ? *value : Value();
    }
    // Of a list, the part of each of its items.
    Value operator()(const Member& member) const { return part_of(of(member.of), member.name); }
    Value part_of(const Value& whole, const std::string& name) const {
        if (whole.is_null()) return {};
        if (const auto* list = whole.get<List>()) {
            List out;
            for (const auto& item : list->items) out.items.push_back(part_of(item, name));
            return out;
        }
        const auto* context = whole.get<Context>();
        if (!context) {
            auto out = part_of_time(whole, name);
            return out.is_null() ? say("no_such_part", name) : out;
        }
        const auto* value = context->find(name);
        return value ? *value : say("no_such_part", name);
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
        auto out = call.function->call(arguments);
        const bool afforded = frame.afford(weight(out));
        return out.is_null() || !afforded ? say("function_without_answer", call.function->name) : out;
    }
    Value operator()(const Invocation& invocation) const {
        if (!frame.model) return {};
        const auto& knowledge = frame.model->knowledge[invocation.knowledge];
        if (frame.calls >= most_calls) return say("too_much", knowledge.name);
        Context names;
        for (std::size_t i = 0; i < knowledge.parameters.size(); ++i) {
            const auto& [name, type] = knowledge.parameters[i];
            const auto given = of(invocation.arguments[i]);
            names.entries.push_back({name, told(fitted(*frame.model, given, type), name, type)});
        }
        const Frame inner{names, frame.problems, frame.model, nullptr, frame.work_left, frame.calls + 1};
        const auto out = said(knowledge.logic, inner);
        return told(fitted_result(*frame.model, knowledge.logic, out, knowledge.type), knowledge.name,
                    knowledge.type);
    }
    Value said(const Logic& logic, const Frame& inner) const {
        if (const auto* expression = std::get_if<Expression>(&logic)) return evaluate(*expression, inner);
        auto verdict = evaluate(std::get<Table>(logic), inner);
        for (auto& problem : verdict.problems) frame.problems.push_back(std::move(problem));
        return std::move(verdict.value);
    }
    // The value, where it fits its type.
    Value told(std::optional<Value> fits, const std::string& name, const std::string& type) const {
        if (fits) return *std::move(fits);
        frame.problems.push_back({"dmn.problem.wrong_type", {{"what", name}, {"type", type}}});
        return {};
    }
    Value operator()(const Within& within) const {
        const auto out = passes(*within.cell, of(within.of), frame);
        return out ? Value(*out) : Value();
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

}  // namespace

bool Frame::afford(std::size_t work) const {
    if (!work_left) return true;
    if (*work_left > 0 && *work_left <= work) problems.push_back({"dmn.problem.too_much", {{"what", "-"}}});
    *work_left -= std::min(*work_left, work);
    return *work_left > 0;
}

std::size_t weight(const Value& value) {
    std::size_t out = 1;
    if (const auto* text = value.get<std::string>()) out += text->size() / 16;
    if (const auto* list = value.get<List>())
        for (const auto& item : list->items) out += weight(item);
    if (const auto* context = value.get<Context>())
        for (const auto& entry : context->entries) out += weight(entry.value);
    return out;
}

Value evaluate(const Expression& expression, const Frame& frame) {
    return frame.afford(1) ? std::visit(Evaluating{frame}, expression.node) : Value();
}

Value evaluate(const Expression& expression, const Context& names, std::vector<Message>& problems) {
    return evaluate(expression, Frame{names, problems});
}

}  // namespace sodan::dmn
