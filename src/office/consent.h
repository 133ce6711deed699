#pragma once
// The caller's consent to a case as it stands at a moment, and what of a case crosses from one legal body to
// another: a host's government, CLAIR, an employer, an institution. Must not know who acts.

#include "chain/chain.h"
#include "domain/inquiry.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sodan::office {

using ConsentMap = std::map<domain::ConsentScope, domain::ConsentState>;

// What was said and has not run out.
ConsentMap consent_at(const chain::Memory&, Instant);
// What that means for one scope; of institutions, for the one of that id.
domain::ConsentState consent_at(const chain::Memory&, domain::ConsentScope, Instant,
                                const std::string& institution = "");

// A consultation carries no identity unless the caller said yes to those who are asked: then they see who it
// is about, as far as routing facts say it.
bool may_know_who(const chain::Memory&, bool of_committee, Instant);
// Nothing speaks against people of such a desk; for a supervisor, something speaks for it.
bool may_know(const chain::Memory&, domain::DeskKind, Instant);

// The body that answers for a desk: a host's advisors each their own, the supervisor's employer, and CLAIR
// for all others.
std::string body_of(const chain::DeskName&);

// What the law wants recorded when people of another body come to see a case, its question, or more of it
// than before: to whom, on what ground, what kinds of content. Never `purpose` over a refusal.
std::vector<chain::Disclosed> crossed(const chain::Snapshot& before, const chain::Snapshot& after,
                                      const domain::Intake&, Instant);
// The same of a case that was taken down at one body and stands at another from its first moment.
std::vector<chain::Disclosed> crossed(const std::string& from_body, const chain::Snapshot&,
                                      const domain::Intake&, Instant);
// Of a referral: the caller's matter, and who they are only where they said yes to that institution.
chain::Disclosed told_to_institution(const chain::Memory&, const std::string& institution,
                                     const domain::Intake&, Instant);

}  // namespace sodan::office
