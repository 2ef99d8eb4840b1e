-- An import begins with a file whose columns are still to be matched: nothing works on it yet.
alter table imports drop constraint imports_step,
  add constraint imports_step check (step in ('match', 'check', 'import')),
  alter column operation_id drop not null,
  add constraint imports_work check (step = 'match' or operation_id is not null),
  -- What its headings are, as a digest: files of the same shape are matched the same way.
  add column headings text;

-- How columns were matched last, by what was imported and by the headings.
create table import_maps (
  section text not null,
  headings text not null,
  map json not null,
  used_at timestamptz not null default now(),
  primary key (section, headings)
);
grant select, insert, update, delete on import_maps to {{app}};
