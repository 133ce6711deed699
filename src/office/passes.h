#pragma once
// Passes made, ended and shown. A secret is 256 random bits; it is in memory for as long as it takes to hand
// it over, and only its digest is kept.

#include "office/pass_book.h"
#include "office/views.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace sodan::office {

std::string digest_of_secret(std::string_view secret);  // SHA-256, in hex

struct NewPass {
    PassRow row;
    std::string secret;
};
struct PassWish {
    PassKind kind = PassKind::session;
    std::string person;
    Scopes scopes{};
    std::string name{};
    Instant ends_at{};
};
NewPass new_pass(const PassWish&,
                 Instant now);  // a token's secret begins with "sodan_", so that it is found where it leaked

// Of those that are good now: all of a person and kind, or of a person altogether.
std::vector<PassRow> good_passes(Reading&, const std::string& person, Instant now);
PassRow ended(PassRow, Instant now);

// {"id", "name", "scopes", "made_at", "used_at", "ends_at", "current"}; `by` shows which one is current.
boost::json::object shown(const PassRow&, const Bearer& by);

// The last uses as rows, of those passes that are still good: kept so that an idle session stays one over a
// restart.
Written keep_uses(Reading&, const std::vector<PassUse>&, Instant now);

}  // namespace sodan::office
