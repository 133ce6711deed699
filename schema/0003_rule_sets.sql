-- The rules of the office, version by version. A version's files are kept whole and never change; which version is in
-- force is the newest publication's. To roll back is to publish an older version again.
create table rule_sets (
    number      integer primary key,
    version     text    not null unique,
    files       text    not null,
    based_on    text    not null,
    author      text    not null,
    reason      text    not null,
    drafted_at  integer not null,
    certificate text    not null
) strict;

create table rule_publications (
    seq          integer primary key,
    version      text    not null references rule_sets (version),
    published_at integer not null,
    person       text    not null,
    reason       text    not null,
    certificate  text    not null
) strict;

create trigger rule_sets_are_never_changed before update on rule_sets
begin
    select raise(abort, 'rule sets are append-only');
end;

create trigger rule_sets_are_never_removed before delete on rule_sets
begin
    select raise(abort, 'rule sets are append-only');
end;

create trigger rule_publications_are_never_changed before update on rule_publications
begin
    select raise(abort, 'publications are append-only');
end;

create trigger rule_publications_are_never_removed before delete on rule_publications
begin
    select raise(abort, 'publications are append-only');
end;

create trigger rule_publications_have_no_gap before insert on rule_publications
when new.seq <> coalesce((select max(seq) from rule_publications), 0) + 1
begin
    select raise(abort, 'publications are append-only');
end;
