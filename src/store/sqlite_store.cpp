#include "store/sqlite_store.h"

#include "store/adoption.h"
#include "store/backup.h"
#include "store/lock_file.h"
#include "store/migrations.h"
#include "store/people.h"
#include "store/readers.h"
#include "store/writer.h"

#include <fmt/format.h>

namespace sodan::store {

std::unique_ptr<SqliteStore> SqliteStore::open(const std::filesystem::path& database,
                                               const std::filesystem::path& schema_folder, Options options) {
    if (!options.sealing.keys) throw CannotOpen("a store cannot be opened without its keys");
    try {
        return std::unique_ptr<SqliteStore>(new SqliteStore(database, schema_folder, std::move(options)));
    } catch (const StoreError& e) {
        throw CannotOpen(fmt::format("{} cannot be opened: {}", database.string(), e.what()));
    }
}

SqliteStore::SqliteStore(std::filesystem::path path, const std::filesystem::path& schema_folder,
                         Options options)
    : path_(std::move(path)), lock_(std::make_unique<LockFile>(path_)) {
    auto db = std::make_unique<Connection>(path_, Connection::Kind::writing, options.cache_kib);
    migrate(*db, schema_folder, options.now);
    adopt(*db, options.sealing);
    auto office = settled(*db, options.office, options.now, options.sealing);
    const Writer::Limits limits{options.waiting, options.batch, options.checkpoint_pages};
    writer_ = std::make_unique<Writer>(std::move(db), options.sealing, limits, std::move(options.on_fatal),
                                       std::move(office));
    readers_ = std::make_unique<Readers>(
        path_, options.readers, options.reader_cache_kib, [this] { return writer_->office(); },
        options.sealing.keys);
}

// Copies and readers first: the writer's is the last connection to close, and the only one that checkpoints.
SqliteStore::~SqliteStore() {
    copying_.clear();
    readers_.reset();
    writer_.reset();
}

void SqliteStore::submit(office::Unit unit) { writer_->submit(std::move(unit)); }
void SqliteStore::read(std::function<void(office::Reading&)> job) { readers_->read(std::move(job)); }
std::shared_ptr<const domain::Office> SqliteStore::office() const { return writer_->office(); }

void SqliteStore::backup(std::string path, std::function<void(std::exception_ptr)> done) {
    const std::lock_guard lock(mutex_);
    copying_.emplace_back([this, path = std::move(path), done = std::move(done)] {
        std::exception_ptr failure;
        try {
            copy_database(path_, path);
        } catch (...) { failure = std::current_exception(); }
        done(failure);
    });
}

}  // namespace sodan::store
