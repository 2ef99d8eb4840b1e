-- Files that the office imports: what was sent, how it was understood, and what came of it. The work itself is an
-- operation: first one that checks and changes nothing, then one that imports.
create table imports (
  id uuid primary key,
  section text not null,
  -- What it was called on the machine it came from; only ever shown.
  file_name text not null,
  -- The name of its bytes in the storage; none once they are forgotten.
  file text,
  bytes bigint not null,
  -- As it was written, in its order; none where the headings decide.
  map json,
  -- Sentences that say how the file was read.
  understood jsonb not null default '[]',
  row_count bigint not null default 0,
  step text not null default 'check' constraint imports_step check (step in ('check', 'import')),
  operation_id uuid not null references operations,
  -- What came of this step so far, in records.
  counts jsonb not null default '{}',
  asked_by uuid references logins,
  created_at timestamptz not null default now()
);
create index imports_kept on imports (created_at) where file is not null;

-- Every refused row of a step, at its cell.
create table import_refusals (
  import_id uuid not null references imports on delete cascade,
  position bigint generated always as identity,
  row_number bigint not null,
  column_name text not null,
  value text not null,
  -- A sentence's key and values.
  reason jsonb not null,
  primary key (import_id, position)
);
grant select, insert, update, delete on imports, import_refusals to {{app}};
