#include "daemon/data_folder.h"

#include "daemon/settings.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>

namespace sodan::daemon {

namespace fs = std::filesystem;

namespace {

int locked(const fs::path& file) {
    constexpr int owner_only = 0600;
    const int out = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, owner_only);
    if (out < 0) throw BrokenSettings(file.string() + ": cannot be written; check the data folder's owner");
    if (::flock(out, LOCK_EX | LOCK_NB) == 0) return out;
    ::close(out);
    throw BrokenSettings(file.parent_path().string() + ": another sodand works in this data folder");
}

}  // namespace

DataFolder::DataFolder(fs::path path) : path_(std::move(path)) {
    std::error_code error;
    if (fs::create_directories(path_, error)) fs::permissions(path_, fs::perms::owner_all, error);
    fs::create_directories(path_ / "backups", error);
    if (error) throw BrokenSettings(path_.string() + ": cannot be made: " + error.message());
    lock_ = locked(path_ / "sodand.lock");
}

DataFolder::~DataFolder() {
    std::error_code ignored;
    fs::remove(path_ / "address", ignored);
    ::close(lock_);
}

void DataFolder::write_address(const std::string& address) const { write("address", address); }
void DataFolder::write_record_key(const std::string& hex) const { write("record.pub", hex); }

void DataFolder::write(const char* name, const std::string& line) const {
    const auto making = path_ / (std::string(name) + ".new");
    std::ofstream(making) << line << '\n';
    fs::rename(making, path_ / name);
}

}  // namespace sodan::daemon
