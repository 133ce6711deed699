#include "verify/database.h"

namespace sodan::verify {

namespace fs = std::filesystem;

namespace {

// Percent-encoded for SQLite's file: addresses.
std::string address_of(const fs::path& file) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out = "file:";
    for (const char c : fs::absolute(file).string()) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '/' || c == '-' || c == '_' || c == '.';
        const auto byte = static_cast<unsigned char>(c);
        if (plain)
            out += c;
        else
            out.append({'%', hex[byte >> 4], hex[byte & 15]});
    }
    return out + "?mode=ro&immutable=1";
}

bool holds_something(const fs::path& file) {
    std::error_code none;
    return fs::file_size(file, none) > 0 && !none;
}

}  // namespace

std::string Row::text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(row_, column));
    return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(row_, column))) : "";
}

Database::Database(const fs::path& file) : db_(nullptr, sqlite3_close) {
    if (!fs::is_regular_file(file)) throw Unreadable(file.string() + " is no file");
    if (holds_something(file.string() + "-wal"))
        throw Unreadable(file.string() +
                         " has a log beside it: a daemon works on it, or was cut off. Check a backup instead "
                         "(sodan backup NAME), or start and stop the daemon once");
    sqlite3* opened = nullptr;
    const int done =
        sqlite3_open_v2(address_of(file).c_str(), &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
    db_.reset(opened);
    if (done != SQLITE_OK) throw Damaged("the file cannot be opened as a database");
}

Database::Statement Database::prepared(std::string_view sql) {
    sqlite3_stmt* out = nullptr;
    if (sqlite3_prepare_v2(db_.get(), sql.data(), static_cast<int>(sql.size()), &out, nullptr) != SQLITE_OK)
        throw Damaged("a table cannot be read");
    return {out, sqlite3_finalize};
}

void Database::run(sqlite3_stmt* statement, const std::function<void(const Row&)>& use) {
    int step = 0;
    while ((step = sqlite3_step(statement)) == SQLITE_ROW) use(Row(statement));
    if (step != SQLITE_DONE) throw Damaged("a table cannot be read to its end");
}

void Database::each(std::string_view sql, const std::function<void(const Row&)>& use) {
    run(prepared(sql).get(), use);
}

void Database::each(std::string_view sql, std::int64_t number, const std::function<void(const Row&)>& use) {
    const auto statement = prepared(sql);
    sqlite3_bind_int64(statement.get(), 1, number);
    run(statement.get(), use);
}

bool Database::has_table(std::string_view name) {
    bool out = false;
    each("select name from sqlite_master where type = 'table'",
         [&](const Row& row) { out = out || row.text(0) == name; });
    return out;
}

}  // namespace sodan::verify
