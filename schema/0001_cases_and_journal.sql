-- The journal is the truth; cases, shares, walls and timers are derived from it in the same transaction.
-- Instants are milliseconds since 1970 UTC. A due time of 9223372036854775807 means none, so that it sorts last.
-- Numbers of cases are internal: they follow the order of writing, so new rows fall side by side on the disk.

create table cases (
    id          integer primary key,
    ref         integer not null unique,
    version     integer not null,
    desk        text    not null,
    custody     text    not null,
    counsel     text    not null,
    holder      text    not null,
    urgency     integer not null,
    due         integer not null,
    closed      integer not null,
    logged_at   integer not null,
    changed_at  integer not null,
    snapshot    text    not null,
    intake      text    not null,
    shared_with text    not null,
    walls       text    not null
) strict;

create index cases_by_desk   on cases (desk, closed, due);
create index cases_by_holder on cases (holder, closed, due) where holder <> '';

-- By whom a case is seen beside its desk and its holder, in the order in which lists show it.
create table shares (
    key     text    not null,
    closed  integer not null,
    due     integer not null,
    case_id integer not null references cases (id),
    primary key (key, closed, due, case_id)
) strict, without rowid;

create table walls (
    case_id integer not null references cases (id),
    person  text    not null,
    primary key (case_id, person)
) strict, without rowid;

create table timers (
    case_id integer not null references cases (id),
    kind    text    not null,
    due     integer not null,
    primary key (case_id, kind)
) strict, without rowid;

create index timers_by_due on timers (due, case_id, kind);

-- case_id is 0 for what is about the office and not about a case.
create table journal (
    seq         integer primary key,
    case_id     integer not null,
    version     integer not null,
    happened_at integer not null,
    written_at  integer not null,
    actor       text    not null,
    event       text    not null,
    body        text    not null,
    detail      text    not null,
    decision    text    not null
) strict;

create unique index journal_by_case on journal (case_id, version) where case_id <> 0;

create trigger journal_is_never_changed before update on journal
begin
    select raise(abort, 'the journal is append-only');
end;

create trigger journal_is_never_shortened before delete on journal
begin
    select raise(abort, 'the journal is append-only');
end;

create trigger journal_has_no_gap before insert on journal
when new.seq <> coalesce((select max(seq) from journal), 0) + 1
begin
    select raise(abort, 'the journal is append-only');
end;
