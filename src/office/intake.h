#pragma once
// From what the edge read to an intake that can be relied on: the host existed on that date, people are
// people of the office, times make sense.

#include "domain/office.h"
#include "office/commands.h"

namespace sodan::office {

Outcome<domain::Intake> intake_of(const LogInquiry&, const domain::Office&, Instant now);

}  // namespace sodan::office
