#pragma once
// A decision table as routing asks it: facts in, rules out. The values of every fact are classified once,
// when the table is read, so that asking looks at no text.

#include "dmn/compiled.h"
#include "routing/facts.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sodan::routing {

using RuleIndex = std::uint16_t;

// One output column: its name and, where it is closed, the codes it may hold.
struct OutputColumn {
    std::string name;
    std::vector<std::string> codes{};  // empty: a whole number
};

struct TableRule {
    std::string id;
    std::vector<int> outputs;              // index into the column's codes, or the number
    std::vector<std::string> cells{};      // as written, for people: inputs, then outputs
    std::string reason_en{}, reason_ja{};  // ICU MessageFormat; see routing/sentences.h for the names
    bool is_said = true;                   // the short explanation leaves out what goes without saying
    std::vector<std::uint32_t> accepts{};  // by input: the values of its fact that pass, as bits
};

// What a table is, for people and for its checks.
struct TableText {
    std::string name, file, question, hit_policy;
    std::vector<Fact> inputs;
    std::vector<OutputColumn> outputs;
    std::vector<TableRule> rules;
};

class Table {
public:
    Table(TableText, dmn::CompiledTable);

    const TableText& text() const { return text_; }
    const TableRule& rule(RuleIndex index) const { return text_.rules[index]; }

    // The rule that decides. Throws when there is none: loading has shown that this cannot be.
    RuleIndex decide(const Facts&) const;
    // Marks every rule that fits; for tables that collect.
    void collect(const Facts&, std::vector<bool>& fitting) const;

private:
    dmn::RuleSet hits(const Facts&) const;

    TableText text_;
    dmn::CompiledTable compiled_;
    std::vector<std::vector<dmn::CompiledTable::Class>> classes_;  // by input, by the fact's value
};

// "danger none, topic W4": those facts that a table asks for.
std::string shown(const Table&, const Facts&);

}  // namespace sodan::routing
