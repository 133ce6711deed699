#include "store/backup.h"

#include "store/connection.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace sodan::store {

namespace {

[[noreturn]] void failed(const char* doing) {
    throw StoreError(fmt::format("the copy cannot be made: {}: {}", doing, std::strerror(errno)));
}

// Made anew, so that a copy never falls upon another file.
void create(const std::filesystem::path& path) {
    constexpr int mode = 0600;
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (file < 0) failed("create");
    ::close(file);
}

void flush(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) failed("open");
    const int done = ::fsync(file);
    ::close(file);
    if (done != 0) failed("fsync");
}

void fill(Connection& from, const std::filesystem::path& to) {
    sqlite_api::sqlite3* raw = nullptr;
    const int opened = sqlite_api::sqlite3_open(to.c_str(), &raw);
    const std::unique_ptr<sqlite_api::sqlite3, decltype(&sqlite_api::sqlite3_close)> copy(
        raw, sqlite_api::sqlite3_close);
    if (opened != SQLITE_OK) throw StoreError("the copy cannot be opened", opened);
    auto* backup = sqlite_api::sqlite3_backup_init(raw, "main", from.handle(), "main");
    if (!backup) throw StoreError("the copy cannot be begun", sqlite_api::sqlite3_errcode(raw));
    constexpr int every_page = -1;  // in one step, so in one read transaction
    const int copied = sqlite_api::sqlite3_backup_step(backup, every_page);
    const int ended = sqlite_api::sqlite3_backup_finish(backup);
    if (copied != SQLITE_DONE || ended != SQLITE_OK)
        throw StoreError(fmt::format("the copy failed: {}", sqlite_api::sqlite3_errstr(copied)), copied);
}

}  // namespace

void copy_database(const std::filesystem::path& database, const std::filesystem::path& to) {
    constexpr int cache_kib = 1024;
    create(to);
    try {
        Connection from(database, Connection::Kind::reading, cache_kib);
        fill(from, to);
        flush(to);
        flush(to.parent_path().empty() ? std::filesystem::path(".") : to.parent_path());
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(to, ignored);
        throw;
    }
}

}  // namespace sodan::store
