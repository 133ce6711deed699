#include "dmn/evaluate.h"

#include "dmn/frame.h"
#include "dmn/types.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

class Run {
public:
    Run(const Model& model, const Context& given) : model_(model), given_(given) {}

    Evaluation of(std::size_t wanted) {
        std::vector<bool> needed(model_.decisions.size());
        needed[wanted] = true;
        for (std::size_t i = wanted + 1; i-- > 0;)  // the model keeps each after those that it requires
            if (needed[i])
                for (const auto required : model_.decisions[i].decisions) needed[required] = true;
        values_.resize(model_.decisions.size());
        for (std::size_t i = 0; i <= wanted; ++i)
            if (needed[i]) values_[i] = decide(model_.decisions[i]);
        out_.value = std::move(values_[wanted]);
        return std::move(out_);
    }

    std::vector<Answer> of_all() {
        std::vector<Answer> out;
        for (const auto& decision : model_.decisions) {
            values_.push_back(decide(decision));
            auto& answer = out.emplace_back(Answer{decision.name, values_.back()});
            for (auto& problem : out_.problems) answer.problems.push_back(std::move(problem.message));
            out_.problems.clear();
        }
        return out;
    }

private:
    void report(const Decision& decision, std::vector<Message> messages) {
        for (auto& message : messages) out_.problems.push_back({decision.name, std::move(message)});
    }

    Value input(const Decision& decision, const InputData& data) {
        const auto* value = given_.find(data.name);
        if (!value) return {};
        auto out = fitted(model_, *value, data.type);
        if (!out) report(decision, {{"dmn.problem.wrong_type", {{"what", data.name}, {"type", data.type}}}});
        return out.value_or(Value());
    }

    Context names_for(const Decision& decision) {
        Context out;
        for (const auto i : decision.inputs)
            out.entries.push_back({model_.inputs[i].name, input(decision, model_.inputs[i])});
        for (const auto i : decision.decisions)
            if (Frame{given_, ignored_, &model_, nullptr, &work_left_}.afford(weight(values_[i])))
                out.entries.push_back({model_.decisions[i].name, values_[i]});
        return out;
    }

    Value table(const Decision& decision, const Table& table, const Frame& frame) {
        auto verdict = evaluate(table, frame);
        TableResult result{decision.name, table.id};
        for (const auto hit : verdict.hits) result.rules.push_back(table.rules[hit].id);
        out_.tables.push_back(std::move(result));
        report(decision, std::move(verdict.problems));
        return std::move(verdict.value);
    }

    Value decide(const Decision& decision) {
        const auto names = names_for(decision);
        std::vector<Message> problems;
        const auto* of_table = decision.table();
        const Frame frame{names, problems, &model_, nullptr, &work_left_};
        const auto value = of_table ? table(decision, *of_table, frame)
                                    : evaluate(std::get<Expression>(decision.logic), frame);
        if (work_left_ == 0) problems.push_back({"dmn.problem.too_much", {{"what", decision.name}}});
        report(decision, std::move(problems));
        auto out = fitted_result(model_, decision.logic, value, decision.type);
        if (!out)
            report(decision,
                   {{"dmn.problem.wrong_type", {{"what", decision.name}, {"type", decision.type}}}});
        return out.value_or(Value());
    }

    const Model& model_;
    const Context& given_;
    std::vector<Value> values_{};
    std::vector<Message> ignored_{};  // told by the decision that then goes without
    std::size_t work_left_ = most_work;
    Evaluation out_{};
};

}  // namespace

Evaluation evaluate(const Model& model, std::string_view name, const Context& inputs) {
    const auto* decision = model.decision(name);
    if (decision) return Run(model, inputs).of(static_cast<std::size_t>(decision - model.decisions.data()));
    return {{}, {}, {{std::string(name), {"dmn.problem.no_such_decision", {{"what", std::string(name)}}}}}};
}

std::vector<Answer> evaluate_all(const Model& model, const Context& inputs) {
    return Run(model, inputs).of_all();
}

}  // namespace sodan::dmn
