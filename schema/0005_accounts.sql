-- What people sign in with, and the passes by which they are known afterwards. No secret stands here in clear: passwords
-- are Argon2id hashes, secrets of one-time codes are sealed with the office key, all else is kept as its SHA-256.

create table accounts (
    person      text    primary key,
    password    text    not null,
    code_secret text    not null,
    code_step   integer not null,
    recovery    text    not null,
    changed_at  integer not null
) strict, without rowid;

create table passes (
    id      text    primary key,
    kind    text    not null,
    digest  text    not null unique,
    person  text    not null,
    name    text    not null,
    scopes  text    not null,
    made_at integer not null,
    used_at integer not null,
    ends_at integer not null
) strict, without rowid;

create index passes_by_person on passes (person, made_at);
create index passes_by_end    on passes (ends_at);
