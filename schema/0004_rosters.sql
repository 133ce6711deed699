-- Who was in the office when a decision was made. Append-only: a version holds the people who changed in it, so the
-- office as of a version is the last row of each person up to it. `people` is the last of all.

create table roster_hosts (
    hash text primary key,
    body text not null
) strict, without rowid;

create table rosters (
    version integer primary key,
    made_at integer not null,
    hosts   text    not null references roster_hosts (hash)
) strict;

create table roster_people (
    person   text    not null,
    version  integer not null references rosters (version),
    position integer not null,
    body     text    not null,
    primary key (person, version)
) strict, without rowid;

create trigger rosters_are_never_changed before update on rosters
begin
    select raise(abort, 'rosters are append-only');
end;

create trigger rosters_are_never_shortened before delete on rosters
begin
    select raise(abort, 'rosters are append-only');
end;

create trigger roster_people_are_never_changed before update on roster_people
begin
    select raise(abort, 'rosters are append-only');
end;

create trigger roster_people_are_never_shortened before delete on roster_people
begin
    select raise(abort, 'rosters are append-only');
end;
