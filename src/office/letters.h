#pragma once
// What is kept of messages on their way out. A message of the outbox is spread over the people whom it is
// for: one delivery a person and way. What is due is packed into letters, one a person and way and occasion,
// whose bytes are fixed from then on, so that a retry sends the same again. Rows in the form in which they
// are stored. Carries no case content: kinds, references and addresses.

#include "base/clock.h"
#include "base/described.h"
#include "domain/case_ref.h"
#include "domain/reach.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace sodan::office {

// `queued` was not tried yet, `deferred` will be tried again, `failed` was refused for good or given up, and
// `withdrawn` is no longer for that person (walled since, left since).
BOOST_DEFINE_ENUM_CLASS(LetterState, queued, deferred, sent, failed, withdrawn)

// A message of the outbox with its place in it.
struct OutboxRow {
    std::int64_t id = 0;
    domain::CaseRef ref{};  // bits 0: about the office
    std::string key{}, recipient{}, kind{};
    Instant created_at{};
};

// One message for one person by one way; at most one.
struct DeliveryRow {
    std::int64_t message = 0;  // OutboxRow::id
    std::string person{};      // "" = it could be spread over nobody
    domain::Way way = domain::Way::email;
    Instant due{};                            // not before
    std::int64_t letter = 0;                  // 0 = not packed yet
    LetterState state = LetterState::queued;  // while it is not packed; then its letter's
    std::string why{};                        // a code, when it failed: "nobody", "poison", "refused", ...
    bool followed = false;                    // it failed, and what follows from that was done
};

struct LetterRow {
    std::int64_t id = 0;  // 0 = new
    std::string key{};    // unique for ever; the Message-ID and the webhook-id are made of it
    std::string person{};
    domain::Way way = domain::Way::email;
    std::string to{};                      // the address, or the name of the webhook
    bool urgent = false;                   // goes before the others
    std::string bytes{};                   // "" once it was sent
    std::vector<std::int64_t> messages{};  // of a new letter: what it carries
    Instant made_at{};
    LetterState state = LetterState::queued;
    std::int64_t attempts = 0;
    Instant next_at{};
    std::string why{};  // a code: what the last attempt ended with
};

// A delivery as it is shown: with its message, and its letter's state.
struct DeliveryView {
    OutboxRow message{};
    DeliveryRow delivery{};
    std::int64_t attempts = 0;
    std::optional<Instant> sent_at{}, next_at{};
};

// What waits, for those who watch.
struct PostFigures {
    std::int64_t queued = 0, deferred = 0, failed = 0;  // failed: and not retried since
    std::optional<Instant> oldest{}, oldest_urgent{};   // when what waits longest was written
    // Urgent messages about open cases that reached nobody, since which nobody was told of the case.
    std::int64_t reached_nobody = 0;
};

// Reading, as in office/store.h.
class Letters {
public:
    virtual ~Letters() = default;
    virtual std::vector<OutboxRow> unspread(int limit) = 0;  // oldest first
    virtual std::optional<OutboxRow> message(std::int64_t id) = 0;
    virtual std::vector<DeliveryRow> deliveries_of(std::int64_t message) = 0;
    virtual std::vector<DeliveryRow> due_deliveries(Instant now, int limit) = 0;  // not packed yet
    virtual std::vector<DeliveryRow> deliveries_in(std::int64_t letter) = 0;
    // Urgent first, then the oldest; none to the addresses that are `busy`.
    virtual std::vector<LetterRow> due_letters(domain::Way, Instant now, int limit,
                                               const std::set<std::string>& busy = {}) = 0;
    virtual std::optional<LetterRow> letter(std::int64_t id) = 0;
    virtual std::vector<DeliveryRow> failures(int limit) = 0;               // not followed yet
    virtual std::vector<std::int64_t> unreached(int limit) = 0;             // messages that reached nobody
    virtual bool has_message(domain::CaseRef, const std::string& key) = 0;  // bits 0: about the office
    virtual std::vector<DeliveryView> shown_of(domain::CaseRef) = 0;        // oldest first
    virtual std::vector<DeliveryView> shown_failed(int limit) = 0;          // newest first
    virtual PostFigures figures() = 0;
};

}  // namespace sodan::office
