#pragma once
// A store that keeps nothing: it answers every write as told, from a thread of its own, and shows the entries
// that it was given. For the edge alone; everything behind it has tests of its own.

#include "office/store.h"

#include <deque>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

namespace sodan::http {

class AStore final : public office::Store,
                     public office::Reading,
                     public office::RuleArchive,
                     public office::AccountArchive {
public:
    explicit AStore(domain::Office office)
        : office_(std::make_shared<const domain::Office>(std::move(office))) {}
    ~AStore() override {
        for (auto& thread : threads_) thread.join();
    }

    Outcome<office::Answer> answer_with{office::Answer{}};
    std::exception_ptr fail_with{};
    std::vector<office::EntryRow> entries{};
    std::optional<office::CaseRow> row{};
    std::optional<office::RuleSetRow> rules_kept{};

    std::vector<office::IdempotencyKey> keys() const {
        const std::lock_guard lock(mutex_);
        return keys_;
    }

    // office::Store
    void submit(office::Unit unit) override {
        const std::lock_guard lock(mutex_);
        if (unit.key) keys_.push_back(*unit.key);
        threads_.emplace_back([this, unit = std::move(unit)] { unit.done(answer_with, fail_with); });
    }
    void read(std::function<void(office::Reading&)> read) override {
        const std::lock_guard lock(mutex_);
        threads_.emplace_back([this, read = std::move(read)] { read(*this); });
    }
    std::shared_ptr<const domain::Office> office() const override { return office_; }
    void backup(std::string, std::function<void(std::exception_ptr)> done) override { done({}); }

    // office::Reading
    std::optional<office::CaseRow> find_case(domain::CaseRef) override { return row; }
    std::vector<office::EntryRow> entries_of(domain::CaseRef) override { return {}; }
    std::vector<office::EntryRow> entries_after(std::int64_t seq, int) override {
        std::vector<office::EntryRow> out;
        for (const auto& entry : entries)
            if (entry.seq > seq) out.push_back(entry);
        return out;
    }
    std::vector<office::EntryRow> record_after(std::int64_t seq, int limit) override {
        return entries_after(seq, limit);
    }
    std::vector<office::Content> contents_of(domain::CaseRef) override { return {}; }
    std::vector<office::EntryRow> entries_beside(domain::CaseRef) override { return {}; }
    office::Head head() override { return {last_seq(), ""}; }
    std::vector<seal::Anchor> newest_anchors(int) override { return {}; }
    std::vector<office::KeyUse> key_uses() override { return {}; }
    std::vector<domain::CaseRef> cases_wrapped_by(const std::string&, int) override { return {}; }
    bool is_gone(domain::CaseRef) override { return false; }
    std::vector<office::MessageRow> messages_of(domain::CaseRef) override { return {}; }
    office::CasePage list(const office::CaseQuery&) override { return {}; }
    std::vector<domain::CaseRef> cases_after(std::optional<domain::CaseRef>, int) override { return {}; }
    std::vector<office::DueTimer> due_timers(Instant, int) override { return {}; }
    std::vector<domain::CaseRef> changed_after(Instant, int) override { return {}; }
    office::Letters& letters() override { throw std::logic_error("no letters are kept here"); }
    std::optional<Instant> next_timer() override { return {}; }
    std::vector<office::TimerRow> timers_of(domain::CaseRef) override { return {}; }
    std::int64_t open_cases_held_by(const domain::PersonId&) override { return 0; }
    std::string viewing_secret() override { return "for tests"; }
    std::optional<office::CoverageSeen> coverage_seen() override { return {}; }
    std::int64_t last_seq() override { return entries.empty() ? 0 : entries.back().seq; }
    std::shared_ptr<const domain::Office> office() override { return office_; }
    office::RuleArchive& rule_archive() override { return *this; }
    office::AccountArchive& accounts() override { return *this; }

    // office::RuleArchive
    std::vector<office::RuleSetRow> rule_sets() override { return {}; }
    std::optional<office::RuleSetRow> rule_set(const std::string&) override { return rules_kept; }
    std::vector<office::RulePublicationRow> publications() override { return {}; }
    std::optional<office::RulePublicationRow> publication(std::int64_t) override { return {}; }
    std::optional<office::RulePublicationRow> in_force() override { return {}; }
    std::shared_ptr<const domain::Office> office_at(std::int64_t) override { return nullptr; }

    // office::AccountArchive
    std::optional<office::AccountRow> account(const std::string&) override { return {}; }
    std::vector<std::string> account_holders() override { return {}; }
    std::optional<office::PassRow> pass(const std::string&) override { return {}; }
    std::optional<office::PassRow> pass_of_digest(const std::string&) override { return {}; }
    std::vector<office::PassRow> passes_of(const std::string&) override { return {}; }
    std::vector<office::PassRow> passes_good_at(Instant) override { return {}; }

private:
    std::shared_ptr<const domain::Office> office_;
    mutable std::mutex mutex_;
    std::vector<office::IdempotencyKey> keys_;
    std::deque<std::thread> threads_;
};

}  // namespace sodan::http
