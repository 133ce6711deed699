#pragma once
// The versions of the rules and their publications.

#include "office/store.h"
#include "store/connection.h"

namespace sodan::store {

class RuleSets final : public office::RuleArchive {
public:
    explicit RuleSets(Connection&);

    std::vector<office::RuleSetRow> rule_sets() override;
    std::optional<office::RuleSetRow> rule_set(const std::string& version) override;
    std::vector<office::RulePublicationRow> publications() override;
    std::optional<office::RulePublicationRow> publication(std::int64_t seq) override;
    std::optional<office::RulePublicationRow> in_force() override;

private:
    using Set = std::tuple<std::string, std::string, std::string, std::string, std::string, Int, std::string>;
    using Publication = std::tuple<Int, std::string, Int, std::string, std::string, std::string>;
    static office::RuleSetRow row_of(const Set&);
    static office::RulePublicationRow row_of(const Publication&);

    Prepared<std::tuple<>, Set> sets_;
    Prepared<std::tuple<std::string>, Set> set_;
    Prepared<std::tuple<>, Publication> publications_, in_force_;
    Prepared<std::tuple<Int>, Publication> publication_;
};

class RuleSetWriter {
public:
    explicit RuleSetWriter(Connection&);

    void write(const office::RuleSetRow&);
    void write(const office::RulePublicationRow&);

private:
    Prepared<std::tuple<std::string, std::string, std::string, std::string, std::string, Int, std::string>>
        insert_set_;
    Prepared<std::tuple<Int, std::string, Int, std::string, std::string, std::string>> insert_publication_;
};

}  // namespace sodan::store
