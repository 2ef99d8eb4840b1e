-- A database that holds a demonstration says so, from the moment loading begins: a start that finds it half loaded goes
-- on, on the day it began, and nothing is ever loaded among somebody's own records.
create table demonstration (
  id integer primary key default 1 constraint demonstration_one check (id = 1),
  trade text not null,
  today date not null,
  loaded_at timestamptz
);
grant select, insert, update on demonstration to {{app}};
