-- The first records of a file as a check would keep them, for the page to show before anything is written.
alter table imports add column first_records jsonb not null default '[]';
