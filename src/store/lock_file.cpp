#include "store/lock_file.h"

#include "store/error.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace sodan::store {

LockFile::LockFile(const std::filesystem::path& database) {
    const auto path = database.string() + ".lock";
    constexpr int mode = 0600;
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, mode);
    if (file_ < 0) throw CannotOpen(fmt::format("{} cannot be opened: {}", path, std::strerror(errno)));
    if (::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(file_);
    throw CannotOpen(
        fmt::format("{} is open in another process. Only one daemon may open it: stop the other one first.",
                    database.string()));
}

LockFile::~LockFile() { ::close(file_); }

}  // namespace sodan::store
