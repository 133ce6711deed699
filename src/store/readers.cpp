#include "store/readers.h"

namespace sodan::store {

Readers::Reader::Reader(const std::filesystem::path& path, int cache_kib, SqliteReading::Snapshot office,
                        Keys keys)
    : db(path, Connection::Kind::reading, cache_kib), reading(db, std::move(office), std::move(keys)) {}

// A job handles its own failures; what it lets out has nowhere to go and must not end the thread. It is
// called even when nothing can be read, so that whoever waits for it hears of it.
void Readers::Reader::run(const Job& job) {
    try {
        db.run("begin");
    } catch (const StoreError&) {}
    try {
        job(reading);
    } catch (...) {}
    try {
        if (db.in_transaction()) db.run("rollback");
    } catch (const StoreError&) {}
}

Readers::Readers(const std::filesystem::path& path, int count, int cache_kib, SqliteReading::Snapshot office,
                 Keys keys) {
    for (int i = 0; i < count; ++i)
        readers_.push_back(std::make_unique<Reader>(path, cache_kib, office, keys));
    for (auto& reader : readers_) threads_.emplace_back([this, &reader] { work(*reader); });
}

Readers::~Readers() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    waiting_.notify_all();
    threads_.clear();
}

void Readers::read(Job job) {
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    waiting_.notify_one();
}

void Readers::work(Reader& reader) {
    std::unique_lock lock(mutex_);
    while (true) {
        waiting_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
        if (jobs_.empty()) return;
        const auto job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        reader.run(job);
        lock.lock();
    }
}

}  // namespace sodan::store
