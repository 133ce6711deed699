#pragma once
// The one thread that writes. Takes all units that wait, decides each against the state as the ones before it
// leave it, commits once, then answers each. Its connection is the only one that writes or checkpoints.

#include "store/answers.h"
#include "store/row_writer.h"
#include "store/sqlite_reading.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace sodan::store {

class Writer {
public:
    struct Limits {
        std::size_t waiting, batch;
        Int checkpoint_pages;
    };
    using Fatal = std::function<void(std::string)>;
    using Office = std::shared_ptr<const domain::Office>;

    Writer(std::unique_ptr<Connection>, Sealing, Limits, Fatal, Office);
    ~Writer();  // writes what waits, checkpoints, ends

    void submit(office::Unit);
    Office office() const { return published_.load(); }

private:
    // A unit with its answer, which it gets after the commit.
    struct Decided {
        office::Unit unit;
        Outcome<office::Answer> answer;
        std::exception_ptr failure{};
    };
    // What use cases read: the batch so far, with the counts that are kept in memory.
    class ReadingTheBatch;

    void work();
    std::vector<office::Unit> take();
    void write(std::vector<office::Unit>);
    void not_kept(std::vector<Decided>&, const StoreError&);
    void decide(Decided&);
    void decide_anew(Decided&);
    Outcome<office::Answer> repeated(const office::Unit&, Outcome<office::Answer> before);
    void keep(const office::Unit&, const office::Written&);
    void roll_back(const char* statement);
    void stop_for_good(const StoreError&);
    void checkpoint();
    static void answer(std::vector<Decided>&);

    std::unique_ptr<Connection> db_;
    Limits limits_;
    Fatal fatal_;
    Keys keys_;
    RowWriter rows_;
    Answers answers_;
    std::unique_ptr<SqliteReading> reading_;
    Prepared<std::tuple<>> begin_, commit_, savepoint_, release_;
    Office office_;                  // as the batch leaves it so far
    std::atomic<Office> published_;  // as last committed
    int wal_pages_ = 0;
    std::mutex mutex_;
    std::condition_variable waiting_;
    std::deque<office::Unit> queue_;
    bool ending_ = false, failed_ = false;
    std::jthread thread_;
};

}  // namespace sodan::store
