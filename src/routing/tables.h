#pragma once
// The tables that routing asks, read from rules/*.dmn and checked: every one is there, asks only for facts
// that are known when it is asked, says only what routing understands, has a rule for every combination and a
// sentence for every rule.

#include "base/outcome.h"
#include "routing/rule_files.h"
#include "routing/table.h"

#include <boost/describe/enum.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace sodan::routing {

// In the order of thought; the enumerators are the names of the decisions in the files.
BOOST_DEFINE_ENUM_CLASS(TableName, urgency, alert, way, wish_met, first_desk, next_desk, relief,
                        supervisor_link, service, deadlines, eligibility)

struct Tables {
    std::vector<Table> all;  // by TableName

    const Table& operator[](TableName name) const { return all[static_cast<std::size_t>(name)]; }
};

// The table files among them. The refusal names file, table, rule and column.
Outcome<Tables> tables_from(const RuleFiles&);

// What a table must have: for the catalogue of facts, and for the checks.
struct TableNeeds {
    std::string hit_policy;
    std::vector<Fact> facts;  // that it may ask for
    std::vector<OutputColumn> outputs;
};
TableNeeds needs_of(TableName);

}  // namespace sodan::routing
