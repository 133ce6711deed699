#pragma once
// Why this and not something else: for each table that was asked the rules that were not taken, for each desk
// that the case did not go to what kept it from there, for each person why they may or may not. Computed when
// somebody reads, from what the decision keeps and the rules and the office of then; stored nowhere.

#include "routing/replay.h"

#include <boost/describe/class.hpp>

namespace sodan::routing {

// What did not hold: the fact, what it was, and what the rule asks for.
struct Condition {
    std::string fact{}, value{};
    std::vector<std::string> wanted{};
    bool operator==(const Condition&) const = default;
};
BOOST_DESCRIBE_STRUCT(Condition, (), (fact, value, wanted))

struct NotTaken {
    std::string rule{};
    std::vector<Condition> because{};
    std::string beaten_by{};  // the rule that came before it, where all its conditions held; else ""
};

struct AskedTable {
    std::string table{};
    std::vector<std::string> rules{};  // that fired; several, or none, where the table collects
    std::vector<NotTaken> not_taken{};
};

struct AskedPerson {
    domain::PersonId person{};
    std::string rule{}, verdict{};  // of table "eligibility"
    bool held_before = false;
    std::optional<std::int64_t> load{};  // open cases, where the order among several was decided by it
};

struct OtherDesk {
    domain::Desk desk{};
    std::string table{}, rule{};       // the rule that came nearest to it; "" where none ever leads there
    std::vector<Condition> because{};  // what that rule missed; empty where the desk was turned to first and
                                       // another stood in for it, by `rule`
};

struct Explained {
    std::vector<AskedTable> tables{};   // in the order of thought
    std::vector<AskedPerson> people{};  // who may take it, best first, then who was passed over
    std::vector<OtherDesk> desks{};
};

// `rules` are those of the decision's version.
Explained explain(const Rules& rules, const Past&);

// "the caller wants to talk in English"
std::string in_words(const Rules&, const Condition&, std::string_view language);
// "The leaders for Portuguese were not asked: ..."
std::string in_words(const Rules&, const Past&, const OtherDesk&, std::string_view language);

}  // namespace sodan::routing
