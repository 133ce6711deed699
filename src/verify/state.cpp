#include "verify/state.h"

#include "base/json_text.h"
#include "chain/silence.h"
#include "domain/case_ref.h"
#include "seal/digest.h"

#include <fmt/format.h>

#include <limits>
#include <optional>
#include <sstream>

namespace sodan::verify {

using domain::CaseRef;

namespace {

// ref, version, urgency, due, closed, logged_at, changed_at are numbers; all else is text.
constexpr const char* all_cases =
    "select ref, version, desk, custody, counsel, holder, urgency, due, closed, logged_at, changed_at,"
    " snapshot, intake, shared_with, walls, id from cases order by id";
enum Column { ref, version, desk, custody, counsel, holder, urgency, due, closed, logged_at, changed_at };
constexpr int snapshot = changed_at + 1, shared_with = snapshot + 2, walls = shared_with + 1, id = walls + 1;

bool is_number(int column) {
    return column <= version || (column >= urgency && column <= changed_at) || column == id;
}

std::string digest_of(const Row& row) {
    seal::Hashing hashing;
    for (int column = ref; column <= id; ++column)
        if (is_number(column))
            hashing.field(row.number(column));
        else
            hashing.field(row.text(column));
    return seal::to_hex(hashing.digest());
}

std::set<std::string> lines_of(const std::string& text) {
    std::set<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.insert(std::move(line));
    return out;
}

using Timers = std::map<std::string, std::int64_t>;

Timers timers_of(const chain::Snapshot& state) {
    Timers out;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<chain::Timer>>([&](auto timer) {
        if (const auto at = chain::due_of(timer.value, state))
            out[timer.name] = at->time_since_epoch().count();
    });
    return out;
}

// A case with opposite sides, as its journal leaves it.
struct Side {
    std::int64_t id = 0;
    std::vector<std::string> advisers{}, other_sides{};
    std::string holder{};
};
using Sides = std::map<std::string, Side>;  // by reference

class CaseCheck {
public:
    CaseCheck(Database& db, const Row& row, Sides& sides, Findings& findings)
        : db_(db), row_(row), id_(row.number(id)), sides_(sides), findings_(findings) {}

    void run() {
        live_again();
        if (steps_ != row_.number(version))
            finds("versions_differ", "its row and its journal do not end alike");
        if (state_ != digest_of(row_))
            finds("state_differs", "its row is not what the journal says it became");
        if (broken_ || json_text(chain_.snapshot()) != row_.text(snapshot))
            finds("replay_differs", "taken through the chain again, it does not stand where its row says");
        if (timers() != timers_of(chain_.snapshot()))
            finds("timers_differ", "its timers are not those of its state");
        check_lists();
        note_sides();
    }

private:
    void finds(const char* what, const char* says) {
        findings_.push_back({what, "case " + to_string(CaseRef::from_bits(row_.number(ref))), says});
    }

    void live_again() {
        db_.each(
            "select version, event, body, state from journal where case_id = ?1 and case_id <> 0"
            " and version <> 0 order by version",
            id_, [&](const Row& entry) {
                if (entry.number(0) != ++steps_) broken_ = true;
                state_ = entry.text(3);
                take(entry.text(1), entry.text(2));
            });
    }

    void take(const std::string& name, const std::string& body) {
        try {
            if (chain_.apply(chain::event_from(name, body))) broken_ = true;
        } catch (const std::exception&) { broken_ = true; }
    }

    Timers timers() {
        Timers out;
        db_.each("select kind, due from timers where case_id = ?1", id_,
                 [&](const Row& timer) { out[timer.text(0)] = timer.number(1); });
        return out;
    }

    // What lists are made from is kept beside the row once more.
    void check_lists() {
        std::set<std::string> shares, walled;
        bool in_place = true;
        db_.each("select key, closed, due from shares where case_id = ?1", id_, [&](const Row& share) {
            shares.insert(share.text(0));
            in_place =
                in_place && share.number(1) == row_.number(closed) && share.number(2) == row_.number(due);
        });
        db_.each("select person from walls where case_id = ?1", id_,
                 [&](const Row& wall) { walled.insert(wall.text(0)); });
        if (!in_place || shares != lines_of(row_.text(shared_with)))
            finds("shares_differ", "who sees it in lists is not what its row says");
        if (walled != lines_of(row_.text(walls)))
            finds("walls_differ", "its walls are not what its row says");
    }

    void note_sides() {
        const auto memory = chain_.snapshot().memory;
        if (memory.other_sides.empty()) return;
        sides_[to_string(CaseRef::from_bits(row_.number(ref)))] = {id_, memory.advisers, memory.other_sides,
                                                                   memory.holder.value_or("")};
    }

    Database& db_;
    const Row& row_;
    std::int64_t id_;
    Sides& sides_;
    Findings& findings_;
    chain::Chain chain_;
    std::int64_t steps_ = 0;
    std::string state_{};
    bool broken_ = false;
};

// Of each case with other sides: who knows one of those, and does not hold this one (office/opposite.h).
class ApartCheck {
public:
    ApartCheck(Database& db, const Sides& sides, Findings& findings)
        : db_(db), sides_(sides), findings_(findings) {}

    void run() {
        std::map<std::int64_t, std::set<std::string>> kept;
        if (db_.has_table("kept_apart"))
            db_.each("select case_id, person from kept_apart",
                     [&](const Row& row) { kept[row.number(0)].insert(row.text(1)); });
        for (const auto& [ref, side] : sides_) {
            if (kept[side.id] != expected(side)) finds("case " + ref);
            kept.erase(side.id);
        }
        if (!kept.empty()) finds("kept_apart");
    }

private:
    void finds(const std::string& where) {
        findings_.push_back(
            {"walls_differ", where, "who is kept apart is not whoever knows what the other side said"});
    }

    std::set<std::string> expected(const Side& side) {
        std::set<std::string> out;
        for (const auto& ref : side.other_sides) {
            const auto other = sides_.find(ref);
            if (other == sides_.end()) continue;  // the journals differ, which is found elsewhere
            out.insert(other->second.advisers.begin(), other->second.advisers.end());
            db_.each(
                "select distinct actor from journal where case_id = ?1 and version = 0"
                " and event = 'content_read'"
                " and json_extract(body, '$.what') in ('history', 'decisions')",
                other->second.id, [&](const Row& row) { out.insert(row.text(0)); });
        }
        out.erase(side.holder);
        return out;
    }

    Database& db_;
    const Sides& sides_;
    Findings& findings_;
};

void check_strays(Database& db, Findings& findings) {
    for (const std::string table : {"journal", "timers", "shares", "walls", "kept_apart", "case_keys"})
        if (db.has_table(table))
            db.each(
                fmt::format("select t.case_id from {} t where t.case_id <> 0 and not exists"
                            " (select 1 from cases c where c.id = t.case_id) limit 1",
                            table),
                [&](const Row&) {
                    findings.push_back({"case_missing", table, "it has rows of a case that is not there"});
                });
}

void check_keys(Database& db, const Journal& journal, Findings& findings) {
    db.each(
        "select c.id, c.ref, coalesce(k.wrapped_by, '') from cases c"
        " left join case_keys k on k.case_id = c.id where coalesce(k.wrapped, '') = ''",
        [&](const Row& row) {
            if (journal.erased.contains(row.number(0))) return;
            findings.push_back({"key_missing", "case " + to_string(CaseRef::from_bits(row.number(1))),
                                "its key was taken away, and no entry says so"});
        });
}

}  // namespace

std::int64_t check_cases(Database& db, const Journal& journal, Findings& findings) {
    std::int64_t count = 0;
    Sides sides;
    db.each(all_cases, [&](const Row& row) {
        CaseCheck(db, row, sides, findings).run();
        ++count;
    });
    ApartCheck(db, sides, findings).run();
    check_strays(db, findings);
    check_keys(db, journal, findings);
    return count;
}

}  // namespace sodan::verify
