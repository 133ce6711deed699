#pragma once
// What a caller brings, once. The fields and their names are those of the API's POST /inquiries.

#include "base/clock.h"
#include "domain/words.h"

#include <boost/describe/class.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sodan::domain {

// How to reach the caller again. Content: never in a log, an error or a URL.
struct Contact {
    std::string name{}, phone{}, email{}, other{};
    static constexpr bool sparse = true;
    bool operator==(const Contact&) const = default;
};
BOOST_DESCRIBE_STRUCT(Contact, (), (name, phone, email, other))

// What may be counted, routed on and kept in clear.
struct Intake {
    Instant received_at{};  // when the contact happened; may lie before the time of entry
    AddressedTo addressed_to = AddressedTo::host;
    Channel channel = Channel::phone;
    RaisedBy raised_by = RaisedBy::unknown;
    std::string language = "en";        // BCP 47, asked, never inferred
    std::optional<std::string> host{};  // JIS code; absent = unknown
    std::optional<Job> job{};
    std::vector<Topic> topics{};  // the first is the primary one; at least one
    std::vector<std::string>
        concerns{};  // "supervisor", "participant", "advisor:ID", "leader:ID" (names resolved to ids)
    std::vector<std::string> excludes{};  // person ids (names resolved)
    std::map<ConsentScope, ConsentState> consent{};
    std::optional<Danger> danger{};  // absent = not assessed, which is never read as "low"
    std::optional<TriedSupervisor> tried_supervisor{};
    std::optional<DeskKind> wishes{};
    bool anonymous = false;
    std::optional<std::string>
        named_date{};  // "YYYY-MM-DD": a date by which something happens, as the caller named it
    static constexpr bool sparse = true;

    bool operator==(const Intake&) const = default;
};
BOOST_DESCRIBE_STRUCT(Intake, (),
                      (received_at, addressed_to, channel, raised_by, language, host, job, topics, concerns,
                       excludes, consent, danger, tried_supervisor, wishes, anonymous, named_date))

}  // namespace sodan::domain
