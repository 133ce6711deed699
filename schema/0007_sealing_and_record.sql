-- What people wrote is sealed (docs/security.md), and every entry of the journal is a link of a hash chain
-- (docs/record.md). Entries from before have no hash yet: they are sealed and chained once, at the next opening.

-- A case's data key, wrapped by the key file that wrapped_by names: the epoch's while the case is open, a quarter's when
-- it is closed. wrapped is empty when the key was taken away. Wrapping anew touches this table and nothing else.
create table case_keys (
    case_id    integer primary key references cases (id),
    wrapped_by text not null,
    wrapped    text not null
) strict;

create index case_keys_by_wrapper on case_keys (wrapped_by, case_id);

-- A word sealed with the office key: shows at the start whether the key files are those of this database.
create table key_probe (
    id     integer primary key check (id = 1),
    sealed text not null
) strict;

alter table journal add column state text not null default '';
alter table journal add column hash text not null default '';

-- Version 0 is what is about a case and none of its steps: who read it.
drop index journal_by_case;
create unique index journal_by_case on journal (case_id, version) where case_id <> 0 and version <> 0;
create index journal_beside_case on journal (case_id, seq) where case_id <> 0 and version = 0;

drop trigger journal_is_never_changed;
create trigger journal_is_never_changed before update on journal
when old.hash <> '' or length(new.hash) <> 64
begin
    select raise(abort, 'the journal is append-only');
end;

create trigger journal_is_chained before insert on journal
when length(new.hash) <> 64
begin
    select raise(abort, 'an entry of the journal has no hash');
end;

-- What the record key signed: the hash of the newest entry at a time.
create table anchors (
    id        integer primary key,
    seq       integer not null,
    hash      text    not null,
    at        integer not null,
    signature text    not null
) strict;

create trigger anchors_are_never_changed before update on anchors
begin
    select raise(abort, 'anchors are append-only');
end;

create trigger anchors_are_never_removed before delete on anchors
begin
    select raise(abort, 'anchors are append-only');
end;
