-- The first records of a file as a check would keep them, for the page to show before anything is written.
-- Of what was imported, the first and the last day: its list is narrowed to them.
alter table imports add column first_records jsonb not null default '[]',
  add column first_day date,
  add column last_day date;
