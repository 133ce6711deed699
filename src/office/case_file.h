#pragma once
// A case on the table for one unit of work: takes events through the chain, keeps what is to be written, and
// hands it back as rows. Does not know who may do what.

#include "chain/chain.h"
#include "domain/inquiry.h"
#include "office/rows.h"
#include "routing/decision.h"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sodan::office {

// Who does it and when; `happened_at` lies before `now` where somebody writes down later what was earlier.
struct Stamp {
    std::string actor;
    Instant now;
    std::optional<Instant> happened_at{};
};

class CaseFile {
public:
    CaseFile(CaseRef, domain::Intake, Stamp);  // a new case, before its first event
    CaseFile(const CaseRow&, Stamp);           // throws when the row is broken

    // Takes the event, or says why the chain refuses it (and then nothing has changed).
    // `detail` is content, as JSON. What the event lets cross to another body is put on record with it.
    std::optional<Refusal> take(const chain::Event&, std::string detail, const routing::Decision* = nullptr);
    std::optional<Refusal> take(const chain::Event&, const boost::json::object& detail = {},
                                const routing::Decision* = nullptr);
    // A message that leaves with this unit. Walled people and an empty recipient are left out.
    void tell(std::string recipient, std::string_view kind);
    // A new case was taken down at that body (consent.h): what crosses with its first moment is put on
    // record.
    std::optional<Refusal> note_origin(const std::string& body);
    // From now on these people must not see it: they advise its other side.
    void keep_apart(std::vector<domain::PersonId>);

    const chain::Snapshot& state() const { return state_; }
    const chain::Memory& memory() const { return state_.memory; }
    const domain::Intake& intake() const { return intake_; }
    CaseRef ref() const { return ref_; }
    std::int64_t version() const { return version_; }
    bool changed() const { return !changes_.entries.empty(); }
    // Since this was last asked, it came before somebody whom the caller refused, because nobody else was
    // left.
    bool went_against_refusal() { return std::exchange(against_refusal_, false); }
    Instant now() const { return stamp_.now; }
    Instant logged_at() const { return logged_at_; }
    const std::vector<domain::PersonId>& kept_apart() const { return kept_apart_; }
    bool keeps_out(const domain::PersonId&) const;  // by a wall, or because they advise the other side

    CaseRow row() const;
    Changes changes() const;  // entries, the row, timers and messages

private:
    std::optional<Refusal> follow(const chain::Event&, std::string detail, const routing::Decision*);
    std::optional<Refusal> note(const std::vector<chain::Disclosed>&);
    bool is_kept_from(const std::string& recipient) const;

    CaseRef ref_;
    Stamp stamp_;
    domain::Intake intake_;
    std::int64_t version_ = 0;
    Instant logged_at_{}, changed_at_{};
    chain::Snapshot state_{}, before_{};
    std::vector<domain::PersonId> kept_apart_{};
    bool against_refusal_ = false;
    Changes changes_;
};

// What the journal says a case is: the fold of its entries, as the row should be. The intake is that of the
// first inquiry or, when its words are gone, the one that is given. Throws when they do not fit the chain.
CaseRow replayed(const std::vector<EntryRow>&, const std::string& intake_when_gone);

// All of `some`, after what is in `all`.
void add(Changes& all, Changes some);

// The timers that a case in that state has, by kind.
std::vector<TimerRow> timers_of(const CaseRow&);

// Who sees a case beside its desk and its holder; the store keeps it beside the row (see rows.h).
std::vector<std::string> shared_with(const chain::Snapshot&);

}  // namespace sodan::office
