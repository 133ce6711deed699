#pragma once
// One decision while it is made: the facts so far, the people, and what has fired. Tables are asked in the
// order of thought: urgency first, then desk and people (thought_desks.cpp), then by when, and what to think
// of.

#include "routing/parts.h"
#include "routing/people.h"

#include <optional>
#include <string>
#include <vector>

namespace sodan::routing {

class Thought {
public:
    // All arguments must outlive it.
    Thought(const Rules::Parts&, const Asked&, const ReadText&, const Moment&);

    // -- each asks its table and notes what fired
    domain::Urgency urgency();
    void take_urgency(domain::Urgency);  // of a case that has one
    void look_at_desks();
    domain::Desk first_desk();
    domain::Desk next_desk(const domain::Desk& from, Cause);
    void put_before(const domain::Desk&);  // who there may take it
    void set_due(Window);
    void set_pick_up();  // by when the desk takes it, beside the first answer that is due
    void suggest();

    Decision done() &&;

private:
    RuleIndex ask(TableName);
    RuleIndex most_severe(TableName);  // over all topics
    std::vector<bool> collected(TableName);
    void note(TableName, RuleIndex);
    template <class V> void learn(Fact fact, V value) {  // what only becomes known on the way
        facts_.set(fact, value);
        learnt_.push_back(fact);
    }
    int said(TableName, RuleIndex, std::size_t column = 0) const;

    domain::DeskKind relieved(domain::DeskKind);
    domain::Desk desk_of(domain::DeskKind) const;
    void pass_over(const domain::Desk&);
    void pass_over_closed_desks();
    void pull_forward();
    Counted counted(Window, Instant from) const;
    void add_suggestion(std::string_view);
    void write_facts();

    const Rules::Parts& parts_;
    const Asked& asked_;
    const ReadText& text_;
    const Moment& moment_;
    Facts facts_;
    std::vector<Fact> learnt_;
    bool looked_at_desks_ = false;
    People people_;
    domain::Desk desk_{};
    Decision decision_{};
};

}  // namespace sodan::routing
