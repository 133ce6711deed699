#pragma once
// Reading one connection in the office's words. Sees what its connection sees: committed state on a reader,
// the unit's own batch on the writer.

#include "store/accounts.h"
#include "store/case_list.h"
#include "store/letters.h"
#include "store/rosters.h"
#include "store/rule_sets.h"
#include "store/sealing.h"

#include <memory>
#include <tuple>

namespace sodan::store {

class SqliteReading : public office::Reading {
public:
    using Snapshot = std::function<std::shared_ptr<const domain::Office>()>;
    SqliteReading(Connection&, Snapshot office, Keys);

    std::optional<office::CaseRow> find_case(domain::CaseRef) override;
    std::vector<office::EntryRow> entries_of(domain::CaseRef) override;
    std::vector<office::EntryRow> entries_after(std::int64_t seq, int limit) override;
    std::vector<office::EntryRow> record_after(std::int64_t seq, int limit) override;
    std::vector<office::Content> contents_of(domain::CaseRef) override;
    std::vector<office::EntryRow> entries_beside(domain::CaseRef) override;
    office::Head head() override;
    std::vector<seal::Anchor> newest_anchors(int limit) override;
    std::vector<office::KeyUse> key_uses() override;
    std::vector<domain::CaseRef> cases_wrapped_by(const std::string& key, int limit) override;
    bool is_gone(domain::CaseRef) override;
    std::vector<office::MessageRow> messages_of(domain::CaseRef) override;
    office::CasePage list(const office::CaseQuery&) override;
    std::vector<domain::CaseRef> cases_after(std::optional<domain::CaseRef>, int limit) override;
    std::vector<office::DueTimer> due_timers(Instant now, int limit) override;
    std::vector<domain::CaseRef> changed_after(Instant, int limit) override;
    std::optional<Instant> next_timer() override;
    std::vector<office::TimerRow> timers_of(domain::CaseRef) override;
    std::int64_t open_cases_held_by(const domain::PersonId&) override;
    std::int64_t last_seq() override;
    std::optional<office::CoverageSeen> coverage_seen() override;
    std::string viewing_secret() override;
    std::shared_ptr<const domain::Office> office() override { return office_(); }
    office::RuleArchive& rule_archive() override { return rule_sets_; }
    office::AccountArchive& accounts() override { return accounts_; }
    office::Letters& letters() override { return letters_; }
    std::shared_ptr<const domain::Office> office_at(std::int64_t roster) override {
        return rosters_.at(roster);
    }

private:
    // seq, ref, version, happened_at, written_at, actor, event, body, detail, decision; case, wrapped_by,
    // wrapped
    using Entry = std::tuple<Int, Int, Int, Int, Int, std::string, std::string, std::string, std::string,
                             std::string, Int, std::string, std::string>;
    // The case whose key was asked for last: a history is read with one key.
    struct Unwrapped {
        Int case_id = -1;
        std::string wrapped{};
        std::optional<seal::Key> key{};
    };
    using Message = std::tuple<std::string, std::string, std::string, Int, Int>;
    Int id_of(domain::CaseRef);  // 0 = none
    office::EntryRow entry_row(const Entry&);
    const std::optional<seal::Key>& key_of(Int case_id, domain::CaseRef, const seal::Wrapped&);
    std::vector<office::EntryRow> all(Prepared<std::tuple<Int, Int>, Entry>&, Int seq, int limit);
    void add_kept_apart(office::CaseRow&);

    Snapshot office_;
    Keys keys_;
    Unwrapped unwrapped_{};
    RosterReader rosters_;
    CaseList list_;
    RuleSets rule_sets_;
    Accounts accounts_;
    Letters letters_;
    Prepared<std::tuple<Int>, CaseColumns> case_;
    Prepared<std::tuple<Int>, std::tuple<std::string>> apart_;
    Prepared<std::tuple<>, std::tuple<std::string>> secret_;
    Prepared<std::tuple<Int>, std::tuple<Int>> id_;
    Prepared<std::tuple<Int>, Entry> entries_of_;
    Prepared<std::tuple<Int>, std::tuple<Int, Int, std::string, Int, std::string, std::string>> contents_;
    Prepared<std::tuple<Int>, Entry> beside_;
    Prepared<std::tuple<Int, Int>, Entry> entries_after_, record_after_;
    Prepared<std::tuple<>, std::tuple<Int, std::string>> head_;
    Prepared<std::tuple<Int>, std::tuple<Int, std::string, Int, std::string>> anchors_;
    Prepared<std::tuple<>, std::tuple<std::string, Int>> key_uses_;
    Prepared<std::tuple<std::string, Int>, std::tuple<Int>> wrapped_by_;
    Prepared<std::tuple<Int>, std::tuple<std::string, std::string>> key_;
    Prepared<std::tuple<Int>, Message> messages_;
    Prepared<std::tuple<Int, Int>, std::tuple<Int>> cases_after_;
    Prepared<std::tuple<Int, Int, Int, Int>, std::tuple<Int, std::string, Int>> due_;
    Prepared<std::tuple<Int, Int>, std::tuple<Int>> changed_;
    Prepared<std::tuple<>, std::tuple<Int>> next_, last_seq_;
    Prepared<std::tuple<>, std::tuple<std::string, std::string>> coverage_;
    Prepared<std::tuple<Int>, std::tuple<std::string, Int>> timers_;
    Prepared<std::tuple<std::string>, std::tuple<Int>> held_;
};

}  // namespace sodan::store
