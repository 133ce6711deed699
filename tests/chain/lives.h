#pragma once
// Random lives of a case, for properties: any event at any time; what the chain refuses has not happened.

#include "chain/chain.h"

#include <random>
#include <vector>

namespace sodan::chain {

inline const Instant noon = *parse_instant("2026-10-05T12:00:00+09:00");

inline std::string any_desk(std::mt19937& dice) {
    static const std::vector<std::string> all{"advisor/37", "advisor/34100", "leader/fr",
                                              "department", "coordinator",   "supervisor"};
    return all[dice() % all.size()];
}

// One event of each kind, with fields that could be.
inline std::vector<Event> one_of_each(std::mt19937& dice, const DeskName& desk) {
    const std::string person = dice() % 2 == 0 ? "pc-a" : "pc-b";
    const bool in_danger = dice() % 3 == 0;
    const auto help_by = in_danger ? std::optional(noon) : std::nullopt;
    return {Logged{desk, in_danger ? Urgency::immediate : Urgency::prompt, noon, noon, help_by},
            Accepted{person, desk, noon},
            Escalated{desk, noon, "asked", person},
            Returned{desk, noon},
            Moved{desk, noon, "walled"},
            Reopened{desk, noon},
            LookedAgain{desk, noon},
            Claimed{person, noon},
            Released{noon},
            Waited{WaitingFor::caller, noon},
            Resumed{noon},
            Offered{desk, {}, noon, person},
            Declined{DeclineReason::language, noon},
            OfferExpired{noon},
            OfferWithdrawn{noon},
            Monitored{noon},
            Closed{CaseOutcome::listened},
            Consulted{"coordinator", noon},
            CommitteeProposed{person, noon},
            CommitteeAgreed{person, noon},
            CommitteeRefused{person},
            Advised{},
            CounselReminded{noon},
            CounselEnded{},
            InquiryAdded{noon},
            Noted{},
            Referred{"tell"},
            CoHandled{desk},
            CoHandlingEnded{desk},
            UrgencySet{in_danger ? Urgency::immediate : Urgency::urgent, noon, {}, help_by},
            ConsentRecorded{ConsentScope::advisor, ConsentState::given},
            OverrideConfirmed{ConsentScope::advisor, person},
            OverrideReminded{noon},
            CallerTold{ConsentScope::advisor, noon},
            Disclosed{"coordinator", DisclosureGround::consent, {ContentKind::words}},
            GlassBroken{person, noon},
            WallRaised{person, ConflictKind::veto},
            Linked{"7KQF-2M9X-C", "same_matter"},
            AlarmRaised{desk, noon},
            Received{person},
            Contacted{noon},
            ResultReported{CaseOutcome::mediated},
            MeantFor{person},
            ReferralAnswered{"tell", ReferralResult::helped},
            HelpAwaited{noon},
            HelpMadeContact{},
            Redated{noon, noon, noon, noon}};
}

inline std::vector<Event> one_of_each(std::mt19937& dice) { return one_of_each(dice, any_desk(dice)); }

struct Life {
    std::vector<Event> history;
    Snapshot state;
};

inline Life live(std::mt19937& dice, int attempts) {
    Life out;
    Chain chain;
    for (int i = 0; i < attempts; ++i) {
        const auto all = one_of_each(dice);
        const auto& event = all[dice() % all.size()];
        if (!chain.apply(event)) out.history.push_back(event);
    }
    out.state = chain.snapshot();
    return out;
}

}  // namespace sodan::chain
