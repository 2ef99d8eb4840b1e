-- Which records a prepared file holds, and of a ZIP which file of each: whoever comes for it is asked again whether each
-- of them may still be seen. Some thousands stand in a row together.
create table export_contents (
  export_id uuid not null references exports on delete cascade,
  part integer not null,
  records uuid[] not null,
  files uuid[],
  primary key (export_id, part)
);
grant select, insert, delete on export_contents to {{app}};
-- Of files that were written before nobody knows what they hold: their lists are downloaded again.
update exports set rights = '' where state = 'done';
