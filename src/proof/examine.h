#pragma once
// Everything that can be proved of a rule set for an office: its profile, its tables, their composition, the
// chain, and the staff. This is what must pass before rules come into force.

#include "domain/office.h"
#include "proof/certificate.h"
#include "routing/routing.h"

#include <memory>
#include <optional>

namespace sodan::proof {

struct Examined {
    Certificate certificate;
    std::shared_ptr<const routing::Rules> rules{};  // null when they do not load
    std::optional<Refusal> fault{};                 // then, why; it is in the certificate too
};

// `absent`: up to so many people away at once, 0 to 2. Takes about a second for an office of full size.
Examined examine(const routing::RuleFiles&, const Catalogue&, const domain::Office&, Instant now, int absent);

}  // namespace sodan::proof
