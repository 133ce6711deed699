#pragma once
// Accounts and passes.

#include "office/account_rows.h"
#include "store/connection.h"

namespace sodan::store {

// id, kind, digest, person, name, scopes, made_at, used_at, ends_at
using PassColumns =
    std::tuple<std::string, std::string, std::string, std::string, std::string, std::string, Int, Int, Int>;
// person, password, code_secret, code_step, recovery, changed_at
using AccountColumns = std::tuple<std::string, std::string, std::string, Int, std::string, Int>;

class Accounts final : public office::AccountArchive {
public:
    explicit Accounts(Connection&);

    std::optional<office::AccountRow> account(const std::string& person) override;
    std::vector<std::string> account_holders() override;
    std::optional<office::PassRow> pass(const std::string& id) override;
    std::optional<office::PassRow> pass_of_digest(const std::string& digest) override;
    std::vector<office::PassRow> passes_of(const std::string& person) override;
    std::vector<office::PassRow> passes_good_at(Instant) override;

private:
    template <class In> std::vector<office::PassRow> all(Prepared<In, PassColumns>&);

    Prepared<std::tuple<std::string>, AccountColumns> account_;
    Prepared<std::tuple<>, std::tuple<std::string>> holders_;
    Prepared<std::tuple<std::string>, PassColumns> by_id_, by_digest_, by_person_;
    Prepared<std::tuple<Int>, PassColumns> good_;
};

class AccountWriter {
public:
    explicit AccountWriter(Connection&);

    void write(const office::AccountRow&);
    void write(const office::PassRow&);
    void forget_pass(const std::string& id) { forget_.once(id); }

private:
    Prepared<AccountColumns> set_account_;
    Prepared<PassColumns> set_pass_;
    Prepared<std::tuple<std::string>> forget_;
};

}  // namespace sodan::store
