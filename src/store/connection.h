#pragma once
// One connection and its prepared statements. Every error is a StoreError without the values of rows, which
// SOCI's own messages would carry. Knows no table.

#include "store/error.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <tuple>

namespace sodan::store {

using Int = long long;  // what SOCI exchanges without conversion

// Rethrows the exception in flight as a StoreError.
[[noreturn]] void rethrow(const char* doing);

class Connection {
public:
    enum class Kind { writing, reading };
    Connection(const std::filesystem::path&, Kind, int cache_kib);

    void run(const std::string& script);  // any number of statements, without values
    Int number(const std::string& query);
    std::string text(const std::string& query);
    bool in_transaction();
    sqlite_api::sqlite3* handle();
    soci::session& session() { return session_; }

private:
    soci::session session_;
};

// A statement that is prepared at its first use and kept. `In` and `Out` are tuples of Int and std::string.
template <class In, class Out = std::tuple<>> class Prepared {
public:
    Prepared(Connection& connection, const char* sql) : connection_(connection), sql_(sql) {}

    In in{};
    Out out{};

    // Runs it to its end; true when there was a row, whose values (the first row's) are then in `out`.
    template <class... Values> bool once(Values&&... values) {
        const bool found = first(std::forward<Values>(values)...);
        if (found) finish();
        return found;
    }
    template <class... Values> bool first(Values&&... values) {
        in = In(std::forward<Values>(values)...);
        return guarded([&] { return statement().execute(true); });
    }
    void run() {  // for what gives no rows, with the values in `in`
        guarded([&] { return statement().execute(true); });
    }
    bool next() {
        return guarded([&] { return statement_->fetch(); });
    }
    template <class Use> void each(Use use) {
        for (bool more = guarded([&] { return statement().execute(true); }); more; more = next()) use(out);
    }

private:
    // A statement left in the middle of its rows would keep its read transaction open.
    void finish() {
        if (guarded([&] { return statement_->fetch(); })) throw StoreError("more than one row");
    }
    template <class Run> bool guarded(Run run) {
        try {
            return run();
        } catch (const StoreError&) { throw; } catch (...) {
            rethrow(sql_);
        }
    }
    soci::statement& statement() {
        if (statement_) return *statement_;
        soci::statement made(connection_.session());
        made.alloc();
        made.prepare(sql_);
        std::apply([&](auto&... value) { (made.exchange(soci::use(value)), ...); }, in);
        std::apply([&](auto&... value) { (made.exchange(soci::into(value)), ...); }, out);
        made.define_and_bind();
        return statement_.emplace(made);
    }

    Connection& connection_;
    const char* sql_;
    std::optional<soci::statement> statement_;
};

}  // namespace sodan::store
