#include "store/sqlite_reading.h"

namespace sodan::store {

using domain::CaseRef;
using office::CaseRow, office::EntryRow, office::MessageRow, office::TimerRow;

namespace {

#define SODAN_ENTRY_COLUMNS                                                                                  \
    "j.seq, coalesce(c.ref, 0), j.version, j.happened_at, j.written_at, j.actor, j.event, j.body, j.detail," \
    " j.decision"

template <class Columns> EntryRow entry_row(const Columns& columns) {
    const auto& [seq, ref, version, happened_at, written_at, actor, event, body, detail, decision] = columns;
    return {.seq = seq,
            .ref = CaseRef::from_bits(ref),
            .version = version,
            .happened_at = instant(happened_at),
            .written_at = instant(written_at),
            .actor = actor,
            .event = event,
            .body = body,
            .detail = detail,
            .decision = decision};
}

}  // namespace

SqliteReading::SqliteReading(Connection& db, Snapshot office)
    : office_(std::move(office)),
      rosters_(db, office_),
      list_(db),
      rule_sets_(db),
      accounts_(db),
      letters_(db),
      case_(db, "select " SODAN_CASE_COLUMNS " from cases c where c.ref = :ref"),
      id_(db, "select id from cases where ref = :ref"),
      entries_of_(db, "select " SODAN_ENTRY_COLUMNS
                      " from cases c join journal j on j.case_id = c.id and j.case_id <> 0"
                      " where c.ref = :ref order by j.version"),
      entries_after_(db, "select " SODAN_ENTRY_COLUMNS
                         " from journal j left join cases c on c.id = j.case_id"
                         " where j.seq > :seq order by j.seq limit :limit"),
      messages_(db,
                "select key, recipient, kind, created_at, coalesce(sent_at, 9223372036854775807)"
                " from outbox where case_id = :id order by id"),
      cases_after_(db, "select ref from cases where id > :id order by id limit :limit"),
      due_(db,
           "select c.ref, t.kind, t.due from timers t join cases c on c.id = t.case_id"
           " where t.due <= :now order by t.due, t.case_id, t.kind limit :limit"),
      next_(db, "select due from timers order by due limit 1"),
      last_seq_(db, "select coalesce(max(seq), 0) from journal"),
      timers_(db, "select kind, due from timers where case_id = :id order by kind"),
      held_(db, "select count(*) from cases where holder = :holder and holder <> '' and closed = 0") {}

std::optional<CaseRow> SqliteReading::find_case(CaseRef ref) {
    if (!case_.once(ref.bits())) return {};
    return case_row(case_.out);
}

std::vector<EntryRow> SqliteReading::entries_of(CaseRef ref) {
    std::vector<EntryRow> out;
    entries_of_.in = {ref.bits()};
    entries_of_.each([&](const Entry& found) { out.push_back(entry_row(found)); });
    return out;
}

std::vector<EntryRow> SqliteReading::entries_after(std::int64_t seq, int limit) {
    std::vector<EntryRow> out;
    entries_after_.in = {seq, limit};
    entries_after_.each([&](const Entry& found) { out.push_back(entry_row(found)); });
    return out;
}

std::vector<MessageRow> SqliteReading::messages_of(CaseRef ref) {
    std::vector<MessageRow> out;
    messages_.in = {ref.bits() == 0 ? 0 : id_of(ref)};
    if (ref.bits() != 0 && std::get<0>(messages_.in) == 0) return out;
    messages_.each([&](const Message& found) {
        const auto& [key, recipient, kind, created_at, sent_at] = found;
        out.push_back({key, ref, recipient, kind, instant(created_at), due_of(sent_at)});
    });
    return out;
}

std::vector<CaseRef> SqliteReading::cases_after(std::optional<CaseRef> after, int limit) {
    std::vector<CaseRef> out;
    cases_after_.in = {after ? id_of(*after) : 0, limit};
    cases_after_.each(
        [&](const std::tuple<Int>& found) { out.push_back(CaseRef::from_bits(std::get<0>(found))); });
    return out;
}

std::vector<office::DueTimer> SqliteReading::due_timers(Instant now, int limit) {
    std::vector<office::DueTimer> out;
    due_.in = {millis(now), limit};
    due_.each([&](const auto& found) {
        const auto& [ref, kind, due] = found;
        out.push_back({CaseRef::from_bits(ref), kind, instant(due)});
    });
    return out;
}

std::optional<Instant> SqliteReading::next_timer() {
    if (!next_.once()) return {};
    return instant(std::get<0>(next_.out));
}

std::vector<TimerRow> SqliteReading::timers_of(CaseRef ref) {
    std::vector<TimerRow> out;
    timers_.in = {id_of(ref)};
    timers_.each([&](const auto& found) {
        out.push_back({ref, std::get<0>(found), instant(std::get<1>(found))});
    });
    return out;
}

std::int64_t SqliteReading::open_cases_held_by(const domain::PersonId& person) {
    return held_.once(person) ? std::get<0>(held_.out) : 0;
}

std::int64_t SqliteReading::last_seq() { return last_seq_.once() ? std::get<0>(last_seq_.out) : 0; }

Int SqliteReading::id_of(CaseRef ref) { return id_.once(ref.bits()) ? std::get<0>(id_.out) : 0; }

}  // namespace sodan::store
