#pragma once
// What use cases read, kept in memory: for properties over thousands of small offices. Only as much of a
// store as cases and timers need.

#include "office/store.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

namespace sodan::office {

// Of messages on their way only what they are; a message's id is its place, from 1.
class MemoryLetters final : public Letters {
public:
    std::vector<MessageRow> messages{};

    std::optional<OutboxRow> message(std::int64_t id) override {
        const auto& row = messages.at(static_cast<std::size_t>(id - 1));
        return OutboxRow{id, row.ref, row.key, row.recipient, row.kind, row.created_at};
    }

    std::vector<OutboxRow> unspread(int) override { no(); }
    // Whoever was tried is not kept: a message that reached nobody goes on as if it had been for nobody.
    std::vector<DeliveryRow> deliveries_of(std::int64_t) override { return {}; }
    bool has_message(CaseRef ref, const std::string& key) override {
        return std::ranges::any_of(messages,
                                   [&](const auto& row) { return row.ref == ref && row.key == key; });
    }
    std::vector<DeliveryRow> due_deliveries(Instant, int) override { no(); }
    std::vector<DeliveryRow> deliveries_in(std::int64_t) override { no(); }
    std::vector<LetterRow> due_letters(domain::Way, Instant, int, const std::set<std::string>&) override {
        no();
    }
    std::optional<LetterRow> letter(std::int64_t) override { no(); }
    std::vector<DeliveryRow> failures(int) override { no(); }
    std::vector<std::int64_t> unreached(int) override { no(); }
    std::vector<DeliveryView> shown_of(CaseRef) override { no(); }
    std::vector<DeliveryView> shown_failed(int) override { no(); }
    PostFigures figures() override { no(); }

private:
    [[noreturn]] static void no() { throw std::logic_error("nothing of the kind is kept"); }
};

class MemoryReading final : public Reading {
public:
    explicit MemoryReading(domain::Office office)
        : office_(std::make_shared<const domain::Office>(std::move(office))) {}

    void keep(const Written& written) {
        for (const auto& row : written.changes.cases) cases_[row.ref.bits()] = row;
        for (const auto& row : written.changes.apart) apart_[row.ref.bits()] = row.people;
        for (const auto& row : written.changes.messages) letters_.messages.push_back(row);
        for (const auto& row : written.changes.entries) journal_[row.ref.bits()].push_back(row);
        for (const auto& row : written.changes.timers) set(row);
        if (written.changes.office) office_ = written.changes.office;
    }
    const std::vector<MessageRow>& messages() const { return letters_.messages; }
    std::vector<CaseRow> cases() const {
        std::vector<CaseRow> out;
        for (const auto& [bits, row] : cases_) out.push_back(row);
        return out;
    }

    std::optional<CaseRow> find_case(CaseRef ref) override {
        const auto found = cases_.find(ref.bits());
        if (found == cases_.end()) return {};
        auto row = found->second;
        row.kept_apart = apart_[ref.bits()];
        row.walls.insert(row.walls.end(), row.kept_apart.begin(), row.kept_apart.end());
        return row;
    }
    std::vector<EntryRow> entries_of(CaseRef ref) override { return entries(ref, false); }
    std::vector<EntryRow> entries_beside(CaseRef ref) override { return entries(ref, true); }
    CasePage list(const CaseQuery& query) override {
        CasePage out;
        for (const auto& [bits, row] : cases_)
            if (is_asked_for(query, row)) out.cases.push_back(row);
        return out;
    }
    std::vector<DueTimer> due_timers(Instant now, int) override {
        std::vector<DueTimer> out;
        for (const auto& [key, row] : timers_)
            if (*row.due <= now && row.not_before <= now) out.push_back({row.ref, row.kind, *row.due});
        std::ranges::sort(out, {}, &DueTimer::due);
        return out;
    }
    std::optional<Instant> next_timer() override {
        std::optional<Instant> out;
        for (const auto& [key, row] : timers_) {
            const auto at = std::max(*row.due, row.not_before);
            if (!out || at < *out) out = at;
        }
        return out;
    }
    std::vector<TimerRow> timers_of(CaseRef ref) override {
        std::vector<TimerRow> out;
        for (const auto& [key, row] : timers_)
            if (row.ref == ref) out.push_back(row);
        return out;
    }
    std::vector<MessageRow> messages_of(CaseRef ref) override {
        std::vector<MessageRow> out;
        for (const auto& row : letters_.messages)
            if (row.ref == ref) out.push_back(row);
        return out;
    }
    std::int64_t open_cases_held_by(const domain::PersonId& person) override {
        return std::ranges::count_if(cases_, [&](const auto& one) { return one.second.holder == person; });
    }
    std::shared_ptr<const domain::Office> office() override { return office_; }

    std::vector<EntryRow> entries_after(std::int64_t, int) override { no(); }
    std::vector<EntryRow> record_after(std::int64_t, int) override { no(); }
    std::vector<Content> contents_of(CaseRef) override { no(); }
    Head head() override { no(); }
    std::vector<seal::Anchor> newest_anchors(int) override { no(); }
    std::vector<KeyUse> key_uses() override { no(); }
    std::vector<CaseRef> cases_wrapped_by(const std::string&, int) override { no(); }
    bool is_gone(CaseRef) override { no(); }
    std::string viewing_secret() override { no(); }
    std::vector<CaseRef> cases_after(std::optional<CaseRef>, int) override { no(); }
    std::vector<CaseRef> changed_after(Instant, int) override { no(); }
    std::int64_t last_seq() override { no(); }
    std::optional<CoverageSeen> coverage_seen() override { no(); }
    RuleArchive& rule_archive() override { no(); }
    AccountArchive& accounts() override { no(); }
    Letters& letters() override { return letters_; }
    std::shared_ptr<const domain::Office> office_at(std::int64_t) override { return nullptr; }

private:
    [[noreturn]] static void no() { throw std::logic_error("nothing of the kind is kept"); }

    std::vector<EntryRow> entries(CaseRef ref, bool beside) {
        std::vector<EntryRow> out;
        for (const auto& row : journal_[ref.bits()])
            if ((row.version == 0) == beside) out.push_back(row);
        return out;
    }
    void set(const TimerRow& row) {
        const std::pair key{row.ref.bits(), row.kind};
        if (row.due)
            timers_[key] = row;
        else
            timers_.erase(key);
    }
    static bool has(const std::vector<std::string>& all, const std::string& one) {
        return std::ranges::find(all, one) != all.end();
    }
    static bool is_asked_for(const CaseQuery& query, const CaseRow& row) {
        if (row.closed || has(row.walls, query.viewer)) return false;
        if (query.desk && row.desk != *query.desk) return false;
        if (query.custody && row.custody != *query.custody) return false;
        if (query.mine) return row.holder == query.viewer;
        return has(query.shares, row.desk) ||
               std::ranges::any_of(row.shared_with, [&](const auto& key) { return has(query.shares, key); });
    }

    std::shared_ptr<const domain::Office> office_;
    std::map<std::int64_t, CaseRow> cases_;
    std::map<decltype(CaseRef{}.bits()), std::vector<domain::PersonId>> apart_;
    MemoryLetters letters_;
    std::map<std::int64_t, std::vector<EntryRow>> journal_;
    std::map<std::pair<std::int64_t, std::string>, TimerRow> timers_;
};

}  // namespace sodan::office
