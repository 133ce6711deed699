#pragma once
// A past decision's explanation with its alternatives, as the JSON that the API answers with. Whoever asks
// has been found to see the case.

#include "office/past.h"

#include <boost/json/object.hpp>

namespace sodan::office {

// {"tables": [...], "people": [...], "desks": [...]}, by the rules of the decision's version. Only where the
// office of then is known.
void add_explanation(boost::json::object& to, const routing::Rules&, const PastDecision&);

}  // namespace sodan::office
