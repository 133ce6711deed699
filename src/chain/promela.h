#pragma once
// The chain as a Promela model for SPIN: people who may fall silent for good at any moment, the clock as
// silence.h has it, and the property that a case on which nobody acts climbs. Printed from the machine that
// runs.

#include "chain/export.h"

#include <string>

namespace sodan::chain {

std::string promela(const Table&);

}  // namespace sodan::chain
