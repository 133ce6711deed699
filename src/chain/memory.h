#pragma once
// What each event changes in a chain's memory; where it leads is the machine's business. Nothing here throws
// but for want of memory (bad_alloc), which ends the program.

#include "chain/chain.h"

#include <type_traits>

namespace sodan::chain {

// Events that lead to a link of the chain; their desk says to which.
template <class E> constexpr bool is_addressed =
    std::is_same_v<E, Logged> || std::is_same_v<E, Accepted> || std::is_same_v<E, Escalated> ||
    std::is_same_v<E, Returned> || std::is_same_v<E, Moved> || std::is_same_v<E, Reopened> ||
    std::is_same_v<E, LookedAgain>;

// Due on that date, if it is sooner: what becomes urgent never waits longer, nor does it end a promise.
void bring_forward(Memory&, std::optional<Instant> date);

void remember(Memory&, const Logged&);
void remember(Memory&, const Accepted&);
void remember(Memory&, const Escalated&);
void remember(Memory&, const Returned&);
void remember(Memory&, const Moved&);
void remember(Memory&, const Reopened&);
void remember(Memory&, const LookedAgain&);
void remember(Memory&, const Claimed&);
void remember(Memory&, const Released&);
void remember(Memory&, const Waited&);
void remember(Memory&, const Resumed&);
void remember(Memory&, const Offered&);
void remember(Memory&, const Declined&);
void remember(Memory&, const OfferExpired&);
void remember(Memory&, const OfferWithdrawn&);
void remember(Memory&, const Monitored&);
void remember(Memory&, const Closed&);
void remember(Memory&, const Consulted&);
void remember(Memory&, const CommitteeProposed&);
void remember(Memory&, const CommitteeAgreed&);
void remember(Memory&, const CommitteeRefused&);
void remember(Memory&, const Advised&);
void remember(Memory&, const CounselReminded&);
void remember(Memory&, const CounselEnded&);
void remember(Memory&, const InquiryAdded&);
void remember(Memory&, const Noted&);
void remember(Memory&, const Referred&);
void remember(Memory&, const CoHandled&);
void remember(Memory&, const CoHandlingEnded&);
void remember(Memory&, const UrgencySet&);
void remember(Memory&, const ConsentRecorded&);
void remember(Memory&, const OverrideConfirmed&);
void remember(Memory&, const OverrideReminded&);
void remember(Memory&, const CallerTold&);
void remember(Memory&, const Disclosed&);
void remember(Memory&, const GlassBroken&);
void remember(Memory&, const WallRaised&);
void remember(Memory&, const Linked&);
void remember(Memory&, const AlarmRaised&);
void remember(Memory&, const Received&);
void remember(Memory&, const Contacted&);
void remember(Memory&, const ResultReported&);
void remember(Memory&, const MeantFor&);
void remember(Memory&, const ReferralAnswered&);
void remember(Memory&, const HelpAwaited&);
void remember(Memory&, const HelpMadeContact&);
void remember(Memory&, const Redated&);

}  // namespace sodan::chain
