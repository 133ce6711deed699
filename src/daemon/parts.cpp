#include "daemon/parts.h"

#include "daemon/rulebook.h"
#include "office/office_file.h"
#include "store/sqlite_store.h"

#include <boost/core/demangle.hpp>

#include <typeinfo>

namespace sodan::daemon {

namespace {

// Without texts to say it in: what is there is enough to look it up, and `sodan` is not running yet.
std::string where(const Refusal& refusal) { return in_words(refusal, nullptr); }

}  // namespace

domain::Office read_office(const Settings& settings) {
    auto office = office::load_office(settings.office.empty() ? settings.rules / "office" : settings.office);
    if (!office) throw BrokenSettings("office: " + where(office.refusal()));
    return std::move(*office);
}

std::unique_ptr<office::Store> open_store(const Settings& settings, Instant now,
                                          std::function<void(std::string)> on_fatal) {
    store::Options options;
    options.office = read_office(settings);
    options.now = now;
    options.on_fatal = std::move(on_fatal);
    try {
        return store::SqliteStore::open(settings.data / "sodan.db", settings.schema, std::move(options));
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
