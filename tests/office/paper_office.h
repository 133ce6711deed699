#pragma once
// An office on paper: rows in memory and nothing else, so that ten thousand of them fit into a test. The use
// cases are the real ones, and so are the rules.

#include "office/use_cases.h"
#include "office/views.h"

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace sodan::office {

class PaperOffice final : public Reading {
public:
    explicit PaperOffice(domain::Office office)
        : office_(std::make_shared<const domain::Office>(std::move(office))) {}

    void keep(const Changes& changes) {
        for (const auto& row : changes.cases) {
            auto kept = row;
            kept.kept_apart = cases_[row.ref.bits()].kept_apart;
            cases_[row.ref.bits()] = std::move(kept);
        }
        for (const auto& row : changes.apart) cases_[row.ref.bits()].kept_apart = row.people;
        for (const auto& row : changes.timers) set(row);
        for (const auto& row : changes.messages) messages_.push_back(row);
        if (changes.office) office_ = changes.office;
    }

    std::optional<CaseRow> find_case(CaseRef ref) override {
        const auto found = cases_.find(ref.bits());
        if (found == cases_.end()) return {};
        auto row = found->second;
        row.walls.insert(row.walls.end(), row.kept_apart.begin(), row.kept_apart.end());
        return row;
    }
    std::vector<MessageRow> messages_of(CaseRef ref) override {
        std::vector<MessageRow> out;
        for (const auto& one : messages_)
            if (one.ref == ref) out.push_back(one);
        return out;
    }
    std::vector<TimerRow> timers_of(CaseRef ref) override {
        std::vector<TimerRow> out;
        for (const auto& [kind, due] : timers_[ref.bits()]) out.push_back({ref, kind, due});
        return out;
    }
    std::int64_t open_cases_held_by(const domain::PersonId& person) override {
        std::int64_t out = 0;
        for (const auto& [bits, row] : cases_) out += row.holder == person && !row.closed;
        return out;
    }
    std::shared_ptr<const domain::Office> office() override { return office_; }
    std::int64_t last_seq() override { return 0; }

    // What no use case of a life on paper asks for.
    std::vector<EntryRow> entries_of(CaseRef) override { return {}; }
    std::vector<EntryRow> entries_after(std::int64_t, int) override { return {}; }
    CasePage list(const CaseQuery&) override { return {}; }
    std::vector<CaseRef> cases_after(std::optional<CaseRef>, int) override { return {}; }
    std::vector<DueTimer> due_timers(Instant, int) override { return {}; }
    std::optional<Instant> next_timer() override { return {}; }
    std::vector<CaseRef> changed_after(Instant, int) override { return {}; }
    std::vector<EntryRow> record_after(std::int64_t, int) override { return {}; }
    std::vector<Content> contents_of(CaseRef) override { return {}; }
    std::vector<EntryRow> entries_beside(CaseRef) override { return {}; }
    Head head() override { return {}; }
    std::vector<seal::Anchor> newest_anchors(int) override { return {}; }
    std::vector<KeyUse> key_uses() override { return {}; }
    std::vector<CaseRef> cases_wrapped_by(const std::string&, int) override { return {}; }
    bool is_gone(CaseRef) override { return false; }
    std::string viewing_secret() override { return ""; }
    RuleArchive& rule_archive() override { throw std::logic_error("no rules are kept on paper"); }
    AccountArchive& accounts() override { throw std::logic_error("no accounts are kept on paper"); }
    Letters& letters() override { throw std::logic_error("no letters are kept on paper"); }
    std::shared_ptr<const domain::Office> office_at(std::int64_t) override { return office_; }

private:
    void set(const TimerRow& row) {
        auto& timers = timers_[row.ref.bits()];
        if (row.due)
            timers[row.kind] = *row.due;
        else
            timers.erase(row.kind);
    }

    using Bits = decltype(CaseRef{}.bits());
    std::shared_ptr<const domain::Office> office_;
    std::map<Bits, CaseRow> cases_;
    std::map<Bits, std::map<std::string, Instant>> timers_;
    std::vector<MessageRow> messages_;
};

}  // namespace sodan::office
