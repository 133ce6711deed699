-- Messages on their way out (office/letters.h). What stands in the outbox is spread over people, in the order of
-- writing: `spread_to` is how far that has gone. What stood in an outbox before anything was delivered is not sent
-- late.
create table post (
    one       integer primary key check (one = 1),
    spread_to integer not null
) strict;

insert into post (one, spread_to) select 1, coalesce(max(id), 0) from outbox;

create table letters (
    id       integer primary key,
    key      text    not null unique,
    person   text    not null,
    way      text    not null,
    address  text    not null,
    urgent   integer not null,
    bytes    text    not null,
    made_at  integer not null,
    state    text    not null,
    attempts integer not null,
    next_at  integer not null,
    why      text    not null
) strict;

create index letters_waiting on letters (next_at) where state in ('queued', 'deferred');

-- letter_id is 0 until the delivery is packed; from then on its state is its letter's.
create table deliveries (
    message_id integer not null references outbox (id),
    person     text    not null,
    way        text    not null,
    due        integer not null,
    letter_id  integer not null,
    state      text    not null,
    why        text    not null,
    followed   integer not null,
    primary key (message_id, person, way)
) strict, without rowid;

create index deliveries_to_pack on deliveries (due) where letter_id = 0 and state = 'queued';
create index deliveries_packed  on deliveries (letter_id) where letter_id <> 0;
create index deliveries_failed  on deliveries (message_id) where state = 'failed';
create index deliveries_to_follow on deliveries (message_id) where state = 'failed' and followed = 0;

-- Messages that reached nobody, until what follows from that is done.
create table unreached (
    message_id integer primary key references outbox (id)
) strict;
