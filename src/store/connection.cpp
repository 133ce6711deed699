#include "store/connection.h"

#include <fmt/format.h>

namespace sodan::store {

namespace {

constexpr int primary(int code) { return code & 0xff; }

std::string parameters(const std::filesystem::path& path, Connection::Kind kind) {
    const char* access = kind == Connection::Kind::reading ? " readonly=true" : "";
    return fmt::format("db=\"{}\"{}", path.string(), access);
}

}  // namespace

bool StoreError::is_full() const { return code == SQLITE_FULL; }
bool StoreError::ends_the_store() const {
    return code != 0 && code != SQLITE_CONSTRAINT && code != SQLITE_BUSY && code != SQLITE_TOOBIG;
}

void rethrow(const char* doing) {
    try {
        throw;
    } catch (const soci::sqlite3_soci_error& e) {
        const int code = primary(e.result());
        throw StoreError(fmt::format("{} ({}), at: {}", sqlite_api::sqlite3_errstr(code), e.result(), doing),
                         code);
    } catch (const soci::soci_error&) {
        throw StoreError(fmt::format("the statement does not fit: {}", doing));
    }
}

Connection::Connection(const std::filesystem::path& path, Kind kind, int cache_kib) {
    try {
        session_.open(soci::sqlite3, parameters(path, kind));
    } catch (...) { rethrow("open"); }
    run(
        fmt::format("pragma cache_size = -{}; pragma foreign_keys = on; pragma wal_autocheckpoint = 0;"
                    "pragma temp_store = memory",
                    cache_kib));
    if (kind == Kind::reading) {
        run("pragma query_only = on");
        return;
    }
    run("pragma journal_mode = wal; pragma synchronous = full; pragma journal_size_limit = 67108864;"
        "pragma secure_delete = on");  // a key that was taken away stays in no free page
    if (text("pragma journal_mode") != "wal") throw StoreError("the file cannot be kept in WAL mode");
}

sqlite_api::sqlite3* Connection::handle() {
    return static_cast<soci::sqlite3_session_backend*>(session_.get_backend())->conn_;
}

void Connection::run(const std::string& script) {
    const int code = sqlite_api::sqlite3_exec(handle(), script.c_str(), nullptr, nullptr, nullptr);
    if (code == SQLITE_OK) return;
    const int extended = sqlite_api::sqlite3_extended_errcode(handle());
    const auto* words = primary(code) == SQLITE_ERROR ? sqlite_api::sqlite3_errmsg(handle())
                                                      : sqlite_api::sqlite3_errstr(code);
    throw StoreError(fmt::format("{} ({}), at: {}", words, extended, script.substr(0, 60)), primary(code));
}

Int Connection::number(const std::string& query) {
    Prepared<std::tuple<>, std::tuple<Int>> one(*this, query.c_str());
    return one.once() ? std::get<0>(one.out) : 0;
}

std::string Connection::text(const std::string& query) {
    Prepared<std::tuple<>, std::tuple<std::string>> one(*this, query.c_str());
    return one.once() ? std::get<0>(one.out) : "";
}

bool Connection::in_transaction() { return sqlite_api::sqlite3_get_autocommit(handle()) == 0; }

}  // namespace sodan::store
