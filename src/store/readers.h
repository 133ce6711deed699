#pragma once
// A few threads, each with a read-only connection of its own. They never write and never checkpoint.

#include "store/sqlite_reading.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace sodan::store {

class Readers {
public:
    using Job = std::function<void(office::Reading&)>;
    Readers(const std::filesystem::path&, int count, int cache_kib, SqliteReading::Snapshot, Keys);
    ~Readers();  // runs what waits, then ends

    void read(Job);

private:
    struct Reader {
        Reader(const std::filesystem::path&, int cache_kib, SqliteReading::Snapshot, Keys);
        void run(const Job&);
        Connection db;
        SqliteReading reading;
    };
    void work(Reader&);

    std::vector<std::unique_ptr<Reader>> readers_;
    std::mutex mutex_;
    std::condition_variable waiting_;
    std::deque<Job> jobs_;
    bool ending_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace sodan::store
