#include "store/writer.h"

#include <fmt/format.h>

#include <iterator>

namespace sodan::store {

using office::Answer, office::Unit, office::Written;
using Why = Refusal::Why;

namespace {

Refusal refusal(Why why, const char* key) { return {why, {key}}; }
Refusal unanswered() { return refusal(Why::busy, "store.stopped"); }

int remember_pages(void* pages, sqlite_api::sqlite3*, const char*, int now) {
    *static_cast<int*>(pages) = now;
    return SQLITE_OK;
}

}  // namespace

class Writer::ReadingTheBatch final : public SqliteReading {
public:
    explicit ReadingTheBatch(Writer& writer)
        : SqliteReading(
              *writer.db_, [&writer] { return writer.office_; }, writer.keys_),
          rows_(writer.rows_) {}
    std::int64_t open_cases_held_by(const domain::PersonId& person) override { return rows_.held_by(person); }
    std::int64_t last_seq() override { return rows_.last_seq(); }
    office::Head head() override { return rows_.head(); }

private:
    RowWriter& rows_;
};

Writer::Writer(std::unique_ptr<Connection> db, Sealing sealing, Limits limits, Fatal fatal, Office office)
    : db_(std::move(db)),
      limits_(limits),
      fatal_(std::move(fatal)),
      keys_(sealing.keys),
      rows_(*db_, std::move(sealing)),
      answers_(*db_, [this](domain::CaseRef ref) { return rows_.key_of(ref); }),
      reading_(std::make_unique<ReadingTheBatch>(*this)),
      begin_(*db_, "begin immediate"),
      commit_(*db_, "commit"),
      savepoint_(*db_, "savepoint unit"),
      release_(*db_, "release unit"),
      office_(office),
      published_(std::move(office)) {
    sqlite_api::sqlite3_wal_hook(db_->handle(), remember_pages, &wal_pages_);
    thread_ = std::jthread([this] { work(); });
}

Writer::~Writer() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    waiting_.notify_all();
    thread_.join();
    try {
        if (!failed_) db_->run("pragma wal_checkpoint(truncate)");
    } catch (const StoreError&) {}  // the next opening reads the log that is left
}

void Writer::submit(Unit unit) {
    const char* refused_for = nullptr;
    {
        const std::lock_guard lock(mutex_);
        if (failed_ || ending_)
            refused_for = "store.stopped";
        else if (queue_.size() >= limits_.waiting)
            refused_for = "store.busy";
        else
            queue_.push_back(std::move(unit));
    }
    if (refused_for) return unit.done(refusal(Why::busy, refused_for), nullptr);
    waiting_.notify_one();
}

void Writer::work() {
    for (auto units = take(); !units.empty(); units = take()) {
        write(std::move(units));
        checkpoint();
    }
}

// All that wait, at once: a waiting window before the commit makes it slower.
std::vector<Unit> Writer::take() {
    std::unique_lock lock(mutex_);
    waiting_.wait(lock, [this] { return ending_ || !queue_.empty(); });
    const auto count = std::min(queue_.size(), limits_.batch);
    const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(count);
    std::vector<Unit> out(std::make_move_iterator(queue_.begin()), std::make_move_iterator(end));
    queue_.erase(queue_.begin(), end);
    return out;
}

void Writer::write(std::vector<Unit> units) {
    std::vector<Decided> batch;
    batch.reserve(units.size());
    for (auto& unit : units) batch.push_back({std::move(unit), unanswered()});
    try {
        if (failed_) throw StoreError("the store has stopped");
        begin_.run();
        for (auto& one : batch) decide(one);
        commit_.run();
        published_.store(office_);
    } catch (const StoreError& e) { not_kept(batch, e); }
    answer(batch);
}

void Writer::not_kept(std::vector<Decided>& batch, const StoreError& why) {
    const auto failure = std::make_exception_ptr(why);
    for (auto& one : batch) {
        one.answer = why.is_full() ? refusal(Why::store_full, "store.full") : unanswered();
        one.failure = why.is_full() ? nullptr : failure;
    }
    office_ = published_.load();
    if (!why.is_full()) return stop_for_good(why);
    try {
        roll_back("rollback");
    } catch (const StoreError& e) { stop_for_good(e); }
}

// A unit that fails for itself is left out; a failure of the engine ends the batch.
void Writer::decide(Decided& one) {
    try {
        decide_anew(one);
    } catch (const StoreError& e) {
        if (e.is_full() || e.ends_the_store()) throw;
        one.failure = std::current_exception();
    } catch (...) { one.failure = std::current_exception(); }
}

void Writer::decide_anew(Decided& one) {
    if (one.unit.key)
        if (auto before = answers_.given_to(*one.unit.key)) {
            one.answer = repeated(one.unit, *std::move(before));
            return;
        }
    auto decided = one.unit.decide(*reading_);
    if (!decided) {
        one.answer = decided.refusal();
        return;
    }
    keep(one.unit, *decided);
    one.answer = std::move(decided->answer);
}

Outcome<Answer> Writer::repeated(const Unit& unit, Outcome<Answer> before) {
    if (before && unit.repeat)
        if (auto refusal = unit.repeat(*reading_, *before)) return *std::move(refusal);
    return before;
}

// Deciding writes nothing, so the savepoint is needed from here on only.
void Writer::keep(const Unit& unit, const Written& written) {
    const auto before = office_;
    savepoint_.run();
    try {
        rows_.write(written.changes);
        if (unit.key) answers_.keep(*unit.key, written.answer);
        if (written.changes.office) office_ = written.changes.office;
        release_.run();
    } catch (const StoreError& e) {
        office_ = before;
        if (e.is_full() || e.ends_the_store()) throw;
        roll_back("rollback to unit; release unit");
        throw;
    } catch (...) {  // a key that does not fit, or whose file cannot be made
        office_ = before;
        roll_back("rollback to unit; release unit");
        throw;
    }
}

// SQLite may have rolled back by itself.
void Writer::roll_back(const char* statement) {
    if (db_->in_transaction()) db_->run(statement);
    rows_.read_again();
}

void Writer::stop_for_good(const StoreError& why) {
    {
        const std::lock_guard lock(mutex_);
        if (std::exchange(failed_, true)) return;
    }
    if (fatal_)
        fatal_(fmt::format("The store has stopped, because what it writes may not reach the disk: {}",
                           why.what()));
}

// Passive: waits for no reader. A full disk leaves the log longer, and loses nothing.
void Writer::checkpoint() {
    if (failed_ || wal_pages_ < limits_.checkpoint_pages) return;
    try {
        db_->run("pragma wal_checkpoint(passive)");
        wal_pages_ = 0;
    } catch (const StoreError& e) {
        if (!e.is_full() && e.code != SQLITE_BUSY) stop_for_good(e);
    }
}

void Writer::answer(std::vector<Decided>& batch) {
    for (auto& one : batch) {
        try {
            one.unit.done(std::move(one.answer), one.failure);
        } catch (...) {}  // whoever asked has gone; what was kept is kept
    }
}

}  // namespace sodan::store
