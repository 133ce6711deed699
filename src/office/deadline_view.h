#pragma once
// By when, and why then: how the date for which a case waits was counted, found in its journal. Knows nothing
// of who may see a case.

#include "office/past.h"
#include "routing/counted.h"

#include <optional>
#include <vector>

namespace sodan::office {

// Of the date that the case has now. Nothing where a person set it, or rules that are not known any more.
std::optional<routing::Counted> deadline_of(const std::vector<EntryRow>& journal, const RulesOf&);
// Of the caller's first answer, while they have had none.
std::optional<routing::Counted> first_answer_of(const std::vector<EntryRow>& journal, const RulesOf&);

}  // namespace sodan::office
