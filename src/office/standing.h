#pragma once
// What the use cases share: the case as the person who acts may see it, and what the rules are asked of it.

#include "office/case_file.h"
#include "office/commands.h"
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
    Changes beside{};              // of another case, that this one brought about
    bool words_of_danger = false;  // in what was written now: whoever wrote it is asked about the urgency
};
// The one way to a case for whoever acts on it. not_found when there is none that this person may know of,
// whatever they may do; not_allowed when they see it, and this is not theirs to do; stale when they have seen
// an older version.
Outcome<Found> find(const Acting&, CaseRef, Action, std::optional<Instant> happened_at = {});
// The same decision for a case that is not to be opened: nothing, or the refusal.
std::optional<Refusal> refused(const domain::Person&, Action, const std::optional<CaseRow>&);

// For an answer that is asked for again by its Idempotency-Key: who is walled since does not get it back.
std::optional<Refusal> refused_again(Reading&, const domain::PersonId&, const Answer& before);

routing::Moment moment(const Acting&);
routing::Moment moment(Reading&, Instant now);

// A case that comes back to its desk is kept for whoever had it there last, where the rules let them: the
// decision's first. They are told.
std::optional<Refusal> keep_for_last_helper(Reading&, CaseFile&, const routing::Decision&);

// The case as the rules see it, with the consent that holds now. Reads who had it last.
routing::Standing standing(Reading&, const CaseFile&);

// The desk's name on the wire as a value; throws for a stored name that is none.
domain::Desk desk_named(const std::string&);

// By when that is due for the case at `desk`. While the caller has had no first answer, nothing that the case
// may rest for (a pick-up, an offer, the next contact, a follow-up) is due later than that.
Instant due_at(const routing::Rules&, const chain::Memory&, const std::string& desk, routing::Window,
               Instant now);
Instant due_at(const Acting&, const CaseFile&, const std::string& desk, routing::Window);

// By when the holder is to act at the desk where it stands.
Instant act_by(const Acting&, const CaseFile&);

// The case has that urgency from now on, with the deadlines that go with it.
chain::UrgencySet urgency_set(const Acting&, const CaseFile&, domain::Urgency);

// When it is asked again whether help made contact; nothing where nobody is in immediate danger.
std::optional<Instant> help_by(const routing::Rules&, domain::Urgency, const std::string& desk, Instant now);

// The emergency panel beside the case, while help has not made contact and where the person sees the case.
void add_emergency(boost::json::object& answer, const Acting&, const CaseFile&);

// What is to be written of the case, and of who is kept apart from the cases of its other sides.
Changes changes_of(Reading&, const CaseFile&);

// The answer to a command: the case as it now is, as the acting person may see it.
Written answered(const Acting&, const Found&);

}  // namespace sodan::office
