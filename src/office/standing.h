#pragma once
// What the use cases share: the case as the person who acts may see it, and what the rules are asked of it.

#include "office/case_file.h"
#include "office/sight.h"
#include "office/use_cases.h"

#include <string>
#include <string_view>
#include <vector>

namespace sodan::office {

Refusal refuse(Refusal::Why, std::string key, std::string pointer = "",
               std::vector<std::pair<std::string, std::string>> values = {});

// The case that a command is about, with the row it came from and how much of it the acting person sees.
struct Found {
    CaseRow row;
    Sight sight;
    CaseFile file;
};
// not_found when there is none that this person may know of; stale when they have seen an older version.
Outcome<Found> find(const Acting&, CaseRef, std::optional<Instant> happened_at = {});

routing::Moment moment(const Acting&);
routing::Moment moment(Reading&, Instant now);

// A case that comes back to its desk is kept for whoever had it there last, where the rules let them: the
// decision's first. They are told.
std::optional<Refusal> keep_for_last_helper(Reading&, CaseFile&, const routing::Decision&);

// The case as the rules see it. Reads the other side's cases.
routing::Standing standing(Reading&, const CaseFile&);

// People who must not see the case from its first moment: excluded by the caller, its subject, or tied to its
// subject.
std::vector<domain::PersonId> walled_by(const domain::Intake&, const domain::Office&);

// Nobody who is walled keeps the case or stands in its way: the holder is released, and where a desk can no
// longer act the case moves to one that can.
std::optional<Refusal> raise_wall(const Acting&, CaseFile&, const domain::PersonId&,
                                  std::string_view reason = "");

// The desk's name on the wire as a value; throws for a stored name that is none.
domain::Desk desk_named(const std::string&);

// By when the next act is due for a case at `desk` of that urgency.
Instant due_at(const Acting&, const CaseFile&, const std::string& desk, routing::Window);

// By when the holder of a case at `desk` is to act: the caller's first answer while they have had none, else
// the next contact.
Instant act_by(const routing::Rules&, const chain::Memory&, const std::string& desk, Instant now);
Instant act_by(const Acting&, const CaseFile&);  // at the desk where it stands

// The case has that urgency from now on, with the deadlines that go with it.
chain::UrgencySet urgency_set(const Acting&, const CaseFile&, domain::Urgency);

// When it is asked again whether help made contact; nothing where nobody is in immediate danger.
std::optional<Instant> help_by(const routing::Rules&, domain::Urgency, const std::string& desk, Instant now);

// The emergency panel beside the case, while help has not made contact and where the person sees the case.
void add_emergency(boost::json::object& answer, const Acting&, const CaseFile&);

// The answer to a command: the case as it now is, as the acting person may see it.
Written answered(const Acting&, const CaseFile&, int status = 200);

}  // namespace sodan::office
