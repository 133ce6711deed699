-- A message's key begins with its case, so a key that is unique within a case is unique; the index then grows at
-- its end, which costs much less than a random key. Rows are never removed: nothing is sent twice.
create table outbox (
    id         integer primary key,
    case_id    integer not null,
    key        text    not null,
    recipient  text    not null,
    kind       text    not null,
    created_at integer not null,
    sent_at    integer
) strict;

create unique index outbox_by_case on outbox (case_id, key);

-- The answer that a retry with the same key gets. The digest of person and key keeps the random index small.
create table answers (
    id        integer primary key,
    digest    integer not null,
    person    text    not null,
    key       text    not null,
    body_hash text    not null,
    status    integer not null,
    body      text    not null,
    ref       integer not null,
    version   integer not null
) strict;

create index answers_by_digest on answers (digest);

-- A person's present state as JSON, in the order in which the office lists them.
create table people (
    position integer primary key,
    id       text    not null unique,
    body     text    not null
) strict;
