#pragma once
// Where an inquiry goes and why: facts of the case and the office -> the decision tables -> desk, urgency,
// deadline, people. Nothing here writes or sends; every answer carries the facts and the rules that led to
// it. Must not know the store or the chain.

#include "base/catalogue.h"
#include "base/clock.h"
#include "base/outcome.h"
#include "domain/inquiry.h"
#include "domain/office.h"
#include "domain/window.h"
#include "routing/decision.h"
#include "routing/rule_files.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::routing {

// What is known of the office at the moment of a decision.
struct Moment {
    const domain::Office& office;
    Instant now;
    std::function<std::int64_t(const domain::PersonId&)> load;  // open cases that a person holds
};

// What the rules see of a case that exists already.
struct Standing {
    const domain::Intake& intake;
    std::vector<domain::PersonId> walls;
    std::vector<domain::PersonId> other_side;      // who advises the other side of a linked case
    std::optional<domain::PersonId> continuity{};  // who has held it before
    domain::Urgency urgency;
    std::map<domain::ConsentScope, domain::ConsentState> consent{};  // as it stands now
};

using domain::Window;

class Rules {
public:
    // Reads rules/*.dmn, texts, word lists and holidays' exceptions below `folder`. A refusal
    // (rules_not_loaded) names file, table, rule and column.
    static Outcome<std::shared_ptr<const Rules>> load(const std::filesystem::path& folder);
    // The same from files that stand elsewhere.
    static Outcome<std::shared_ptr<const Rules>> from(const RuleFiles&, Catalogue texts);
    ~Rules();

    const std::string& version() const;  // of the rule files' bytes: "r-" and 12 hex signs

    // The first desk. `text` is scanned for dates and danger words, which may only raise the urgency, never
    // lower it.
    Decision first_route(const domain::Intake&, std::string_view text, const Moment&) const;
    // The desk above, or beside when `cause` is walled or absent, for a case that stands at `from`. The same
    // desk again means: there is none higher, raise the alarm.
    Decision next_route(const domain::Desk& from, Cause, const Standing&, const Moment&) const;
    // Who at `desk` may take the case, best first, and who is passed over and why.
    Decision candidates(const domain::Desk&, const Standing&, const Moment&) const;
    // The instant by which something must have happened, counted from `from` in the business time of the
    // desk; and how it was counted.
    Instant deadline(domain::Urgency, const domain::Desk&, Window, Instant from) const;
    Counted counted(domain::Urgency, const domain::Desk&, Window, Instant from) const;

    // The one way to an answer: the three above ask in this form, and so does whoever asks again what was
    // asked before. The answer keeps the question, with the loads that were looked at.
    Decision decide(const Question&, const domain::Intake&, const Moment&) const;
    // What first_route asks, by the words lists of these rules.
    Question first_question(const domain::Intake&, std::string_view text) const;

    // Why, for people: one sentence a step, in the order of thought. language: "en" or "ja".
    std::vector<std::string> sentences(const Decision&, const domain::Office&,
                                       std::string_view language) const;

    // One rule's sentence as it would be said of this decision; `about`: the person whom a rule of table
    // "eligibility" is about.
    std::string reason(const Decision&, const domain::Office&, const FiredRule&, std::string_view language,
                       const domain::PersonId& about = {}) const;

    // How a deadline was counted, for people. language: "en" or "ja".
    std::vector<std::string> sentences(const Counted&, std::string_view language) const;

    const Catalogue& texts() const;

    // For `sodan rules`: tables with their rules, and the catalogue of facts, as JSON.
    std::string tables_json() const;
    static std::string facts_json();
    std::string facts_json(std::string_view language) const;  // with what each fact means, in words

    struct Parts;                                   // see parts.h
    const Parts& parts() const { return *parts_; }  // for who proves something of these rules

private:
    Rules();
    std::unique_ptr<const Parts> parts_;
};

}  // namespace sodan::routing
