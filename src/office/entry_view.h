#pragma once
// The body of an entry as somebody who sees its case may know it: not what it gives away of another case, nor
// ties between colleagues.

#include "office/views.h"

namespace sodan::office {

boost::json::object body_shown(const Viewing&, const EntryRow&);
// Why a person is walled, as far as the viewer may know: what the caller said they may. Ties are for those
// who may see ties, and who advises the other side is for nobody.
bool may_know_why(const domain::Person&, domain::ConflictKind);

}  // namespace sodan::office
