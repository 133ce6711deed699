#pragma once
// Decisions of old, read from the journal with all that they were made from: for explaining them, asking them
// again and asking what other rules would have said. Knows nothing of who may see a case.

#include "office/store.h"
#include "routing/replay.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace sodan::office {

// The rules of a version; null when they are not known any more.
using RulesOf = std::function<std::shared_ptr<const routing::Rules>(const std::string& version)>;

// Knows these rules only, which must outlive it.
RulesOf only(const routing::Rules&);
// Knows every version that is kept, with the texts of `now`; loads each once. Both must outlive it.
RulesOf every_kept(Reading&, const routing::Rules& now);

// The last entry of the journal that was written before then, 0 when there is none. Seqs have no gap, and
// time goes forward.
std::int64_t last_before(Reading&, Instant);

struct PastDecision {
    routing::Decision decision;
    domain::Intake intake;
    Instant now;
    // As it was then; null when that is not known, or the inquiry that was decided on is gone.
    std::shared_ptr<const domain::Office> office;

    // Whether the question and the office of then are known.
    bool can_be_asked_again() const { return office && routing::can_be_asked_again(decision); }
    routing::Past past() const { return {decision, intake, *office, now}; }
};

// Of an entry that holds a decision. `first` is the first entry of its case: it holds the intake by which a
// case is moved later.
PastDecision past_decision(Reading&, const EntryRow&, const EntryRow& first);

}  // namespace sodan::office
