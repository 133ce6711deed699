#pragma once
// One function a command: checks what the person may do, puts the events on the case, says who is told.
// Grouped by family in custody.cpp, move.cpp, hand_over.cpp, counsel.cpp, record.cpp, permission.cpp and
// glass.cpp; use_cases.cpp finds the case before and answers after.

#include "office/standing.h"

namespace sodan::office {

using Refused = std::optional<Refusal>;  // nothing: it was done

// custody.cpp
Refused act(const Acting&, Found&, const Claim&);
Refused act(const Acting&, Found&, const Release&);
Refused act(const Acting&, Found&, const Wait&);
Refused act(const Acting&, Found&, const Resume&);
Refused act(const Acting&, Found&, const Monitor&);
Refused act(const Acting&, Found&, const Close&);
Refused act(const Acting&, Found&, const Reopen&);

// move.cpp
Refused act(const Acting&, Found&, const Offer&);
Refused act(const Acting&, Found&, const Escalate&);
Refused act(const Acting&, Found&, const Return&);
Refused act(const Acting&, Found&, const Refer&);
Refused act(const Acting&, Found&, const CoHandle&);

// answer.cpp: to an offer, or to the proposal to ask the committee
Refused act(const Acting&, Found&, const Accept&);
Refused act(const Acting&, Found&, const Decline&);

// hand_over.cpp
Refused act(const Acting&, Found&, const Received&);
Refused act(const Acting&, Found&, const Contacted&);
Refused act(const Acting&, Found&, const Report&);
Refused act(const Acting&, Found&, const ReferralResult&);
// Who handed the case on and has not heard yet how it ended; nobody who has it again.
std::vector<chain::Person> waiting_senders(const CaseFile&);

// counsel.cpp
Refused act(const Acting&, Found&, const Consult&);
Refused act(const Acting&, Found&, const Advise&);

// record.cpp
Refused act(const Acting&, Found&, const Note&);
// Words change nothing by themselves: where they may mean danger to somebody in a case that is not immediate
// yet, whoever wrote them is told so (Found::words_of_danger), and raises the urgency or does not.
void look_for_danger(const Acting&, Found&, const std::string& text);
Refused act(const Acting&, Found&, const Wall&);
Refused act(const Acting&, Found&, const Urgency&);
Refused act(const Acting&, Found&, const Link&);
Refused act(const Acting&, Found&, const HelpMadeContact&);

// permission.cpp
Refused act(const Acting&, Found&, const Consent&);
Refused act(const Acting&, Found&, const ConfirmOverride&);
Refused act(const Acting&, Found&, const CallerTold&);
// No case is closed over an override that nobody has confirmed, or of which the caller was not told. Whoever
// cannot be reached any more cannot be told.
Refused must_be_settled(const CaseFile&, domain::CaseOutcome);

// Danger to life goes before a refusal: where somebody is in immediate danger and the caller refused the
// coordinators, who are alerted, the refusal is overridden on record, for a second person to confirm.
Refused override_for_danger(const Acting&, CaseFile&, const std::string& reason = "");

// glass.cpp
Refused act(const Acting&, Found&, const BreakGlass&);

// Checks that several share. Each says no in words, or nothing.
Refused must_hold(const Acting&, const CaseFile&);
Refused must_be_said(const std::string& text, std::string pointer);   // not blank
Refused must_lie_ahead(const Acting&, Instant, std::string pointer);  // in the future, within two years
bool may_answer_offer(const Acting&, const CaseFile&);
// Consent to let the people of `desk` know: refused when the caller refused it and has not changed their
// mind.
Refused must_not_be_refused(const CaseFile&, domain::DeskKind, bool with_consent_now);
// The same where nothing is asked for on the way, for one scope; of institutions, for the one of that id.
Refused must_be_allowed_to_know(const CaseFile&, domain::ConsentScope, const std::string& institution = "");
// What was shared ends where the caller does not want it any more: co-handling, an open offer, counsel. The
// holder hears of it, and whoever had a part in it does.
Refused end_what_is_refused(const Acting&, CaseFile&);
// Records consent that was given with a movement; to an institution, by its id.
Refused note_consent(CaseFile&, domain::ConsentScope, bool with_consent_now,
                     std::optional<std::string> institution = {});

}  // namespace sodan::office
