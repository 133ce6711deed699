-- What the staff did not cover, by a digest of what it says, and who was there, when that was last looked at: the
-- daemon compares with it at its start, so that what was lost during a stop is told.
create table coverage_seen (
    kind  text not null check (kind in ('looked', 'gap', 'there')),
    value text not null,
    primary key (kind, value)
) strict, without rowid;
