#include "routing/deadlines.h"

namespace sodan::routing {

using domain::DeskKind, domain::Urgency;

Deadlines::Deadlines(const Table& table) {
    Facts facts;
    for (std::size_t urgency = 0; urgency < spans_.size(); ++urgency)
        for (std::size_t desk = 0; desk < spans_[urgency].size(); ++desk)
            for (std::size_t window = 0; window < spans_[urgency][desk].size(); ++window) {
                facts.set(Fact::urgency, urgency);
                facts.set(Fact::desk, desk);
                facts.set(Fact::window, window);
                const auto rule = table.decide(facts);
                const auto& said = table.rule(rule).outputs;
                spans_[urgency][desk][window] = {said[0], static_cast<Unit>(said[1]), rule};
            }
}

const Deadlines::Span& Deadlines::span(Urgency urgency, DeskKind desk, Window window) const {
    return spans_.at(static_cast<std::size_t>(urgency))
        .at(static_cast<std::size_t>(desk))
        .at(static_cast<std::size_t>(window));
}

RuleIndex Deadlines::rule(Urgency urgency, DeskKind desk, Window window) const {
    return span(urgency, desk, window).rule;
}

Instant Deadlines::at(Urgency urgency, DeskKind desk, Window window, Instant from,
                      const calendar::OfficeCalendar& office) const {
    const auto& span_ = span(urgency, desk, window);
    switch (span_.unit) {
        case Unit::minutes: return from + std::chrono::minutes(span_.amount);
        case Unit::hours: return from + std::chrono::hours(span_.amount);
        case Unit::business_days: return office.after_business_days(from, span_.amount);
    }
    return from;
}

}  // namespace sodan::routing
