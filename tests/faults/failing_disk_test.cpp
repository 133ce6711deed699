// A disk that fails on demand, below SQLite: nothing is acknowledged that is not durable, and the store says
// that it has stopped.

#include "store_fixture.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <atomic>
#include <map>
#include <mutex>

using namespace sodan;
using namespace sodan::store;

namespace {

std::atomic<int> sync_result = SQLITE_OK, write_result = SQLITE_OK;
sqlite3_vfs failing_disk;

// One for each table of methods that the disk has: SQLite gives the database other ones than its log.
struct Failing : sqlite3_io_methods {
    const sqlite3_io_methods* real;
};
std::map<const sqlite3_io_methods*, Failing> failing_by_real;

const sqlite3_io_methods* real(sqlite3_file* file) {
    return static_cast<const Failing*>(file->pMethods)->real;
}

int sync(sqlite3_file* file, int flags) {
    return sync_result == SQLITE_OK ? real(file)->xSync(file, flags) : sync_result.load();
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at_byte) {
    return write_result == SQLITE_OK ? real(file)->xWrite(file, bytes, size, at_byte) : write_result.load();
}

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    static std::mutex one_at_a_time;
    auto* disk = sqlite3_vfs_find("unix");
    const int result = disk->xOpen(disk, name, file, flags, out_flags);
    if (!file->pMethods) return result;
    const std::lock_guard lock(one_at_a_time);
    auto& failing = failing_by_real[file->pMethods];
    static_cast<sqlite3_io_methods&>(failing) = *file->pMethods;
    failing.real = file->pMethods;
    failing.xSync = sync;
    failing.xWrite = write;
    file->pMethods = &failing;
    return result;
}

// The real disk in front of every store of a test, until its end.
struct FailingDisk {
    FailingDisk() {
        failing_disk = *sqlite3_vfs_find("unix");
        failing_disk.zName = "failing";
        failing_disk.xOpen = open_file;
        sqlite3_vfs_register(&failing_disk, 1);
    }
    ~FailingDisk() {
        sync_result = SQLITE_OK, write_result = SQLITE_OK;
        sqlite3_vfs_unregister(&failing_disk);
    }
};

struct StoreOnFailingDisk : FailingDisk {
    std::atomic<int> stops = 0;
    std::string why;
    StoreFixture store{[this] {
        auto options = StoreFixture::options();
        options.on_fatal = [this](std::string said) { ++stops, why = std::move(said); };
        return options;
    }()};

    auto log(long long n) {
        return store.write([n](Reading&) -> Outcome<Written> { return an_inquiry(nth_ref(n)); });
    }
    bool is_there(long long n) {
        return store.read([n](Reading& r) { return r.find_case(nth_ref(n)).has_value(); });
    }
};

}  // namespace

TEST_CASE_FIXTURE(StoreOnFailingDisk,
                  "a failed fsync is never acknowledged, stops the store once, and says so") {
    REQUIRE(log(1).answer);
    sync_result = SQLITE_IOERR_FSYNC;
    const auto failed = log(2);
    CHECK((failed.failure || !failed.answer));
    CHECK(stops == 1);
    CHECK_FALSE(why.empty());
    sync_result = SQLITE_OK;
    const auto later = log(3);
    CHECK((later.failure || !later.answer));
    CHECK(stops == 1);
    store.close();
    store.open();
    CHECK(is_there(1));
    CHECK_FALSE(is_there(3));
}

TEST_CASE_FIXTURE(StoreOnFailingDisk, "a failed write stops the store too") {
    REQUIRE(log(1).answer);
    write_result = SQLITE_IOERR_WRITE;
    const auto failed = log(2);
    CHECK((failed.failure || !failed.answer));
    CHECK(stops == 1);
}

TEST_CASE_FIXTURE(StoreOnFailingDisk,
                  "a full disk refuses what is new, keeps reading, and works again when there is room") {
    REQUIRE(log(1).answer);
    write_result = SQLITE_FULL;
    const auto refused = log(2);
    REQUIRE_FALSE(refused.answer);
    CHECK(refused.answer.refusal().why == Refusal::Why::store_full);
    CHECK(is_there(1));
    CHECK_FALSE(is_there(2));
    CHECK(stops == 0);
    write_result = SQLITE_OK;
    CHECK(log(3).answer);
    CHECK(is_there(3));
}
