-- A column of a file that says how its rows stand, such as failed, with how often it says what; nobody chose among them.
alter table imports add column kinds jsonb;
