-- After a stroke of the clock the timers of a case rest for a minute, so that whatever came due during a stop is
-- caught up with one step at a time.
alter table timers add column not_before integer not null default 0;
