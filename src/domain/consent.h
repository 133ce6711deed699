#pragma once
// What a caller's words on each scope add up to for one of them. Knows no time: what has ended is left out
// before it comes here.

#include "domain/words.h"

#include <map>

namespace sodan::domain {

// The scope's own word first; for a desk of CLAIR then what was said of CLAIR; and who wants only the person
// they told to know has refused everybody beyond that person's desk.
ConsentState consent_of(const std::map<ConsentScope, ConsentState>& said, ConsentScope);

ConsentScope scope_of(DeskKind);

inline bool is_no(ConsentState state) {
    return state == ConsentState::refused || state == ConsentState::withdrawn;
}
inline bool is_yes(ConsentState state) {
    return state == ConsentState::given || state == ConsentState::overridden;
}

}  // namespace sodan::domain
