#include "base/described.h"
#include "routing/graph_finding.h"
#include "routing/graph_proof.h"

namespace sodan::routing {

namespace {

// Minutes between the fewest and the most that the span can be. A business day takes some hours at least, and
// a week of holidays at most.
struct Lasts {
    int least, most;
};
Lasts lasting(const Deadlines::Span& span) {
    constexpr int hour = 60, working_day = 8 * hour, week = 7 * 24 * hour;
    switch (span.unit) {
        case Deadlines::Unit::minutes: return {span.amount, span.amount};
        case Deadlines::Unit::hours: return {span.amount * hour, span.amount * hour};
        case Deadlines::Unit::business_days: break;
    }
    return {span.amount * working_day, span.amount * week};
}

bool may_be_later(const Deadlines::Span& graver, const Deadlines::Span& milder) {
    const auto days = Deadlines::Unit::business_days;
    if (graver.unit == days && milder.unit == days) return graver.amount > milder.amount;
    return lasting(graver).most > lasting(milder).least;
}

template <class E, class Do> void each(Do act) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) { act(d.value); });
}

}  // namespace

Claim graver_never_later(const Deadlines& deadlines) {
    GraphFinding out("graver_never_later");
    using domain::Urgency, domain::DeskKind;
    const auto compare = [&](Window window, Urgency graver, DeskKind its, Urgency milder, DeskKind other) {
        out.look();
        if (!may_be_later(deadlines.span(graver, its, window), deadlines.span(milder, other, window))) return;
        out.add("graver_never_later", {{"window", std::string(code(window))},
                                       {"graver", std::string(code(graver))},
                                       {"milder", std::string(code(milder))},
                                       {"desk", std::string(code(its))},
                                       {"other", std::string(code(other))}});
    };
    each<Window>([&](Window window) {
        each<Urgency>([&](Urgency graver) {
            each<Urgency>([&](Urgency milder) {
                if (graver >= milder) return;
                each<DeskKind>([&](DeskKind its) {
                    each<DeskKind>([&](DeskKind other) { compare(window, graver, its, milder, other); });
                });
            });
        });
    });
    return out.done();
}

}  // namespace sodan::routing
