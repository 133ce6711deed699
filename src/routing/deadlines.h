#pragma once
// How long something may take: the table "deadlines", read out once for every combination, and counted in
// Japan's business time.

#include "calendar/calendar.h"
#include "routing/routing.h"
#include "routing/tables.h"

#include <array>

namespace sodan::routing {

class Deadlines {
public:
    enum class Unit { minutes, hours, business_days };  // in the order of the table's codes
    struct Span {
        int amount = 0;
        Unit unit = Unit::minutes;
        RuleIndex rule = 0;
    };

    explicit Deadlines(const Table&);

    Instant at(domain::Urgency, domain::DeskKind, Window, Instant from,
               const calendar::OfficeCalendar&) const;
    const Span& span(domain::Urgency, domain::DeskKind, Window) const;
    RuleIndex rule(domain::Urgency, domain::DeskKind, Window) const;

private:
    std::array<std::array<std::array<Span, 5>, 5>, 4> spans_;
};

}  // namespace sodan::routing
