#pragma once
// What the use cases need of a store, in their words; src/store implements it. One unit of work is decided
// against the state as the units before it leave it, and is kept whole or not at all. Nothing is acknowledged
// before it is durable.

#include "base/clock.h"
#include "base/outcome.h"
#include "office/rows.h"

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sodan::office {

// Which cases a person may see, and which of them are asked for.
struct CaseQuery {
    std::string viewer{};  // person id: sees what they hold; never sees what they are walled from
    std::vector<std::string> shares{};  // their desk's name, "person:ID", "counsel:...": see sight.h
    std::optional<std::string> desk{};
    std::optional<std::string> custody{};  // "closed" cases are listed only when asked for by this
    std::optional<int> urgency{};
    bool mine = false;                    // held by the viewer
    std::optional<Instant> overdue_at{};  // due before this
    std::string ref_begins{};  // canonical signs of a reference without hyphens: its beginning, or all of it
    std::string cursor{};      // opaque, from CasePage::next; "" = from the start
    int limit = 50;
};
struct CasePage {
    std::vector<CaseRow> cases{};  // by due time, those without one last
    std::string next{};            // "" = no more
};

struct DueTimer {
    CaseRef ref{};
    std::string kind{};
    Instant due{};
};

// Where the journal ends: its newest entry and that entry's hash (docs/record.md).
struct Head {
    std::int64_t seq = 0;
    std::string hash{};  // 64 hex signs
};

// How many cases' keys a key file wraps; wrapped_by "" = taken away.
struct KeyUse {
    std::string wrapped_by{};
    std::int64_t cases = 0;
};

// What somebody wrote at one step of a case; see EntryRow::detail.
struct Content {
    std::int64_t version = 0;
    std::string detail{};
};

// Reading, inside a unit of work or beside it.
class Reading {
public:
    virtual ~Reading() = default;
    virtual std::optional<CaseRow> find_case(CaseRef) = 0;
    virtual std::vector<EntryRow> entries_of(CaseRef) = 0;  // oldest first
    virtual std::vector<EntryRow> entries_after(std::int64_t seq,
                                                int limit) = 0;  // whole journal, oldest first
    // The same without what people wrote: every detail is left sealed away.
    virtual std::vector<EntryRow> record_after(std::int64_t seq, int limit) = 0;
    virtual std::vector<Content> contents_of(CaseRef) = 0;  // without those that are gone
    // What is about a case and none of its steps (who read it), oldest first.
    virtual std::vector<EntryRow> entries_beside(CaseRef) = 0;
    virtual Head head() = 0;
    virtual std::vector<seal::Anchor> newest_anchors(int limit) = 0;  // newest first
    virtual std::vector<KeyUse> key_uses() = 0;                       // by name
    virtual std::vector<CaseRef> cases_wrapped_by(const std::string& key, int limit) = 0;
    // Whether what was written in it can be read no longer, by anybody.
    virtual bool is_gone(CaseRef) = 0;
    virtual std::vector<MessageRow> messages_of(CaseRef) = 0;
    virtual CasePage list(const CaseQuery&) = 0;
    virtual std::vector<CaseRef> cases_after(
        std::optional<CaseRef>,
        int limit) = 0;  // every case, closed ones too, in the store's own order; to walk them all
    // Soonest first. Not those that the clock struck less than a minute ago (TimerRow::not_before).
    virtual std::vector<DueTimer> due_timers(Instant now, int limit) = 0;
    // Open cases whose last change lies after that, the latest first: the clock has gone back since.
    virtual std::vector<CaseRef> changed_after(Instant, int limit) = 0;
    virtual std::optional<Instant> next_timer() = 0;
    virtual std::vector<TimerRow> timers_of(CaseRef) = 0;  // by kind
    virtual std::int64_t open_cases_held_by(const domain::PersonId&) = 0;
    virtual std::int64_t last_seq() = 0;
    virtual std::optional<CoverageSeen> coverage_seen() = 0;  // nothing before the first look
    virtual std::string viewing_secret() = 0;                 // see position.h
    virtual std::shared_ptr<const domain::Office> office() = 0;
    virtual RuleArchive& rule_archive() = 0;
    virtual AccountArchive& accounts() = 0;
    virtual Letters& letters() = 0;
    // As it was at that version (domain::Office::roster); null when that is not known.
    virtual std::shared_ptr<const domain::Office> office_at(std::int64_t roster) = 0;
};

// An answer to a caller, in the form in which it is given again to the same Idempotency-Key.
struct Answer {
    int status = 200;
    std::string body{};  // JSON
    CaseRef ref{};       // bits 0 = none
    std::int64_t version = 0;
};

struct Written {
    Changes changes{};
    Answer answer{};
};

// The key that makes a retry harmless: the same person, key and body get the stored answer; another body is
// refused.
struct IdempotencyKey {
    std::string person, key;
    std::string body_hash{};  // of method, path and body
};

struct Unit {
    std::optional<IdempotencyKey> key{};
    // Called on the writer, once. May throw only for what should not happen.
    std::function<Outcome<Written>(Reading&)> decide;
    // Called on the writer after the commit, or with the refusal; the exception is for what should not
    // happen.
    std::function<void(Outcome<Answer>, std::exception_ptr)> done;
    // Called on the writer before an answer that was given to the key before is given again; a refusal is
    // given instead. Who has lost sight of a case since does not get back what they once saw.
    std::function<std::optional<Refusal>(Reading&, const Answer&)> repeat{};
};

class Store {
public:
    virtual ~Store() = default;
    // Any thread. Never blocks for the disk; `done` is called exactly once.
    virtual void submit(Unit) = 0;
    // Any thread. Runs `read` on one of the readers, which see committed state only; rethrows nothing into
    // the caller's thread: `read` handles its own.
    virtual void read(std::function<void(Reading&)> read) = 0;
    // Any thread: the office as last committed.
    virtual std::shared_ptr<const domain::Office> office() const = 0;
    // Writes a consistent copy of everything to a new file while work goes on; refuses when the file exists.
    virtual void backup(std::string path, std::function<void(std::exception_ptr)> done) = 0;
};

}  // namespace sodan::office
