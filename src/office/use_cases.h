#pragma once
// The use cases that write. Each decides without I/O of its own: (case, command, office now) -> what is to be
// written, or a refusal with a reason. They are called on the store's writer, inside a unit of work.

#include "domain/case_ref.h"
#include "office/commands.h"
#include "office/store.h"
#include "routing/routing.h"

#include <cstdint>
#include <functional>
#include <optional>

namespace sodan::office {

// Who acts, when, by which rules, and upon what state.
struct Acting {
    Reading& reading;
    const routing::Rules& rules;
    Instant now;
    const domain::Person& person;
    std::optional<std::int64_t> if_match{};        // the version that the caller has seen
    std::function<std::uint64_t()> random_bits{};  // for references; tests set their own
};

Outcome<Written> log_inquiry(const Acting&, const LogInquiry&);
Outcome<Written> command(const Acting&, domain::CaseRef, const CaseCommand&);
Outcome<Written> command(const Acting&, const domain::PersonId&, const PersonCommand&);

// The clock's own use case: a timer is due. Nothing is written when the case has moved on since.
Outcome<Written> lapse(Reading&, const routing::Rules&, Instant now, const DueTimer&);

}  // namespace sodan::office
