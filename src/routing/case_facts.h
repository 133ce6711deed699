#pragma once
// The facts of an inquiry, as the tables name them.

#include "calendar/calendar.h"
#include "domain/inquiry.h"
#include "domain/office.h"
#include "routing/facts.h"

#include <optional>

namespace sodan::routing {

// What the text of an inquiry gave, beside what the person who took it wrote down.
struct ReadText {
    std::optional<std::chrono::year_month_day> named_day{};
    bool holds_danger = false;
};

// Everything but the topic (tables are asked once for each) and what is decided or depends on people.
Facts facts_of(const domain::Intake&, const ReadText&, const domain::Office&,
               const calendar::OfficeCalendar&);

}  // namespace sodan::routing
