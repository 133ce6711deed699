#pragma once
// What the scopes of a pass open, in the actions of the office. An action that is not listed as reading or as
// usual work needs the scope admin, so a new one is never opened by accident.

#include "office/rights.h"
#include "office/scopes.h"

namespace sodan::http {

office::TokenScope scope_for(office::Action);

}  // namespace sodan::http
