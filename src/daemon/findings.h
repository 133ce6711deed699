#pragma once
// What stands in the way of rules, for who wrote them: one finding a flaw, with its place as far as it is
// known, and the sentence in both languages.

#include "base/catalogue.h"
#include "base/outcome.h"
#include "proof/certificate.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace sodan::daemon {

// {"table", "rule", "claim", "says": {"en", "ja"}} for every witness of a claim that refuses the rules.
boost::json::array findings_of(const proof::Certificate&, const Catalogue&);

// Why files do not load: {"file", "table", "rule", "column", "says"}.
boost::json::object finding_of(const Refusal&, const Catalogue&);

}  // namespace sodan::daemon
