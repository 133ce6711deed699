#pragma once
// The caller's consent to a case as it stands at a moment, and what of a case crosses from one legal body to
// another: a host's government, CLAIR, an employer, an institution. Must not know who acts.

#include "chain/chain.h"
#include "domain/inquiry.h"

#include <map>
#include <optional>
#include <string>

namespace sodan::office {

using ConsentMap = std::map<domain::ConsentScope, domain::ConsentState>;

// What was said and has not run out.
ConsentMap consent_at(const chain::Memory&, Instant);
// What that means for one scope; of institutions, for the one of that id.
domain::ConsentState consent_at(const chain::Memory&, domain::ConsentScope, Instant,
                                const std::string& institution = "");

// The body that answers for a desk: a host's advisors each their own, the supervisor's employer, and CLAIR
// for all others.
std::string body_of(const chain::DeskName&);

// What the law wants recorded when people of another body come to see a case, or its question: to whom, on
// what ground, what kinds of content. Nothing when nobody new does.
std::optional<chain::Disclosed> crossed(const chain::Snapshot& before, const chain::Snapshot& after,
                                        const domain::Intake&, Instant);
// The same of a case that was taken down at one body and stands at another from its first moment.
std::optional<chain::Disclosed> crossed(const std::string& from_body, const chain::Snapshot&,
                                        const domain::Intake&, Instant);

}  // namespace sodan::office
