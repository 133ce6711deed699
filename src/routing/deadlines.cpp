#include "routing/deadlines.h"

#include "routing/named_dates.h"
#include "routing/refusals.h"

namespace sodan::routing {

using domain::DeskKind, domain::Urgency;

namespace {

std::chrono::minutes time_of(const Deadlines::Span& span) {
    return std::chrono::minutes(span.amount) * (span.unit == Unit::hours ? 60 : 1);
}

void add(Counted& out, const calendar::Count& count, const calendar::Hours& hours) {
    out.due = count.due;
    out.opens = calendar::to_string(hours.from);
    out.closes = calendar::to_string(hours.until);
    if (count.begins != out.from) out.begins = count.begins;
    for (const auto& off : count.days_off) out.days_off.push_back({iso(off.from), iso(off.to)});
}

}  // namespace

Outcome<Deadlines> Deadlines::from(const Table& table) {
    Deadlines out;
    Facts facts;
    for (std::size_t urgency = 0; urgency < out.spans_.size(); ++urgency)
        for (std::size_t desk = 0; desk < out.spans_[urgency].size(); ++desk)
            for (std::size_t window = 0; window < out.spans_[urgency][desk].size(); ++window) {
                facts.set(Fact::urgency, urgency);
                facts.set(Fact::desk, desk);
                facts.set(Fact::window, window);
                const auto index = table.decide(facts);
                const auto& rule = table.rule(index);
                const Span span{rule.outputs[0], static_cast<Unit>(rule.outputs[1]), index};
                if (never_pauses(static_cast<Urgency>(urgency)) && span.unit == Unit::business_days)
                    return not_loaded("deadline_pauses", {{"table", table.text().name}, {"rule", rule.id}});
                out.spans_[urgency][desk][window] = span;
            }
    return out;
}

const Deadlines::Span& Deadlines::span(Urgency urgency, DeskKind desk, Window window) const {
    return spans_.at(static_cast<std::size_t>(urgency))
        .at(static_cast<std::size_t>(desk))
        .at(static_cast<std::size_t>(window));
}

RuleIndex Deadlines::rule(Urgency urgency, DeskKind desk, Window window) const {
    return span(urgency, desk, window).rule;
}

Counted Deadlines::counted(Urgency urgency, const domain::Desk& desk, Window window, Instant from,
                           const BusinessTime& time) const {
    const auto& allowed = span(urgency, desk.kind, window);
    Counted out{.window = window, .amount = allowed.amount, .unit = allowed.unit, .from = from};
    if (never_pauses(urgency)) {
        out.due = from + time_of(allowed);
        return out;
    }
    const auto& hours = time.hours.of(desk);
    add(out,
        allowed.unit == Unit::business_days ? time.days.after_business_days(from, allowed.amount, hours)
                                            : time.days.after_business_time(from, time_of(allowed), hours),
        hours);
    return out;
}

}  // namespace sodan::routing
