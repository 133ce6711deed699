// The ceiling: the rows of a store that the daemon wrote, written once more by a bare SQLite program in
// batches of a given size, durable in the same way (WAL, synchronous FULL). Knows nothing of what the rows
// mean. Prints inquiries a second.
//   ceiling SAMPLE.db NEW.db BATCH

#include <sqlite3.h>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

struct Value {
    int type;
    std::int64_t number = 0;
    std::string bytes{};
};
struct Table {
    std::string name;
    std::vector<std::vector<Value>> rows{};
    sqlite3_stmt* insert = nullptr;
};

void run(sqlite3* db, const std::string& sql) {
    char* error = nullptr;
    if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &error) != SQLITE_OK)
        throw std::runtime_error(sql + ": " + error);
}

Statement prepare(sqlite3* db, const std::string& sql) {
    sqlite3_stmt* out = nullptr;
    if (sqlite3_prepare_v2(db, sql.c_str(), -1, &out, nullptr) != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(db));
    return {out, sqlite3_finalize};
}

std::vector<std::string> column(sqlite3* db, const std::string& sql) {
    const auto rows = prepare(db, sql);
    std::vector<std::string> out;
    while (sqlite3_step(rows.get()) == SQLITE_ROW)
        out.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(rows.get(), 0)));
    return out;
}

Value value(sqlite3_stmt* row, int i) {
    const int type = sqlite3_column_type(row, i);
    if (type == SQLITE_INTEGER) return {type, sqlite3_column_int64(row, i)};
    if (type == SQLITE_NULL) return {type};
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(row, i));
    return {type, 0, {bytes, static_cast<std::size_t>(sqlite3_column_bytes(row, i))}};
}

std::vector<std::vector<Value>> rows_of(sqlite3* db, const std::string& table) {
    const auto rows = prepare(db, "select * from " + table + " not indexed");
    std::vector<std::vector<Value>> out;
    while (sqlite3_step(rows.get()) == SQLITE_ROW) {
        auto& row = out.emplace_back();
        for (int i = 0; i < sqlite3_column_count(rows.get()); ++i) row.push_back(value(rows.get(), i));
    }
    return out;
}

void insert(sqlite3* db, sqlite3_stmt* statement, const std::vector<Value>& row) {
    sqlite3_reset(statement);
    for (std::size_t i = 0; i < row.size(); ++i) {
        const int at = static_cast<int>(i) + 1, size = static_cast<int>(row[i].bytes.size());
        if (row[i].type == SQLITE_INTEGER)
            sqlite3_bind_int64(statement, at, row[i].number);
        else if (row[i].type == SQLITE_NULL)
            sqlite3_bind_null(statement, at);
        else if (row[i].type == SQLITE_TEXT)
            sqlite3_bind_text(statement, at, row[i].bytes.data(), size, SQLITE_STATIC);
        else
            sqlite3_bind_blob(statement, at, row[i].bytes.data(), size, SQLITE_STATIC);
    }
    if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db));
}

// Row k of n rows belongs to inquiry k * inquiries / n: which rows exactly makes no difference to the cost.
double write_all(sqlite3* db, std::vector<Table>& tables, std::size_t inquiries, std::size_t batch) {
    const auto before = Clock::now();
    std::vector<std::size_t> next(tables.size(), 0);
    for (std::size_t done = 0; done < inquiries;) {
        run(db, "begin immediate");
        const auto until = std::min(done + batch, inquiries);
        for (std::size_t t = 0; t < tables.size(); ++t)
            for (const auto upto = tables[t].rows.size() * until / inquiries; next[t] < upto; ++next[t])
                insert(db, tables[t].insert, tables[t].rows[next[t]]);
        run(db, "commit");
        done = until;
    }
    return static_cast<double>(inquiries) / std::chrono::duration<double>(Clock::now() - before).count();
}

double measure(const char* sample_path, const char* new_path, std::size_t batch) {
    sqlite3 *sample = nullptr, *fresh = nullptr;
    sqlite3_open(sample_path, &sample);
    sqlite3_open(new_path, &fresh);
    run(fresh, "pragma journal_mode=wal");
    run(fresh, "pragma synchronous=full; pragma cache_size=-65536");
    for (const auto& sql :
         column(sample, "select sql from sqlite_master where sql is not null and name not like 'sqlite_%'"))
        run(fresh, sql);
    std::vector<Table> tables;
    std::vector<Statement> statements;
    for (const auto& name :
         column(sample, "select name from sqlite_master where type='table' and name not like 'sqlite_%'")) {
        Table table{name, rows_of(sample, name)};
        if (table.rows.empty()) continue;
        std::string marks = "?";
        for (std::size_t i = 1; i < table.rows.front().size(); ++i) marks += ",?";
        statements.push_back(prepare(fresh, fmt::format("insert into {} values ({})", name, marks)));
        table.insert = statements.back().get();
        tables.push_back(std::move(table));
    }
    const auto cases = column(sample, "select count(*) from cases");
    const auto rate = write_all(fresh, tables, std::stoul(cases.front()), batch);
    statements.clear();
    sqlite3_close(fresh);
    sqlite3_close(sample);
    return rate;
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) return fmt::print(stderr, "usage: ceiling SAMPLE.db NEW.db BATCH\n"), 2;
    try {
        fmt::print("{:.0f}\n",
                   measure(words[1], words[2], static_cast<std::size_t>(std::max(1, std::atoi(words[3])))));
    } catch (const std::exception& error) { return fmt::print(stderr, "ceiling: {}\n", error.what()), 1; }
}
