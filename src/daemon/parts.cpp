#include "daemon/parts.h"

#include "daemon/rulebook.h"
#include "office/office_file.h"
#include "store/adoption.h"
#include "store/sqlite_store.h"

#include <boost/core/demangle.hpp>

#include <typeinfo>

namespace sodan::daemon {

namespace {

// Without texts to say it in: what is there is enough to look it up, and `sodan` is not running yet.
std::string where(const Refusal& refusal) { return in_words(refusal, nullptr); }

std::filesystem::path database_of(const Settings& settings) { return settings.data / "sodan.db"; }

}  // namespace

domain::Office read_office(const Settings& settings) {
    auto office = office::load_office(settings.office.empty() ? settings.rules / "office" : settings.office);
    if (!office) throw BrokenSettings("office: " + where(office.refusal()));
    return std::move(*office);
}

std::shared_ptr<seal::KeyRing> open_keys(const Settings& settings, Instant now) {
    try {
        const bool may_be_new = store::may_have_new_keys(database_of(settings));
        return std::make_shared<seal::KeyRing>(settings.keys_folder(), now, may_be_new);
    } catch (const seal::BrokenKeys& e) {
        throw BrokenSettings(std::string("keys: ") + e.what());
    } catch (const store::StoreError& e) {
        throw BrokenSettings(database_of(settings).string() + ": " + e.what());
    }
}

std::unique_ptr<office::Store> open_store(const Settings& settings, std::shared_ptr<seal::KeyRing> keys,
                                          Instant now, std::function<void(std::string)> on_fatal) {
    store::Options options;
    options.office = read_office(settings);
    options.now = now;
    options.on_fatal = std::move(on_fatal);
    options.sealing = {std::move(keys), [retention = settings.retention](const office::CaseRow& row) {
                           return retention.ends(row);
                       }};
    try {
        return store::SqliteStore::open(database_of(settings), settings.schema, std::move(options));
    } catch (const store::CannotOpen& e) { throw BrokenSettings(e.what()); }
}

// The store's own words hold no values of rows; of anybody else's nothing is told but the type.
std::string in_words(const std::exception_ptr& what) {
    try {
        std::rethrow_exception(what);
    } catch (const store::StoreError& e) { return e.what(); } catch (const std::exception& e) {
        return boost::core::demangle(typeid(e).name());
    } catch (...) { return "unknown"; }
}

}  // namespace sodan::daemon
