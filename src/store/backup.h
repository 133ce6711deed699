#pragma once
// A consistent copy of the database while work goes on.

#include <filesystem>

namespace sodan::store {

// Copies through a reading connection of its own, and returns when the copy is on the disk. Throws
// StoreError; refuses a file that exists, and leaves none behind when it fails.
void copy_database(const std::filesystem::path& database, const std::filesystem::path& to);

}  // namespace sodan::store
