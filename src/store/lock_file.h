#pragma once
// Keeps a second program from opening the same database: a lock on a file beside it, gone with the process.

#include <filesystem>

namespace sodan::store {

class LockFile {
public:
    explicit LockFile(const std::filesystem::path& database);  // throws CannotOpen when another holds it
    ~LockFile();
    LockFile(const LockFile&) = delete;
    LockFile& operator=(const LockFile&) = delete;

private:
    int file_;
};

}  // namespace sodan::store
