#pragma once
// What was written before content was sealed and the journal chained: done once, at the first opening after.
// And whether the keys are those of this database at all.

#include "store/connection.h"
#include "store/sealing.h"

#include <filesystem>

namespace sodan::store {

// Throws CannotOpen when the keys are others than those that the database was written with, or one is
// missing.
void adopt(Connection&, const Sealing&);

// Whether there is nothing yet that only the keys could open: new ones may be made.
bool may_have_new_keys(const std::filesystem::path& database);

}  // namespace sodan::store
