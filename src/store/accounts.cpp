#include "store/accounts.h"

#include "base/described.h"
#include "store/columns.h"

namespace sodan::store {

using office::AccountRow, office::PassKind, office::PassRow;

namespace {

#define SODAN_PASS_COLUMNS "id, kind, digest, person, name, scopes, made_at, used_at, ends_at"

PassRow row_of(const PassColumns& columns) {
    const auto& [id, kind, digest, person, name, scopes, made_at, used_at, ends_at] = columns;
    const auto known = from_code<PassKind>(kind);
    if (!known) throw StoreError("a pass is of no kind");
    return {.id = id,
            .kind = *known,
            .digest = digest,
            .person = person,
            .name = name,
            .scopes = scopes,
            .made_at = instant(made_at),
            .used_at = instant(used_at),
            .ends_at = instant(ends_at)};
}

}  // namespace

Accounts::Accounts(Connection& db)
    : account_(db,
               "select person, password, code_secret, code_step, recovery, changed_at from accounts"
               " where person = :person"),
      holders_(db, "select person from accounts where password <> '' order by person"),
      by_id_(db, "select " SODAN_PASS_COLUMNS " from passes where id = :id"),
      by_digest_(db, "select " SODAN_PASS_COLUMNS " from passes where digest = :digest"),
      by_person_(db,
                 "select " SODAN_PASS_COLUMNS " from passes where person = :person order by made_at desc"),
      good_(db, "select " SODAN_PASS_COLUMNS " from passes where ends_at > :at") {}

std::optional<AccountRow> Accounts::account(const std::string& person) {
    if (!account_.once(person)) return {};
    const auto& [who, password, code_secret, code_step, recovery, changed_at] = account_.out;
    return AccountRow{who, password, code_secret, code_step, from_lines(recovery), instant(changed_at)};
}

std::vector<std::string> Accounts::account_holders() {
    std::vector<std::string> out;
    holders_.each([&](const auto& found) { out.push_back(std::get<0>(found)); });
    return out;
}

std::optional<PassRow> Accounts::pass(const std::string& id) {
    if (!by_id_.once(id)) return {};
    return row_of(by_id_.out);
}

std::optional<PassRow> Accounts::pass_of_digest(const std::string& digest) {
    if (!by_digest_.once(digest)) return {};
    return row_of(by_digest_.out);
}

template <class In> std::vector<PassRow> Accounts::all(Prepared<In, PassColumns>& statement) {
    std::vector<PassRow> out;
    statement.each([&](const PassColumns& found) { out.push_back(row_of(found)); });
    return out;
}

std::vector<PassRow> Accounts::passes_of(const std::string& person) {
    by_person_.in = {person};
    return all(by_person_);
}

std::vector<PassRow> Accounts::passes_good_at(Instant at) {
    good_.in = {millis(at)};
    return all(good_);
}

AccountWriter::AccountWriter(Connection& db)
    : set_account_(db,
                   "insert into accounts (person, password, code_secret, code_step, recovery, changed_at)"
                   " values (:person, :password, :code_secret, :code_step, :recovery, :changed_at)"
                   " on conflict (person) do update set password = excluded.password,"
                   " code_secret = excluded.code_secret, code_step = excluded.code_step,"
                   " recovery = excluded.recovery, changed_at = excluded.changed_at"),
      set_pass_(db, "insert into passes (" SODAN_PASS_COLUMNS
                    ") values (:id, :kind, :digest, :person, :name, :scopes, :made_at, :used_at, :ends_at)"
                    " on conflict (id) do update set name = excluded.name, used_at = excluded.used_at,"
                    " ends_at = excluded.ends_at"),
      forget_(db, "delete from passes where id = :id") {}

void AccountWriter::write(const AccountRow& row) {
    set_account_.once(row.person, row.password, row.code_secret, row.code_step, lines(row.recovery),
                      millis(row.changed_at));
}

void AccountWriter::write(const PassRow& row) {
    set_pass_.once(row.id, std::string(code(row.kind)), row.digest, row.person, row.name, row.scopes,
                   millis(row.made_at), millis(row.used_at), millis(row.ends_at));
}

}  // namespace sodan::store
