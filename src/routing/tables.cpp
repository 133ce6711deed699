#include "routing/tables.h"

#include "base/described.h"
#include "dmn/evaluate.h"
#include "dmn/model.h"
#include "dmn/prove.h"
#include "routing/profile.h"
#include "routing/refusals.h"

#include <fmt/format.h>

#include <algorithm>

namespace sodan::routing {

namespace {

std::string joined(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, ", "));
}

// The strings that a cell lists; empty when it lists anything else.
std::vector<std::string> listed(const dmn::Cell& cell) {
    std::vector<std::string> out;
    for (const auto& test : cell.tests) {
        const auto* comparison = std::get_if<dmn::Comparison>(&test);
        const auto* value =
            comparison && comparison->op == dmn::Operator::equal ? comparison->with.constant() : nullptr;
        const auto* text = value ? value->get<std::string>() : nullptr;
        if (!text || cell.negated) return {};
        out.push_back(*text);
    }
    return out;
}

std::vector<std::string> sorted(std::vector<std::string> words) {
    std::ranges::sort(words);
    return words;
}

// Reads one decision into a table, or says what is wrong with it and where.
class Reading {
public:
    Reading(const dmn::Model& model, const dmn::Decision& decision, TableName name)
        : model_(model), decision_(decision), table_(*decision.table()), needs_(needs_of(name)) {
        text_.name = std::string(code(name));
        text_.file = model.file;
        text_.question = decision.question;
        text_.hit_policy = dmn::sign(table_);
    }

    Outcome<Table> read() {
        if (auto refusal = outside_profile(model_, decision_)) return *refusal;
        if (text_.hit_policy != needs_.hit_policy)
            return refused("hit_policy", {{"known", needs_.hit_policy}});
        if (auto refusal = read_inputs()) return *refusal;
        if (auto refusal = read_outputs()) return *refusal;
        for (const auto& rule : table_.rules)
            if (auto refusal = read_rule(rule)) return *refusal;
        auto compiled = dmn::CompiledTable::compile(table_);
        if (!compiled)
            return refused(
                "cell",
                {{"what", fmt::format("only constants, and at most {} rules", dmn::RuleSet::capacity)}});
        Table out(std::move(text_), *std::move(compiled));
        if (auto refusal = flaw_of(out)) return *refusal;
        return out;
    }

private:
    Refusal refused(const std::string& what, Values further) const {
        Values values{{"file", model_.file}, {"table", std::string(decision_.name)}};
        values.insert(values.end(), further.begin(), further.end());
        return not_loaded(what, std::move(values));
    }

    std::optional<Refusal> read_inputs() {
        for (const auto& input : table_.inputs) {
            const auto fact = from_code<Fact>(input.text);
            if (!fact || std::ranges::find(needs_.facts, *fact) == needs_.facts.end())
                return refused("fact_unknown", {{"column", input.text}});
            if (std::ranges::find(text_.inputs, *fact) != text_.inputs.end())
                return refused("column_twice", {{"column", input.text}});
            const std::vector<std::string> known(values_of(*fact).begin(), values_of(*fact).end());
            if (sorted(listed(input.allowed)) != sorted(known))
                return refused(
                    "values_differ",
                    {{"column", input.text}, {"given", input.allowed.text}, {"known", joined(known)}});
            text_.inputs.push_back(*fact);
        }
        return {};
    }

    std::optional<Refusal> read_outputs() {
        for (const auto& wanted : needs_.outputs) {
            const auto index = text_.outputs.size();
            if (index >= table_.outputs.size() || table_.outputs[index].name != wanted.name)
                return refused("column_missing", {{"column", wanted.name}});
            text_.outputs.push_back(wanted);
        }
        return {};
    }

    std::optional<Refusal> read_rule(const dmn::Rule& rule) {
        const auto same = [&](const TableRule& other) { return other.id == rule.id; };
        if (rule.id.empty() || std::ranges::any_of(text_.rules, same))
            return refused("rule_without_id", {{"rule", std::to_string(text_.rules.size() + 1)}});
        TableRule out{.id = rule.id, .outputs = {}};
        for (const auto& cell : rule.when) out.cells.push_back(cell.text);
        for (std::size_t slot = 0; slot < text_.inputs.size(); ++slot)
            out.accepts.push_back(accepted(rule.when[slot], text_.inputs[slot]));
        for (std::size_t i = 0; i < text_.outputs.size(); ++i) {
            const auto said = meaning(rule.then[i], text_.outputs[i]);
            if (!said)
                return refused("output_unknown", {{"rule", rule.id},
                                                  {"column", text_.outputs[i].name},
                                                  {"given", rule.then[i].text},
                                                  {"known", joined(text_.outputs[i].codes)}});
            out.outputs.push_back(*said);
            out.cells.push_back(rule.then[i].text);
        }
        out.reason_en = annotation(table_, rule, "reason_en");
        out.reason_ja = annotation(table_, rule, "reason_ja");
        out.is_said = annotation(table_, rule, "said") != "no";
        text_.rules.push_back(std::move(out));
        return {};
    }

    static std::uint32_t accepted(const dmn::Cell& cell, Fact fact) {
        std::uint32_t out = 0;
        for (std::size_t value = 0; value < values_of(fact).size(); ++value)
            if (dmn::passes(cell, dmn::Value(values_of(fact)[value]), {}) == true) out |= 1u << value;
        return out;
    }

    static std::optional<int> meaning(const dmn::Entering& cell, const OutputColumn& column) {
        const auto* value = cell.expression.constant();
        if (!value) return {};
        if (const auto* number = value->get<dmn::Decimal>(); number && column.codes.empty()) {
            const auto whole = number->to_int64();
            if (whole && *whole > 0 && *whole <= 100'000) return static_cast<int>(*whole);
        }
        const auto* text = value->get<std::string>();
        if (!text) return {};
        const auto found = std::ranges::find(column.codes, *text);
        if (found == column.codes.end()) return {};
        return static_cast<int>(found - column.codes.begin());
    }

    // A combination that no rule fits, or that two rules of hit policy U fit.
    std::optional<Refusal> flaw_of(const Table& table) const {
        for (const auto& claim : dmn::prove_decides(table_, table.text().name)) {
            if (claim.verdict == ClaimVerdict::proved) continue;
            const auto& flaw = claim.witnesses.front();
            const auto column =
                table.text().inputs.empty() ? "-" : std::string(name_of(table.text().inputs.front()));
            if (claim.verdict == ClaimVerdict::unknown) return refused("too_wide", {{"column", column}});
            const Values where{{"column", column}, {"facts", in_order(table, flaw.given)}};
            if (flaw.rules.empty()) return refused("gap", where);
            return refused("overlap",
                           {{"rule", flaw.rules[0]}, {"other", flaw.rules[1]}, where[0], where[1]});
        }
        return {};
    }

    static std::string in_order(const Table& table, const std::map<std::string, std::string>& facts) {
        std::vector<std::string> out;
        for (const auto fact : table.text().inputs) {
            const std::string name(name_of(fact));
            out.push_back(name + " " + facts.at(name));
        }
        return joined(out);
    }

    const dmn::Model& model_;
    const dmn::Decision& decision_;
    const dmn::Table& table_;
    TableNeeds needs_;
    TableText text_;
};

using Found = std::map<TableName, Table>;

std::optional<Refusal> read_file(const std::string& file, const std::string& bytes, Found& found) {
    const auto model = dmn::Model::load(bytes, file);
    if (!model) return model.refusal();
    if (auto refusal = outside_profile(*model, bytes)) return *refusal;
    for (const auto& decision : model->decisions) {
        const auto name = from_code<TableName>(decision.name);
        if (!name) return not_loaded("table_unknown", {{"file", file}, {"table", decision.name}});
        if (found.contains(*name))
            return not_loaded("table_twice", {{"file", file}, {"table", decision.name}});
        auto table = Reading(*model, decision, *name).read();
        if (!table) return table.refusal();
        found.emplace(*name, *std::move(table));
    }
    return {};
}

}  // namespace

Outcome<Tables> tables_from(const RuleFiles& files) {
    Found found;
    for (const auto& [file, bytes] : files) {
        if (!is_table_file(file)) continue;
        if (auto refusal = read_file(file, bytes, found)) return *refusal;
    }
    Tables out;
    for (std::size_t i = 0; i < boost::mp11::mp_size<boost::describe::describe_enumerators<TableName>>::value;
         ++i) {
        const auto table = found.find(static_cast<TableName>(i));
        if (table == found.end())
            return not_loaded("table_missing", {{"file", "rules/*.dmn"},
                                                {"table", std::string(code(static_cast<TableName>(i)))}});
        out.all.push_back(std::move(table->second));
    }
    return out;
}

}  // namespace sodan::routing
