#pragma once
// The office's store on SQLite: one writer, a few readers, a lock against a second process. Knows rows and
// nothing of what they mean.

#include "office/store.h"
#include "store/error.h"
#include "store/sealing.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace sodan::store {

class Writer;
class Readers;
class LockFile;

struct Options {
    domain::Office office{};    // hosts and directory; its people are taken over by an empty database only
    Instant now{};              // when that was
    Sealing sealing{};          // its keys must be there
    int cache_kib = 64 * 1024;  // the writer's; grows with use
    int reader_cache_kib = 2 * 1024;
    int readers = 2;
    std::size_t waiting = 4096;   // units that may wait for the writer; more are refused as busy
    std::size_t batch = 512;      // units that share a commit, at most
    int checkpoint_pages = 4000;  // pages of the log after which it is carried over
    // Called once, on the writer, when nothing can be written reliably any more: stop the program then. The
    // message is for the operator and holds no case content.
    std::function<void(std::string)> on_fatal{};
};

class SqliteStore final : public office::Store {
public:
    // Throws CannotOpen with a message for the operator.
    static std::unique_ptr<SqliteStore> open(const std::filesystem::path& database,
                                             const std::filesystem::path& schema_folder, Options);
    ~SqliteStore() override;  // answers what waits, then closes

    // A unit that is refused as busy or stopped gets its `done` on the caller's thread, all others on the
    // writer's.
    void submit(office::Unit) override;
    void read(std::function<void(office::Reading&)>) override;
    std::shared_ptr<const domain::Office> office() const override;
    void backup(std::string path, std::function<void(std::exception_ptr)> done) override;

private:
    SqliteStore(std::filesystem::path, const std::filesystem::path& schema_folder, Options);

    std::filesystem::path path_;
    std::unique_ptr<LockFile> lock_;
    std::unique_ptr<Writer> writer_;
    std::unique_ptr<Readers> readers_;
    std::mutex mutex_;
    std::vector<std::jthread> copying_;
};

}  // namespace sodan::store
