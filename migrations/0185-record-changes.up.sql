-- Many records deleted, or given another status, at once: what was asked, and how far it is.
create table record_changes (
  operation_id uuid primary key references operations,
  -- The form that asked: the same form sent twice is one change.
  form uuid not null unique,
  section text not null,
  -- The status they are given; null where they are deleted.
  status text,
  changed integer not null default 0,
  -- Dealt with by now, changed or not.
  reached integer not null default 0,
  restored integer not null default 0,
  -- Who asked for it, and who took it back: kind, id and address, for the audit log.
  actor jsonb not null,
  undone_by jsonb
);

-- The records that were meant when it was asked, whatever becomes of the list they stood in. Kept without foreign keys:
-- records of every section stand here, and none is ever removed.
create table record_change_rows (
  operation_id uuid not null,
  record_id uuid not null,
  -- Whether it was dealt with, and whether it was dealt with when the change was taken back.
  done boolean not null default false,
  undone boolean not null default false,
  -- The version that the change made; null where it left the record alone.
  version_after integer,
  status_before text,
  primary key (operation_id, record_id)
);

grant select, insert, update on record_changes to {{app}};
grant select, insert, update on record_change_rows to {{app}};
