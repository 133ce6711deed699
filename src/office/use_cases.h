#pragma once
// The use cases that write. Each decides without I/O of its own: (case, command, office now) -> what is to be
// written, or a refusal with a reason. They are called on the store's writer, inside a unit of work.

#include "domain/case_ref.h"
#include "office/commands.h"
#include "office/store.h"
#include "routing/routing.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

namespace sodan::office {

struct PostOffice;

// Who acts, when, by which rules, and upon what state.
struct Acting {
    Reading& reading;
    const routing::Rules& rules;
    Instant now;
    const domain::Person& person;
    std::optional<std::int64_t> if_match{};        // the version that the caller has seen
    std::function<std::uint64_t()> random_bits{};  // for references; tests set their own
    const PostOffice* post = nullptr;              // what can leave from here; null where nobody asks
};

Outcome<Written> log_inquiry(const Acting&, const LogInquiry&);
Outcome<Written> command(const Acting&, domain::CaseRef, const CaseCommand&);
Outcome<Written> command(const Acting&, const domain::PersonId&, const PersonCommand&);

// What failed of a message is tried again, with the addresses as they now are.
Outcome<Written> send_again(const Acting&, std::int64_t message);

// The clock's own use cases. Nothing is written when the case has moved on since.
// A timer is due.
Outcome<Written> lapse(Reading&, const routing::Rules&, Instant now, const DueTimer&);
// Somebody of its desk, or its holder, may be gone: a case that nobody can take goes on at once, or its alarm
// rings.
bool waits_for_nobody(Reading&, const routing::Rules&, Instant now, const CaseRow&);
Outcome<Written> relieve(Reading&, const routing::Rules&, Instant now, domain::CaseRef);
// The clock had run ahead and went back by so much: the dates that it set on the case meanwhile go back with
// it. Dates that people set stay.
Outcome<Written> redate(Reading&, Instant now, domain::CaseRef, std::chrono::milliseconds by);

}  // namespace sodan::office
