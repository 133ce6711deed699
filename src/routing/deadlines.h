#pragma once
// How long something may take: the table "deadlines", read out once for every combination, and counted in the
// business time of the desk. The two most urgent levels are counted day and night and never pause.

#include "base/outcome.h"
#include "calendar/calendar.h"
#include "calendar/office_hours.h"
#include "routing/counted.h"
#include "routing/routing.h"
#include "routing/tables.h"

#include <array>

namespace sodan::routing {

// When an office is there: what deadlines are counted in.
struct BusinessTime {
    calendar::OfficeCalendar days{};
    calendar::OfficeHours hours{};
};

class Deadlines {
public:
    using Unit = routing::Unit;
    struct Span {
        int amount = 0;
        Unit unit = Unit::minutes;
        RuleIndex rule = 0;
    };

    // Refuses a table that lets one of the two most urgent levels pause.
    static Outcome<Deadlines> from(const Table&);

    Counted counted(domain::Urgency, const domain::Desk&, Window, Instant from, const BusinessTime&) const;
    const Span& span(domain::Urgency, domain::DeskKind, Window) const;
    RuleIndex rule(domain::Urgency, domain::DeskKind, Window) const;

private:
    std::array<std::array<std::array<Span, 7>, 5>, 4> spans_;
};

// Immediate and urgent: at any hour.
constexpr bool never_pauses(domain::Urgency urgency) { return urgency <= domain::Urgency::urgent; }

}  // namespace sodan::routing
