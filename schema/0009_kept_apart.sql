-- Who is kept apart from a case because they advise its other side. Beside the case's own row, so that neither side can
-- tell when the other moves.
create table kept_apart (
    case_id integer not null,
    person  text    not null,
    primary key (case_id, person)
) strict, without rowid;

-- With this the places in the journal are sealed for each viewer of live events: a gap between two numbers would tell
-- that something happened which they may not know of. It protects nothing against whoever has this file.
create table viewing (
    one    integer primary key check (one = 1),
    secret text    not null
) strict;

insert into viewing (one, secret) values (1, lower(hex(randomblob(32))));
