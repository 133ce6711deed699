#pragma once
// Numbered SQL files, applied in order, each in a transaction, and recorded with their hash.

#include "base/clock.h"
#include "store/connection.h"

#include <filesystem>

namespace sodan::store {

// Throws CannotOpen when an applied file is missing or has changed, or when the database is newer than the
// folder.
void migrate(Connection&, const std::filesystem::path& folder, Instant now);

}  // namespace sodan::store
