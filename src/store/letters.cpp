#include "store/letters.h"

#include "base/described.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

namespace sodan::store {

using domain::CaseRef, domain::Way;
using office::DeliveryRow, office::DeliveryView, office::LetterRow, office::LetterState, office::OutboxRow;

namespace {

#define SODAN_MESSAGE_COLUMNS "o.id, coalesce(c.ref, 0), o.key, o.recipient, o.kind, o.created_at"
#define SODAN_DELIVERY_COLUMNS "d.message_id, d.person, d.way, d.due, d.letter_id, d.state, d.why, d.followed"
#define SODAN_LETTER_COLUMNS                                                                                 \
    "l.id, l.key, l.person, l.way, l.address, l.urgent, l.bytes, l.made_at, l.state, l.attempts, l.next_at," \
    " l.why"
#define SODAN_SHOWN                                                            \
    "select " SODAN_MESSAGE_COLUMNS                                            \
    ", d.person, d.way, d.due, d.letter_id, d.state, d.why,"                   \
    " coalesce(l.attempts, 0), coalesce(l.next_at, 0), coalesce(o.sent_at, 0)" \
    " from deliveries d join outbox o on o.id = d.message_id"                  \
    " left join cases c on c.id = o.case_id left join letters l on l.id = d.letter_id"
#define SODAN_REACHED_NOBODY                                                                     \
    "select count(distinct f.message_id) from deliveries f join outbox o on o.id = f.message_id" \
    " join cases c on c.id = o.case_id"                                                          \
    " where f.state = 'failed' and c.closed = 0"                                                 \
    " and (c.urgency <= 1 or o.kind in ('urgent_alert', 'glass_broken'))"                        \
    " and not exists (select 1 from deliveries w where w.message_id = f.message_id"              \
    "  and w.state in ('queued', 'deferred', 'sent'))"                                           \
    " and not exists (select 1 from outbox s where s.case_id = o.case_id and s.sent_at >= o.created_at)"

template <class E> E stored(const std::string& name) {
    const auto out = from_code<E>(name);
    if (!out) throw StoreError("a stored delivery has a code that this program does not know");
    return *out;
}

// Rows that hold nothing have 0 there: instants lie after 1970.
std::optional<Instant> instant_or_none(Int column) {
    return column == 0 || column == no_due ? std::nullopt : std::optional(instant(column));
}

}  // namespace

Letters::Letters(Connection& db)
    : unspread_(db, "select " SODAN_MESSAGE_COLUMNS
                    " from outbox o left join cases c on c.id = o.case_id"
                    " where o.id > (select spread_to from post) order by o.id limit :limit"),
      message_(db, "select " SODAN_MESSAGE_COLUMNS
                   " from outbox o left join cases c on c.id = o.case_id where o.id = :id"),
      deliveries_of_(db, "select " SODAN_DELIVERY_COLUMNS
                         " from deliveries d where d.message_id = :id order by d.person, d.way"),
      deliveries_in_(db, "select " SODAN_DELIVERY_COLUMNS
                         " from deliveries d where d.letter_id = :id and d.letter_id <> 0"
                         " order by d.message_id"),
      due_deliveries_(db, "select " SODAN_DELIVERY_COLUMNS
                          " from deliveries d where d.letter_id = 0 and d.state = 'queued' and d.due <= :now"
                          " order by d.due, d.message_id limit :limit"),
      due_letters_(
          db, "select " SODAN_LETTER_COLUMNS
              " from letters l where l.state in ('queued', 'deferred') and l.way = :way and l.next_at <= :now"
              " and l.address not in (select value from json_each(:busy))"
              " order by l.urgent desc, l.next_at, l.id limit :limit"),
      letter_(db, "select " SODAN_LETTER_COLUMNS " from letters l where l.id = :id"),
      shown_of_(db, SODAN_SHOWN " where c.ref = :ref order by d.message_id, d.person, d.way"),
      shown_failed_(db, SODAN_SHOWN
                    " where d.state = 'failed' order by d.message_id desc, d.person, d.way"
                    " limit :limit"),
      failures_(db, "select " SODAN_DELIVERY_COLUMNS
                    " from deliveries d where d.state = 'failed' and d.followed = 0"
                    " order by d.message_id limit :limit"),
      unreached_(db, "select message_id from unreached order by message_id limit :limit"),
      has_message_(db,
                   "select 1 from outbox"
                   " where case_id = coalesce((select id from cases where ref = :ref), 0) and key = :key"),
      figures_(db,
               "with waiting as ("
               "  select made_at, urgent, state from letters where state in ('queued', 'deferred')"
               "  union all"
               "  select due, 1, 'queued' from deliveries where letter_id = 0 and state = 'queued'"
               "  union all"
               "  select created_at, 1, 'queued' from outbox where id > (select spread_to from post))"
               " select coalesce(sum(state = 'queued'), 0), coalesce(sum(state = 'deferred'), 0),"
               "  (select count(*) from deliveries where state = 'failed'),"
               "  coalesce(min(made_at), 0), coalesce(min(case when urgent then made_at end), 0),"
               "  (" SODAN_REACHED_NOBODY
               ")"
               " from waiting") {}

OutboxRow Letters::row_of(const Message& columns) {
    const auto& [id, ref, key, recipient, kind, created_at] = columns;
    return {id, CaseRef::from_bits(ref), key, recipient, kind, instant(created_at)};
}

DeliveryRow Letters::row_of(const Delivery& columns) {
    const auto& [message, person, way, due, letter, state, why, followed] = columns;
    return {message, person,       stored<Way>(way), instant(due), letter, stored<LetterState>(state),
            why,     followed != 0};
}

LetterRow Letters::row_of(const Letter& columns) {
    const auto& [id, key, person, way, address, urgent, bytes, made_at, state, attempts, next_at, why] =
        columns;
    return {.id = id,
            .key = key,
            .person = person,
            .way = stored<Way>(way),
            .to = address,
            .urgent = urgent != 0,
            .bytes = bytes,
            .made_at = instant(made_at),
            .state = stored<LetterState>(state),
            .attempts = attempts,
            .next_at = instant(next_at),
            .why = why};
}

DeliveryView Letters::view_of(const Shown& columns) {
    const auto& [id, ref, key, recipient, kind, created_at, person, way, due, letter, state, why, attempts,
                 next_at, sent_at] = columns;
    DeliveryView out;
    out.message = {id, CaseRef::from_bits(ref), key, recipient, kind, instant(created_at)};
    out.delivery = {id,  person, stored<Way>(way), instant(due), letter, stored<LetterState>(state),
                    why, false};
    out.attempts = attempts;
    if (out.delivery.state == LetterState::sent) out.sent_at = instant_or_none(sent_at);
    const bool waits =
        out.delivery.state == LetterState::queued || out.delivery.state == LetterState::deferred;
    if (waits) out.next_at = letter == 0 ? instant(due) : instant_or_none(next_at);
    return out;
}

template <class Statement> auto Letters::all_of(Statement& statement) {
    std::vector<decltype(row_of(statement.out))> out;
    statement.each([&](const auto& found) { out.push_back(row_of(found)); });
    return out;
}

std::vector<OutboxRow> Letters::unspread(int limit) {
    unspread_.in = {limit};
    return all_of(unspread_);
}

std::optional<OutboxRow> Letters::message(std::int64_t id) {
    if (!message_.once(id)) return {};
    return row_of(message_.out);
}

std::vector<DeliveryRow> Letters::deliveries_of(std::int64_t message) {
    deliveries_of_.in = {message};
    return all_of(deliveries_of_);
}

std::vector<DeliveryRow> Letters::due_deliveries(Instant now, int limit) {
    due_deliveries_.in = {millis(now), limit};
    return all_of(due_deliveries_);
}

std::vector<DeliveryRow> Letters::deliveries_in(std::int64_t letter) {
    deliveries_in_.in = {letter};
    return all_of(deliveries_in_);
}

std::vector<LetterRow> Letters::due_letters(Way way, Instant now, int limit,
                                            const std::set<std::string>& busy) {
    const boost::json::array addresses(busy.begin(), busy.end());
    due_letters_.in = {std::string(code(way)), millis(now), boost::json::serialize(addresses), limit};
    return all_of(due_letters_);
}

std::optional<LetterRow> Letters::letter(std::int64_t id) {
    if (!letter_.once(id)) return {};
    return row_of(letter_.out);
}

std::vector<DeliveryRow> Letters::failures(int limit) {
    failures_.in = {limit};
    return all_of(failures_);
}

std::vector<std::int64_t> Letters::unreached(int limit) {
    std::vector<std::int64_t> out;
    unreached_.in = {limit};
    unreached_.each([&](const std::tuple<Int>& found) { out.push_back(std::get<0>(found)); });
    return out;
}

bool Letters::has_message(CaseRef ref, const std::string& key) { return has_message_.once(ref.bits(), key); }

std::vector<DeliveryView> Letters::shown_of(CaseRef ref) {
    std::vector<DeliveryView> out;
    shown_of_.in = {ref.bits()};
    shown_of_.each([&](const Shown& found) { out.push_back(view_of(found)); });
    return out;
}

std::vector<DeliveryView> Letters::shown_failed(int limit) {
    std::vector<DeliveryView> out;
    shown_failed_.in = {limit};
    shown_failed_.each([&](const Shown& found) { out.push_back(view_of(found)); });
    return out;
}

office::PostFigures Letters::figures() {
    if (!figures_.once()) return {};
    const auto [queued, deferred, failed, oldest, oldest_urgent, reached_nobody] = figures_.out;
    return {queued,        deferred, failed, instant_or_none(oldest), instant_or_none(oldest_urgent),
            reached_nobody};
}

LetterWriter::LetterWriter(Connection& db)
    : set_delivery_(db,
                    "insert into deliveries (message_id, person, way, due, letter_id, state, why, followed)"
                    " values (:message, :person, :way, :due, :letter, :state, :why, :followed)"
                    " on conflict (message_id, person, way) do update set due = excluded.due,"
                    " letter_id = excluded.letter_id, state = excluded.state, why = excluded.why,"
                    " followed = excluded.followed"),
      insert_letter_(db,
                     "insert into letters (key, person, way, address, urgent, bytes, made_at, state,"
                     " attempts, next_at, why) values (:key, :person, :way, :address, :urgent, :bytes,"
                     " :made_at, :state, :attempts, :next_at, :why)"),
      last_letter_(db, "select last_insert_rowid()"),
      pack_(db,
            "update deliveries set letter_id = :letter"
            " where message_id = :message and person = :person and way = :way"),
      update_letter_(db,
                     "update letters set bytes = :bytes, state = :state, attempts = :attempts,"
                     " next_at = :next_at, why = :why where id = :id"),
      update_deliveries_(db, "update deliveries set state = :state, why = :why where letter_id = :id"),
      mark_sent_(db,
                 "update outbox set sent_at = :at where sent_at is null"
                 " and id in (select message_id from deliveries where letter_id = :id and letter_id <> 0)"),
      spread_to_(db, "update post set spread_to = :message"),
      reached_nobody_(db, "insert or ignore into unreached (message_id) values (:message)"),
      answered_(db, "delete from unreached where message_id = :message"),
      date_letters_back_(db,
                         "update letters set next_at = min(next_at, :now), made_at = min(made_at, :made)"
                         " where state in ('queued', 'deferred') and max(next_at, made_at) > :after"),
      // What was to leave at once does; the rest keeps its time of day, a day ahead at most.
      date_deliveries_back_(
          db,
          "update deliveries set due = case"
          "  when due < 300000 + (select created_at from outbox where id = message_id) then :now"
          "  else :from + (due - :since) % 86400000 end"
          " where letter_id = 0 and state = 'queued' and due > :after") {}

void LetterWriter::write(const DeliveryRow& row) {
    set_delivery_.once(row.message, row.person, std::string(code(row.way)), millis(row.due), row.letter,
                       std::string(code(row.state)), row.why, row.followed);
}

void LetterWriter::write_new(const LetterRow& row) {
    const std::string way(code(row.way)), state(code(row.state));
    insert_letter_.once(row.key, row.person, way, row.to, row.urgent, row.bytes, millis(row.made_at), state,
                        row.attempts, millis(row.next_at), row.why);
    last_letter_.once();
    const auto id = std::get<0>(last_letter_.out);
    for (const auto message : row.messages) pack_.once(id, message, row.person, way);
    update_deliveries_.once(state, row.why, id);
}

void LetterWriter::write(const LetterRow& row) {
    if (row.id == 0) return write_new(row);
    const std::string state(code(row.state));
    update_letter_.once(row.bytes, state, row.attempts, millis(row.next_at), row.why, row.id);
    update_deliveries_.once(state, row.why, row.id);
    if (row.state == LetterState::sent) mark_sent_.once(millis(row.next_at), row.id);
}

void LetterWriter::date_back(Instant now) {
    const Int at = millis(now);
    date_letters_back_.once(at, at, at);
    date_deliveries_back_.once(at, at, at, at);
}

void LetterWriter::spread_to(Int message) { spread_to_.once(message); }
void LetterWriter::reached_nobody(Int message) { reached_nobody_.once(message); }
void LetterWriter::answered(Int message) { answered_.once(message); }

}  // namespace sodan::store
