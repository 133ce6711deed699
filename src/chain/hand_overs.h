#pragma once
// How far what was handed over has come, as a case remembers it: what each event does to the list of
// hand-overs.

#include "chain/chain.h"

namespace sodan::chain {

// The hand-over that waits for an answer; null when none does.
HandOver* unanswered(Memory&);
void answer(Memory&, HandOverStep);  // of the one that waits, if any
void take_over(Memory&, const DeskName&, const Person& holder);
// The case goes to another desk before anybody answered: an offer is over, what was handed up goes along.
void go_along(Memory&, const DeskName&);
void report(Memory&, CaseOutcome);  // to everybody who waits for the result
void come_back(Memory&, const DeskName& to);

}  // namespace sodan::chain
