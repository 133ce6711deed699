#include "store/row_writer.h"

#include "base/described.h"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace sodan::store {

using office::CaseRow, office::EntryRow, office::MessageRow, office::TimerRow;

namespace {

[[noreturn]] void broken(const char* what) { throw StoreError(what); }

}  // namespace

RowWriter::RowWriter(Connection& db, Sealing sealing)
    : db_(db),
      sealing_(std::move(sealing)),
      keys_(db, sealing_.keys),
      known_(db, "select id, version, holder, closed, due, shared_with, walls from cases where ref = :ref"),
      insert_case_(db,
                   "insert into cases (ref, version, desk, custody, counsel, holder, urgency, due, closed,"
                   " logged_at, changed_at, snapshot, intake, shared_with, walls, id)"
                   " values (:ref, :version, :desk, :custody, :counsel, :holder, :urgency, :due, :closed,"
                   " :logged_at, :changed_at, :snapshot, :intake, :shared_with, :walls, :id)"),
      update_case_(db,
                   "update cases set ref = :ref, version = :version, desk = :desk, custody = :custody,"
                   " counsel = :counsel, holder = :holder, urgency = :urgency, due = :due, closed = :closed,"
                   " logged_at = :logged_at, changed_at = :changed_at, snapshot = :snapshot,"
                   " intake = :intake, shared_with = :shared_with, walls = :walls where id = :id"),
      forget_walls_(db, "delete from walls where case_id = :id"),
      forget_apart_(db, "delete from kept_apart where case_id = :id"),
      insert_share_(db,
                    "insert or ignore into shares (key, closed, due, case_id)"
                    " values (:key, :closed, :due, :id)"),
      forget_share_(db,
                    "delete from shares"
                    " where key = :key and closed = :closed and due = :due and case_id = :id"),
      insert_wall_(db, "insert or ignore into walls (case_id, person) values (:id, :person)"),
      insert_apart_(db, "insert or ignore into kept_apart (case_id, person) values (:id, :person)"),
      insert_entry_(db,
                    "insert into journal (seq, case_id, version, happened_at, written_at, actor, event,"
                    " body, detail, decision, state, hash) values (:seq, :id, :version, :happened_at,"
                    " :written_at, :actor, :event, :body, :detail, :decision, :state, :hash)"),
      set_timer_(db,
                 "insert into timers (case_id, kind, due, not_before) values (:id, :kind, :due, :not_before)"
                 " on conflict (case_id, kind) do update set due = excluded.due,"
                 " not_before = excluded.not_before"),
      clear_timer_(db, "delete from timers where case_id = :id and kind = :kind"),
      insert_message_(db,
                      "insert into outbox (case_id, key, recipient, kind, created_at)"
                      " values (:id, :key, :recipient, :kind, :created_at)"),
      write_person_(db,
                    "insert into people (id, body) values (:id, :body)"
                    " on conflict (id) do update set body = excluded.body"),
      insert_anchor_(db,
                     "insert into anchors (seq, hash, at, signature) values (:seq, :hash, :at, :signature)"),
      forget_coverage_(db, "delete from coverage_seen"),
      insert_coverage_(db, "insert or ignore into coverage_seen (kind, value) values (:kind, :value)"),
      rosters_(db),
      rule_sets_(db),
      accounts_(db),
      letters_(db) {
    read_again();
}

void RowWriter::read_again() {
    unit_.clear();
    last_seq_ = db_.number("select coalesce(max(seq), 0) from journal");
    last_hash_ = newest_hash(db_);
    last_case_ = db_.number("select coalesce(max(id), 0) from cases");
    held_.clear();
    Prepared<std::tuple<>, std::tuple<std::string, Int>> counted(
        db_, "select holder, count(*) from cases where holder <> '' and closed = 0 group by holder");
    counted.each([&](const auto& row) { held_[std::get<0>(row)] = std::get<1>(row); });
}

std::int64_t RowWriter::held_by(const domain::PersonId& person) const {
    const auto found = held_.find(person);
    return found == held_.end() ? 0 : found->second;
}

void RowWriter::write(const office::Changes& changes) {
    unit_.clear();
    for (const auto& row : changes.cases) write_case(row);
    for (const auto& row : changes.entries) write_entry(row);
    for (const auto& row : changes.timers) write_timer(row);
    for (const auto& row : changes.messages) write_message(row);
    for (const auto& row : changes.apart) write_apart(row);
    if (!changes.people.empty()) write_people(changes);
    for (const auto& row : changes.rule_sets) rule_sets_.write(row);
    for (const auto& row : changes.publications) rule_sets_.write(row);
    for (const auto& row : changes.accounts) accounts_.write(row);
    for (const auto& row : changes.passes) accounts_.write(row);
    for (const auto& id : changes.passes_gone) accounts_.forget_pass(id);
    for (const auto& row : changes.letters) letters_.write(row);
    for (const auto& row : changes.deliveries) letters_.write(row);
    for (const auto message : changes.unreached) letters_.reached_nobody(message);
    for (const auto message : changes.answered) letters_.answered(message);
    if (changes.spread_to) letters_.spread_to(*changes.spread_to);
    if (changes.post_back_to) letters_.date_back(*changes.post_back_to);
    for (const auto& row : changes.keys) write_key(row);
    for (const auto& row : changes.anchors) write_anchor(row);
    if (changes.coverage) write_coverage(*changes.coverage);
    for (const auto& one : unit_)
        if (one.version != one.wanted) broken("a case's version is not that of its last entry");
}

void RowWriter::write_case(const CaseRow& row) {
    const auto same = [&](const Standing& one) { return one.ref == row.ref; };
    if (std::ranges::any_of(unit_, same)) broken("a case is written twice in one unit");
    if (row.ref.bits() == 0) broken("a case has no reference");
    if (known_.once(row.ref.bits()))
        write_known_case(row);
    else
        write_new_case(row);
    count(row.holder, row.closed, 1);
    const Int id = unit_.back().id;
    for (const auto& key : row.shared_with) insert_share_.once(key, row.closed, due_column(row.due), id);
}

void RowWriter::write_new_case(const CaseRow& row) {
    const Int id = ++last_case_;
    insert_case_.in = case_in(row, id);
    insert_case_.run();
    for (const auto& person : row.walls) insert_wall_.once(id, person);
    unit_.push_back({row.ref, id, 0, row.version, state_digest(insert_case_.in),
                     keys_.make(id, row.ref, sealing_.wrapper_for(row))});
}

void RowWriter::write_known_case(const CaseRow& row) {
    const auto [id, version, holder, closed, due, shared_with, walls] = known_.out;
    count(holder, closed != 0, -1);
    update_case_.in = case_in(row, id);
    update_case_.run();
    for (const auto& key : from_lines(shared_with)) forget_share_.once(key, closed, due, id);
    if (walls != lines(row.walls)) {
        forget_walls_.once(id);
        for (const auto& person : row.walls) insert_wall_.once(id, person);
    }
    if (row.closed != (closed != 0)) keys_.wrap(id, row.ref, sealing_.wrapper_for(row));
    unit_.push_back({row.ref, id, version, row.version, state_digest(update_case_.in)});
}

RowWriter::CaseIn RowWriter::case_in(const CaseRow& row, Int id) {
    return {row.ref.bits(),
            row.version,
            row.desk,
            row.custody,
            row.counsel,
            row.holder,
            row.urgency,
            due_column(row.due),
            row.closed,
            millis(row.logged_at),
            millis(row.changed_at),
            row.snapshot,
            row.intake,
            lines(row.shared_with),
            lines(row.walls),
            id};
}

// An entry is of a step of a case, or beside it, or about the office.
void RowWriter::write_entry(const EntryRow& row) {
    const bool is_step = row.ref.bits() != 0 && row.version != 0;
    const Int id = row.ref.bits() == 0 ? 0 : id_of(row.ref);
    std::string state;
    if (is_step) {
        auto* const found = standing(row.ref);
        if (!found) broken("an entry came without its case");
        if (row.version != ++found->version) broken("an entry's version does not follow the one before it");
        if (found->version == found->wanted) state = found->state;
    }
    ++last_seq_;
    const ChainedEntry entry{last_seq_,
                             row.ref.bits(),
                             row.version,
                             millis(row.happened_at),
                             millis(row.written_at),
                             row.actor,
                             row.event,
                             row.body,
                             row.detail.empty() ? "" : sealed_detail(row),
                             row.decision,
                             std::move(state)};
    last_hash_ = link(last_hash_, entry);
    insert_entry_.in = std::tuple_cat(entry, std::tuple(seal::to_hex(last_hash_)));
    std::get<1>(insert_entry_.in) = id;
    insert_entry_.run();
}

std::string RowWriter::sealed_detail(const EntryRow& row) {
    const auto key = key_of(row.ref);
    if (!key) broken("an entry came for a case whose key is no more");
    return seal::sealed(*key, detail_cell(last_seq_, row.ref), row.detail);
}

std::optional<seal::Key> RowWriter::key_of(domain::CaseRef ref) {
    if (ref.bits() == 0) return sealing_.keys->office();
    auto* const found = standing(ref);
    if (found && found->key) return found->key;
    auto key = keys_.find(id_of(ref), ref);
    if (found) found->key = key;
    return key;
}

void RowWriter::write_key(const office::KeyRow& row) {
    keys_.wrap(id_of(row.ref), row.ref, row.wrapped_by);
    if (auto* const found = standing(row.ref)) found->key.reset();
}

void RowWriter::write_anchor(const seal::Anchor& anchor) {
    insert_anchor_.once(anchor.seq, anchor.hash, millis(anchor.at), anchor.signature);
}

RowWriter::Standing* RowWriter::standing(domain::CaseRef ref) {
    const auto found = std::ranges::find(unit_, ref, &Standing::ref);
    return found == unit_.end() ? nullptr : &*found;
}

void RowWriter::write_timer(const TimerRow& row) {
    const Int id = id_of(row.ref);
    if (row.due)
        set_timer_.once(id, row.kind, millis(*row.due), millis(row.not_before));
    else
        clear_timer_.once(id, row.kind);
}

void RowWriter::write_message(const MessageRow& row) {
    insert_message_.once(row.ref.bits() == 0 ? 0 : id_of(row.ref), row.key, row.recipient, row.kind,
                         millis(row.created_at));
}

void RowWriter::write_apart(const office::ApartRow& row) {
    const Int id = id_of(row.ref);
    forget_apart_.once(id);
    for (const auto& person : row.people) insert_apart_.once(id, person);
}

void RowWriter::write_people(const office::Changes& changes) {
    for (const auto& one : changes.people) write_person_.once(one.id, boost::json::serialize(written(one)));
    if (!changes.office) return;
    const auto at = changes.entries.empty() ? Instant{} : changes.entries.front().written_at;
    rosters_.add(changes.office->roster(), at, changes.people);
}

void RowWriter::write_coverage(const office::CoverageSeen& seen) {
    forget_coverage_.once();
    insert_coverage_.once("looked", "");
    for (const auto& gap : seen.gaps) insert_coverage_.once("gap", gap);
    for (const auto& place : seen.there) insert_coverage_.once("there", place);
}

void RowWriter::count(const std::string& holder, bool closed, int by) {
    if (!holder.empty() && !closed) held_[holder] += by;
}

Int RowWriter::id_of(domain::CaseRef ref) {
    if (const auto* found = standing(ref)) return found->id;
    if (!known_.once(ref.bits())) broken("a row came for a case that is not known");
    return std::get<0>(known_.out);
}

}  // namespace sodan::store
