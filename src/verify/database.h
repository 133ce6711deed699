#pragma once
// A database file that nobody writes meanwhile: a backup, or a copy. Opened so that nothing on the disk is
// changed. Knows no table.

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace sodan::verify {

// The file cannot be read as a database, or no further: itself a finding.
struct Damaged : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// It may not be read now, and the words say what to do.
struct Unreadable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Row {
public:
    explicit Row(sqlite3_stmt* row) : row_(row) {}
    std::int64_t number(int column) const { return sqlite3_column_int64(row_, column); }
    std::string text(int column) const;

private:
    sqlite3_stmt* row_;
};

class Database {
public:
    // Throws Unreadable when a log lies beside the file: it then belongs to a daemon.
    explicit Database(const std::filesystem::path&);

    void each(std::string_view sql, const std::function<void(const Row&)>& use);
    void each(std::string_view sql, std::int64_t number, const std::function<void(const Row&)>& use);
    bool has_table(std::string_view name);

private:
    using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;
    Statement prepared(std::string_view sql);
    void run(sqlite3_stmt*, const std::function<void(const Row&)>& use);

    std::unique_ptr<sqlite3, decltype(&sqlite3_close)> db_;
};

}  // namespace sodan::verify
