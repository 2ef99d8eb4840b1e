-- What a check found that a form would ask about: how much of it, and the first of it.
alter table imports add column doubts jsonb not null default '{}';
