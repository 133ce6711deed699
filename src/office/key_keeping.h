#pragma once
// The keys of the cases as the office keeps them: wrapped anew, let go with their quarter, taken away before
// their time. A key itself is never shown; names and fingerprints are. A backup holds a case's key as it was
// wrapped that day, so what a quarter's end is to make unreadable goes only with the epochs of its cases,
// too.

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
// An epoch ends with its quarter, in Japan: whoever destroys it later reaches the backups of that quarter.
bool is_epoch_over(const seal::KeyRing&, Instant now);
Written begin_epoch(seal::KeyRing&, Instant now);
// So many cases of older epochs at most; nothing is written when there are none.
Written wrap_anew(Reading&, const seal::KeyRing&, int limit);

struct DestroyKey {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(DestroyKey, (), (reason))
// What is on record first; the keys themselves are destroyed once it is kept.
struct Destroying {
    Written written{};
    std::vector<std::string> keys{};  // names
};
// A quarter's key goes, and with it every epoch that was in use while one of its cases was open and wraps
// nothing any more. Answers {"key", "fingerprint", "cases", "epochs": those that go, "epochs_left": those
// that do not, and with which older backups can still be read}. wrong_state while the quarter lasts.
Outcome<Destroying> destroy_quarter(const Acting&, const seal::KeyRing&, const std::string& quarter,
                                    const DestroyKey&);
// An old epoch goes: backups of its time can be read no longer, whatever case it is about. wrong_state while
// it is the current one, or wraps the key of a case.
Outcome<Destroying> destroy_epoch(const Acting&, const seal::KeyRing&, const std::string& epoch,
                                  const DestroyKey&);

BOOST_DEFINE_ENUM_CLASS(ErasedBecause, asked, mistaken, law)
struct EraseCase {
    ErasedBecause because{};
};
BOOST_DESCRIBE_STRUCT(EraseCase, (), (because))
// The key of one closed case is taken away before its time: what was written in it can be read no longer.
Outcome<Written> erase_case(const Acting&, CaseRef, const EraseCase&);

}  // namespace sodan::office
