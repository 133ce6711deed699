#include "store/sqlite_reading.h"

namespace sodan::store {

using domain::CaseRef;
using office::CaseRow, office::EntryRow, office::MessageRow, office::TimerRow;

namespace {

#define SODAN_ENTRY_FACTS \
    "select j.seq, coalesce(c.ref, 0), j.version, j.happened_at, j.written_at, j.actor, j.event, j.body,"
#define SODAN_ENTRY                                                                      \
    SODAN_ENTRY_FACTS                                                                    \
    " j.detail, j.decision, j.case_id, coalesce(k.wrapped_by, ''), coalesce(k.wrapped, " \
    "'')"
#define SODAN_ENTRY_WITHOUT_DETAIL SODAN_ENTRY_FACTS " '', j.decision, j.case_id, '', ''"

}  // namespace

SqliteReading::SqliteReading(Connection& db, Snapshot office, Keys keys)
    : office_(std::move(office)),
      keys_(std::move(keys)),
      rosters_(db, office_),
      list_(db),
      rule_sets_(db),
      accounts_(db),
      letters_(db),
      case_(db, "select " SODAN_CASE_COLUMNS " from cases c where c.ref = :ref"),
      apart_(db,
             "select k.person from cases c join kept_apart k on k.case_id = c.id"
             " where c.ref = :ref order by k.person"),
      secret_(db, "select secret from viewing"),
      id_(db, "select id from cases where ref = :ref"),
      entries_of_(db, SODAN_ENTRY
                  " from cases c join journal j on j.case_id = c.id and j.case_id <> 0 and j.version <> 0"
                  " join case_keys k on k.case_id = c.id where c.ref = :ref order by j.version"),
      contents_(db,
                "select j.seq, j.version, j.detail, c.id, k.wrapped_by, k.wrapped"
                " from cases c join journal j on j.case_id = c.id and j.case_id <> 0 and j.version <> 0"
                " join case_keys k on k.case_id = c.id"
                " where c.ref = :ref and j.detail <> '' order by j.version"),
      beside_(db, SODAN_ENTRY
              " from cases c join journal j on j.case_id = c.id and j.case_id <> 0 and j.version = 0"
              " join case_keys k on k.case_id = c.id where c.ref = :ref order by j.seq"),
      entries_after_(db, SODAN_ENTRY
                     " from journal j left join cases c on c.id = j.case_id"
                     " left join case_keys k on k.case_id = j.case_id"
                     " where j.seq > :seq order by j.seq limit :limit"),
      record_after_(db, SODAN_ENTRY_WITHOUT_DETAIL
                    " from journal j left join cases c on c.id = j.case_id"
                    " where j.seq > :seq order by j.seq limit :limit"),
      head_(db, "select seq, hash from journal order by seq desc limit 1"),
      anchors_(db, "select seq, hash, at, signature from anchors order by id desc limit :limit"),
      key_uses_(db, "select wrapped_by, count(*) from case_keys group by wrapped_by order by wrapped_by"),
      wrapped_by_(db,
                  "select c.ref from case_keys k join cases c on c.id = k.case_id"
                  " where k.wrapped_by = :key order by k.case_id limit :limit"),
      key_(db,
           "select k.wrapped_by, k.wrapped from cases c join case_keys k on k.case_id = c.id"
           " where c.ref = :ref"),
      messages_(db,
                "select key, recipient, kind, created_at, coalesce(sent_at, 9223372036854775807)"
                " from outbox where case_id = :id order by id"),
      cases_after_(db, "select ref from cases where id > :id order by id limit :limit"),
      due_(db,
           "select c.ref, t.kind, t.due from timers t join cases c on c.id = t.case_id"
           " where t.due <= :now and t.not_before not between :soon and :in_a_minute"
           " order by t.due, t.case_id, t.kind limit :limit"),
      changed_(db,
               "select ref from cases where changed_at > :after and closed = 0"
               " order by changed_at desc limit :limit"),
      next_(db, "select due from timers order by due limit 1"),
      last_seq_(db, "select coalesce(max(seq), 0) from journal"),
      coverage_(db, "select kind, value from coverage_seen order by kind, value"),
      timers_(db, "select kind, due from timers where case_id = :id order by kind"),
      held_(db, "select count(*) from cases where holder = :holder and holder <> '' and closed = 0") {}

std::optional<CaseRow> SqliteReading::find_case(CaseRef ref) {
    if (!case_.once(ref.bits())) return {};
    auto row = case_row(case_.out);
    add_kept_apart(row);
    return row;
}

void SqliteReading::add_kept_apart(CaseRow& to) {
    apart_.in = {to.ref.bits()};
    apart_.each([&](const auto& found) { to.kept_apart.push_back(std::get<0>(found)); });
    to.walls.insert(to.walls.end(), to.kept_apart.begin(), to.kept_apart.end());
}

office::CasePage SqliteReading::list(const office::CaseQuery& query) {
    auto out = list_.page(query);
    for (auto& row : out.cases) add_kept_apart(row);
    return out;
}

EntryRow SqliteReading::entry_row(const Entry& columns) {
    const auto& [seq, ref, version, happened_at, written_at, actor, event, body, detail, decision, case_id,
                 wrapped_by, wrapped] = columns;
    EntryRow out{.seq = seq,
                 .ref = CaseRef::from_bits(ref),
                 .version = version,
                 .happened_at = instant(happened_at),
                 .written_at = instant(written_at),
                 .actor = actor,
                 .event = event,
                 .body = body,
                 .detail = {},
                 .decision = decision};
    if (detail.empty()) return out;
    const auto& key = key_of(case_id, out.ref, {wrapped_by, wrapped});
    out.gone = !key;
    if (key) out.detail = opened_or_throw(*key, detail_cell(seq, out.ref), detail);
    return out;
}

const std::optional<seal::Key>& SqliteReading::key_of(Int case_id, CaseRef ref,
                                                      const seal::Wrapped& wrapped) {
    const bool is_the_last = unwrapped_.case_id == case_id && unwrapped_.wrapped == wrapped.key;
    if (is_the_last && !keys_->is_destroyed(wrapped.by)) return unwrapped_.key;
    unwrapped_ = {case_id, wrapped.key,
                  case_id == 0 ? keys_->office() : keys_->unwrap(wrapped, key_cell(case_id, ref))};
    return unwrapped_.key;
}

std::vector<EntryRow> SqliteReading::entries_of(CaseRef ref) {
    std::vector<EntryRow> out;
    entries_of_.in = {ref.bits()};
    entries_of_.each([&](const Entry& found) { out.push_back(entry_row(found)); });
    return out;
}

std::vector<office::Content> SqliteReading::contents_of(CaseRef ref) {
    std::vector<office::Content> out;
    contents_.in = {ref.bits()};
    contents_.each([&](const auto& found) {
        const auto& [seq, version, detail, case_id, by, wrapped] = found;
        if (const auto& key = key_of(case_id, ref, {by, wrapped}))
            out.push_back({version, opened_or_throw(*key, detail_cell(seq, ref), detail)});
    });
    return out;
}

std::vector<EntryRow> SqliteReading::entries_beside(CaseRef ref) {
    std::vector<EntryRow> out;
    beside_.in = {ref.bits()};
    beside_.each([&](const Entry& found) { out.push_back(entry_row(found)); });
    return out;
}

std::vector<EntryRow> SqliteReading::all(Prepared<std::tuple<Int, Int>, Entry>& from, Int seq, int limit) {
    std::vector<EntryRow> out;
    from.in = {seq, limit};
    from.each([&](const Entry& found) { out.push_back(entry_row(found)); });
    return out;
}

std::vector<EntryRow> SqliteReading::entries_after(std::int64_t seq, int limit) {
    return all(entries_after_, seq, limit);
}
std::vector<EntryRow> SqliteReading::record_after(std::int64_t seq, int limit) {
    return all(record_after_, seq, limit);
}

office::Head SqliteReading::head() {
    if (!head_.once()) return {};
    return {std::get<0>(head_.out), std::get<1>(head_.out)};
}

std::vector<seal::Anchor> SqliteReading::newest_anchors(int limit) {
    std::vector<seal::Anchor> out;
    anchors_.in = {limit};
    anchors_.each([&](const auto& found) {
        const auto& [seq, hash, at, signature] = found;
        out.push_back({seq, hash, instant(at), signature});
    });
    return out;
}

std::vector<office::KeyUse> SqliteReading::key_uses() {
    std::vector<office::KeyUse> out;
    key_uses_.each([&](const auto& found) { out.push_back({std::get<0>(found), std::get<1>(found)}); });
    return out;
}

std::vector<CaseRef> SqliteReading::cases_wrapped_by(const std::string& key, int limit) {
    std::vector<CaseRef> out;
    wrapped_by_.in = {key, limit};
    wrapped_by_.each([&](const auto& found) { out.push_back(CaseRef::from_bits(std::get<0>(found))); });
    return out;
}

bool SqliteReading::is_gone(CaseRef ref) {
    if (!key_.once(ref.bits())) return false;
    const auto& [by, wrapped] = key_.out;
    return wrapped.empty() || keys_->is_destroyed(by);
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
    // A later date than in a minute was set by a clock that has gone back since: it holds nothing up.
    due_.in = {millis(now), millis(now) + 1, millis(now) + 60'000, limit};
    due_.each([&](const auto& found) {
        const auto& [ref, kind, due] = found;
        out.push_back({CaseRef::from_bits(ref), kind, instant(due)});
    });
    return out;
}

std::vector<CaseRef> SqliteReading::changed_after(Instant after, int limit) {
    std::vector<CaseRef> out;
    changed_.in = {millis(after), limit};
    changed_.each(
        [&](const std::tuple<Int>& found) { out.push_back(CaseRef::from_bits(std::get<0>(found))); });
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

std::string SqliteReading::viewing_secret() { return secret_.once() ? std::get<0>(secret_.out) : ""; }

std::optional<office::CoverageSeen> SqliteReading::coverage_seen() {
    std::optional<office::CoverageSeen> out;
    coverage_.each([&](const auto& row) {
        const auto& [kind, value] = row;
        if (!out) out.emplace();
        if (kind == "gap") out->gaps.push_back(value);
        if (kind == "there") out->there.push_back(value);
    });
    return out;
}

std::int64_t SqliteReading::last_seq() { return last_seq_.once() ? std::get<0>(last_seq_.out) : 0; }

Int SqliteReading::id_of(CaseRef ref) { return id_.once(ref.bits()) ? std::get<0>(id_.out) : 0; }

}  // namespace sodan::store
