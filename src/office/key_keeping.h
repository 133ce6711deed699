#pragma once
// The keys of the cases as the office keeps them: wrapped anew, let go with their quarter, taken away before
// their time. A key itself is never shown; names and fingerprints are.

#include "office/use_cases.h"
#include "office/views.h"
#include "seal/key_ring.h"

#include <boost/describe/enum.hpp>

namespace sodan::office {

// {"items": [{"name", "made", "fingerprint", "cases", "state"}], "record_key": public, 64 hex signs}; state
// is "current", "old" (an epoch), "kept" (a quarter whose time is not over), "over", "destroyed".
Outcome<boost::json::object> view_keys(const Viewing&, const seal::KeyRing&);

// {"items": [{"name", "ends", "cases", "state"}]}: the quarters by which closed cases are kept.
Outcome<boost::json::object> view_retention(const Viewing&, const seal::KeyRing&);

// A new epoch; the cases that are open are wrapped anew by and by (`wrap_anew`).
Outcome<Written> rotate_keys(const Acting&, seal::KeyRing&);
// So many cases of older epochs at most; nothing is written when there are none.
Written wrap_anew(Reading&, const seal::KeyRing&, int limit);

struct DestroyQuarter {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(DestroyQuarter, (), (reason))
// On record that a quarter's key goes; the key itself is destroyed once that is kept. wrong_state while the
// quarter lasts.
Outcome<Written> destroy_quarter(const Acting&, const seal::KeyRing&, const std::string& quarter,
                                 const DestroyQuarter&);

BOOST_DEFINE_ENUM_CLASS(ErasedBecause, asked, mistaken, law)
struct EraseCase {
    ErasedBecause because{};
};
BOOST_DESCRIBE_STRUCT(EraseCase, (), (because))
// The key of one closed case is taken away before its time: what was written in it can be read no longer.
Outcome<Written> erase_case(const Acting&, CaseRef, const EraseCase&);

}  // namespace sodan::office
