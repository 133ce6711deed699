#pragma once
// What the rules said: with the facts, the rules that fired, and the versions of the rule set and of the
// office. Kept in the journal as it is.

#include "base/described.h"
#include "domain/desk.h"
#include "domain/person.h"
#include "domain/words.h"
#include "routing/counted.h"
#include "routing/question.h"

#include <boost/describe/class.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sodan::routing {

struct FiredRule {
    std::string table{};  // "first_desk"
    std::string rule{};   // "danger-now": the rule's id in the table
    bool operator==(const FiredRule&) const = default;
};
BOOST_DESCRIBE_STRUCT(FiredRule, (), (table, rule))

struct PassedOver {
    domain::PersonId person{};
    std::string rule{};  // of table "eligibility": "barred-by-wall", "absent", ...
    bool operator==(const PassedOver&) const = default;
};
BOOST_DESCRIBE_STRUCT(PassedOver, (), (person, rule))

struct Decision {
    std::string rules_version{};
    std::int64_t roster_version = 0;  // domain::Office::roster(): who was there
    std::string desk{};               // as domain::to_string(Desk)
    domain::Urgency urgency{};
    Instant due{};  // of the first of `deadlines`
    std::vector<Counted>
        deadlines{};                 // a new case: its first answer, then its pick-up; else the one that runs
    FiredRule because{};             // the one that chose the desk
    std::vector<FiredRule> fired{};  // all, in the order of thought
    std::map<std::string, std::string> facts{};
    std::vector<domain::PersonId> eligible{};  // best first
    std::vector<PassedOver> passed_over{};
    std::vector<std::string> suggestions{};  // "supervisor", "emergency-panel", "co_handle:advisor/28", ...
    std::optional<std::string> consult{};    // the desk whose counsel is sought at once
    std::optional<std::string> co_handle{};  // the desk that works beside, with the caller's consent
    std::vector<std::string> alert{};        // who is told at once, day or night: "duty:coordinator"
    std::optional<std::string> named_date{};
    bool no_one_eligible = false;
    std::optional<Question> question{};  // not for readers: it names who works on other cases
    static constexpr bool sparse = true;

    bool operator==(const Decision&) const = default;
};
BOOST_DESCRIBE_STRUCT(Decision, (),
                      (rules_version, roster_version, desk, urgency, due, deadlines, because, fired, facts,
                       eligible, passed_over, suggestions, consult, co_handle, alert, named_date,
                       no_one_eligible, question))

// The one of that window; null when the decision is not about it.
const Counted* deadline_in(const Decision&, domain::Window);

}  // namespace sodan::routing
