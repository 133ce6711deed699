#include "store/migrations.h"

#include "base/text.h"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <iterator>
#include <map>

namespace sodan::store {

namespace {

struct Migration {
    std::string name;
    std::string hash;
    std::string sql;
};
using Numbered = std::map<Int, Migration>;

Migration read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string sql{std::istreambuf_iterator<char>(in), {}};
    if (!in.good() && !in.eof()) throw CannotOpen(fmt::format("{} cannot be read", file.string()));
    auto hash = hash_hex(sql);
    return {file.filename().string(), std::move(hash), std::move(sql)};
}

// The number that a file name begins with: 1 of "0001_cases.sql"; 0 when it does not.
Int number_of(const std::string& name) {
    Int number = 0;
    const auto read = std::from_chars(name.data(), name.data() + name.size(), number);
    return read.ptr != name.data() + name.size() && *read.ptr == '_' ? number : 0;
}

Numbered files_of(const std::filesystem::path& folder) {
    std::error_code failed;
    Numbered out;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        const auto name = entry.path().filename().string();
        if (entry.path().extension() != ".sql") continue;
        const Int number = number_of(name);
        if (number <= 0) throw CannotOpen(fmt::format("schema/{} does not begin with its number", name));
        if (!out.emplace(number, read(entry.path())).second)
            throw CannotOpen(fmt::format("schema has two files of the number {}", number));
    }
    if (failed || out.empty())
        throw CannotOpen(fmt::format("no schema files were found in {}", folder.string()));
    if (out.rbegin()->first != static_cast<Int>(out.size()))
        throw CannotOpen(fmt::format("the numbers of the files in {} have a gap", folder.string()));
    return out;
}

Numbered applied_to(Connection& db) {
    Numbered out;
    Prepared<std::tuple<>, std::tuple<Int, std::string, std::string>> rows(
        db, "select number, name, hash from migrations order by number");
    rows.each([&](const auto& row) { out[std::get<0>(row)] = {std::get<1>(row), std::get<2>(row), ""}; });
    return out;
}

void check(const Numbered& applied, const Numbered& files) {
    for (const auto& [number, before] : applied) {
        const auto file = files.find(number);
        if (file == files.end() && number > files.rbegin()->first)
            throw CannotOpen(fmt::format(
                "the database is newer than this program: it has {}, the program knows {} at most. Install "
                "the newer program again.",
                before.name, files.rbegin()->second.name));
        if (file == files.end() || file->second.name != before.name)
            throw CannotOpen(
                fmt::format("the schema file {} has been applied to this database and is now "
                            "missing. Put it back.",
                            before.name));
        if (file->second.hash != before.hash)
            throw CannotOpen(
                fmt::format("the schema file {} has changed since it was applied to this "
                            "database. Put the original back.",
                            before.name));
    }
}

void apply(Connection& db, Int number, const Migration& migration, Instant now) {
    db.run("begin immediate");
    try {
        db.run(migration.sql);
        Prepared<std::tuple<Int, std::string, std::string, Int>> record(
            db, "insert into migrations (number, name, hash, applied_at) values (:n, :name, :hash, :at)");
        record.once(number, migration.name, migration.hash, now.time_since_epoch().count());
        db.run("commit");
    } catch (const StoreError& e) {
        if (db.in_transaction()) db.run("rollback");
        throw CannotOpen(fmt::format("{} cannot be applied: {}", migration.name, e.what()));
    }
}

}  // namespace

void migrate(Connection& db, const std::filesystem::path& folder, Instant now) {
    const auto files = files_of(folder);
    db.run(
        "create table if not exists migrations (number integer primary key, name text not null,"
        " hash text not null, applied_at integer not null) strict");
    const auto applied = applied_to(db);
    check(applied, files);
    for (const auto& [number, migration] : files)
        if (!applied.contains(number)) apply(db, number, migration, now);
}

}  // namespace sodan::store
