#pragma once
// The emergency panel: whom to call, in which languages somebody answers, and what to do until help has made
// contact. Figures and dates are those of the office's directory; it must not promise what that does not.

#include "base/catalogue.h"
#include "office/case_file.h"

#include "domain/office.h"

#include <boost/json/object.hpp>

#include <optional>

namespace sodan::office {

// Nothing where nobody is in immediate danger, or help has made contact.
std::optional<boost::json::object> emergency_panel(const CaseFile&, const domain::Office&, const Catalogue&);

}  // namespace sodan::office
