#include "chain/refusals.h"

#include <algorithm>
#include <array>

namespace sodan::chain {

namespace {

// One reason holds for several events and states. The first row that fits is the reason, so what is said of
// all events stands where only the rows above it go before.
struct Reason {
    std::string_view key;
    std::string_view events;  // separated by spaces; "" for all
    unsigned custody = 0;     // 0 for anywhere
    unsigned counsel = 0;     // 0 for any
};

constexpr unsigned in(Custody c) { return 1U << static_cast<unsigned>(c); }
constexpr unsigned in(Counsel c) { return 1U << static_cast<unsigned>(c); }

constexpr auto unlogged = in(Custody::unlogged), queued = in(Custody::queued), held = in(Custody::held),
               waiting = in(Custody::waiting), offered = in(Custody::offered),
               monitoring = in(Custody::monitoring), closed = in(Custody::closed);
constexpr auto alone = in(Counsel::alone), asking = in(Counsel::asking_coordinator),
               proposed = in(Counsel::committee_proposed), before = in(Counsel::before_committee);

// clang-format off
constexpr std::array reasons{
    Reason{"chain.logged.not_supervisor",      "logged", unlogged},
    Reason{"chain.unlogged",                   "", unlogged},
    Reason{"chain.logged.twice",               "logged"},

    Reason{"chain.reopened.elsewhere",         "reopened", closed},
    Reason{"chain.reopened.not_closed",        "reopened"},
    Reason{"chain.closed.already",             "closed", closed},
    Reason{"chain.looked_again.elsewhere",     "looked_again", monitoring},
    Reason{"chain.looked_again.not_monitored", "looked_again", queued | held | waiting | offered},
    Reason{"chain.monitored.already",          "monitored", monitoring},

    Reason{"chain.accepted.elsewhere",         "accepted", offered},
    Reason{"chain.no_offer",                   "accepted declined offer_expired offer_withdrawn"},
    Reason{"chain.counsel.ended",              "advised committee_agreed committee_refused counsel_reminded", monitoring | closed},
    Reason{"chain.closed",                     "", closed},
    Reason{"chain.monitoring",                 "", monitoring},

    Reason{"chain.escalated.not_higher",       "escalated"},
    Reason{"chain.returned.not_from_there",    "returned", queued | held | waiting},
    Reason{"chain.claimed.held",               "claimed", held | waiting},
    Reason{"chain.released.nobody_holds_it",   "released", queued},
    Reason{"chain.resumed.not_waiting",        "resumed", queued | held},
    Reason{"chain.waited.already",             "waited", waiting},
    Reason{"chain.offered.already",            "offered", offered},
    Reason{"chain.claim_first",                "waited offered monitored closed", queued},
    Reason{"chain.resume_first",               "offered monitored closed", waiting},
    Reason{"chain.answer_first",               "claimed released waited resumed returned monitored closed", offered},

    Reason{"chain.consulted.already",          "consulted", 0, asking},
    Reason{"chain.committee.proposed_already", "consulted committee_proposed", 0, proposed},
    Reason{"chain.committee.asked_already",    "consulted committee_proposed committee_agreed committee_refused", 0, before},
    Reason{"chain.committee.not_proposed",     "committee_agreed committee_refused", 0, alone | asking},
    Reason{"chain.committee.second_person",    "committee_agreed", 0, proposed},
    Reason{"chain.counsel.nobody_asked",       "advised counsel_reminded", 0, alone},
    Reason{"chain.counsel.not_agreed",         "advised counsel_reminded", 0, proposed},
};
// clang-format on

constexpr bool names(std::string_view events, std::string_view event) {
    while (!events.empty()) {
        const auto end = std::min(events.find(' '), events.size());
        if (events.substr(0, end) == event) return true;
        events.remove_prefix(std::min(end + 1, events.size()));
    }
    return false;
}

}  // namespace

std::string_view why_refused(std::string_view event, Custody custody, Counsel counsel) {
    const auto fits = [&](const Reason& r) {
        return (r.events.empty() || names(r.events, event)) && (!r.custody || r.custody & in(custody)) &&
               (!r.counsel || r.counsel & in(counsel));
    };
    const auto* found = std::ranges::find_if(reasons, fits);
    return found == reasons.end() ? "" : found->key;
}

std::vector<std::string_view> refusal_keys() {
    std::vector<std::string_view> out{no_such_desk};
    for (const auto& reason : reasons) out.push_back(reason.key);
    return out;
}

}  // namespace sodan::chain
