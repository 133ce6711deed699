#pragma once
// What a use case hands back to be kept: rows, already in the form in which they are stored. The store writes
// them as they are and understands none of them.

#include "base/clock.h"
#include "domain/case_ref.h"
#include "domain/office.h"
#include "office/account_rows.h"
#include "office/letters.h"
#include "office/rule_archive.h"
#include "seal/anchor.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::office {

using domain::CaseRef;

// One line of the journal: what happened, when it happened, when it was written, who, detail. Never changed,
// never removed.
struct EntryRow {
    std::int64_t seq = 0;  // place in the whole journal, given by the store
    CaseRef ref{};  // bits 0: about the office, not a case (a person's absence, a publication of rules)
    std::int64_t version = 0;  // of the case after it: 1, 2, 3, ...; 0: about a case, and none of its steps
    Instant happened_at{}, written_at{};
    std::string actor{};   // a person's id, or "clock"
    std::string event{};   // chain::name_of, or "person_changed", "rules_drafted", "rules_published"
    std::string body{};    // chain::body_of: codes and ids, no content
    std::string detail{};  // content as JSON ("" = none): a caller's words, a note, a reason. Only for those
                           // who see the case
    std::string decision{};  // routing::Decision as JSON ("" = none)
    bool gone = false;       // it had a detail, whose key is no more
};

// The present state of a case, derived from its entries. Columns are what lists filter and sort by.
struct CaseRow {
    CaseRef ref{};
    std::int64_t version = 0;
    std::string desk{};     // where it stands; keeps its desk while monitoring or closed
    std::string custody{};  // chain::Custody
    std::string counsel{};  // chain::Counsel
    std::string holder{};   // "" = nobody
    int urgency = 3;        // 0 immediate ... 3 routine
    std::optional<Instant> due{};
    bool closed = false;
    Instant logged_at{}, changed_at{};
    std::string snapshot{};  // chain::Snapshot as JSON
    std::string intake{};    // domain::Intake of the first inquiry as JSON
    // Who may see it beside the desk and the holder: desk names and "person:ID" (offered to, co-handling,
    // consulted, in immediate danger). "sent:ID" lets nobody see it: by it a sender finds the receipts
    // (office/people_views.h). And `alarm_board`, by which nobody sees it either, while nobody answers it.
    std::vector<std::string> shared_with{};
    std::vector<std::string> walls{};  // person ids who must never see it, whatever else holds
    // Those of them who advise the other side of a linked case. Read with the case, written as ApartRow.
    std::vector<std::string> kept_apart{};

    bool operator==(const CaseRow&) const = default;
};

inline constexpr std::string_view alarm_board = "board:alarms";

// At most one timer of a kind for a case; setting it again moves it, `due` absent clears it.
struct TimerRow {
    CaseRef ref{};
    std::string kind{};  // as chain::Timer has them
    std::optional<Instant> due{};
    // After a stroke of the clock: not again before then, so that people get their time at each step however
    // much has come due meanwhile. Written, never read back.
    Instant not_before{};

    bool operator==(const TimerRow&) const = default;
};

// A message that leaves once. `key` is unique for ever, so nothing is sent twice. Carries no content.
struct MessageRow {
    std::string key{};  // "REFBITS:VERSION:N"
    CaseRef ref{};
    std::string recipient{};  // "person:ID" or "desk:NAME"; "duty:coordinator" for whoever is on duty
    std::string kind{};  // "new_case", "urgent_alert", "offer", "declined", "consult", "advice", "alarm",
                         // "due_soon", ...
    Instant created_at{};
    std::optional<Instant> sent_at{};
};

// Under which key a case's data key is wrapped from now on. Not part of the case's state: what is sealed
// stays as it is, and can be read by whoever has that key.
struct KeyRow {
    CaseRef ref{};
    std::string wrapped_by{};  // a name of seal::KeyRing; "" = the key is taken away for ever
};

// Who is kept apart from a case because they advise its other side: all of them, whenever that changes.
// Beside the case's own row and version, so that neither side can tell when the other moves.
struct ApartRow {
    CaseRef ref{};
    std::vector<std::string> people{};
};

// What was uncovered and who was there when the coverage was last looked at, so that a stop hides no loss.
struct CoverageSeen {
    std::vector<std::string> gaps{};   // digests of what they say
    std::vector<std::string> there{};  // places: "PA-A of 37"
    bool operator==(const CoverageSeen&) const = default;
};

// Everything that one use case changes, kept together or not at all.
struct Changes {
    std::vector<EntryRow> entries{};
    std::vector<CaseRow> cases{};
    std::vector<TimerRow> timers{};
    std::vector<MessageRow> messages{};
    std::vector<DeliveryRow> deliveries{};              // added, or replaced
    std::vector<LetterRow> letters{};                   // added, or replaced
    std::optional<std::int64_t> spread_to{};            // messages up to this one need not be spread again
    std::vector<std::int64_t> unreached{}, answered{};  // messages: reached nobody; that was answered for
    std::optional<Instant> post_back_to{};  // the clock went back: what waits in the post is dated by it
    std::vector<domain::Person> people{};   // replaced or added
    std::vector<ApartRow> apart{};
    std::vector<RuleSetRow> rule_sets{};
    std::vector<RulePublicationRow> publications{};
    std::vector<AccountRow> accounts{};      // replaced or added
    std::vector<PassRow> passes{};           // the same
    std::vector<std::string> passes_gone{};  // ids of passes that nobody needs to know of any more
    std::vector<KeyRow> keys{};
    std::vector<seal::Anchor> anchors{};
    std::optional<CoverageSeen> coverage{};          // in place of the one before
    std::shared_ptr<const domain::Office> office{};  // the office as it is after this, when `people` is not
                                                     // empty: Office::with of the one before
};

}  // namespace sodan::office
