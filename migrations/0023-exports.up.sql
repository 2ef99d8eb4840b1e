-- Lists that are too long to be written while somebody waits. The row decides, and is asked for permission again.
create table exports (
  id uuid primary key,
  -- Who asked, and as whom: for a customer's person the access, for staff none.
  login_id uuid not null references logins on delete cascade,
  portal_user_id uuid references portal_users on delete cascade,
  section text not null,
  query jsonb not null,
  state text not null default 'queued'
    constraint exports_state check (state in ('queued', 'running', 'done', 'failed', 'withdrawn', 'expired')),
  -- Counted before, and after: an export is never cut in silence.
  rows_expected bigint not null,
  rows_written bigint not null default 0,
  file_name text,
  -- A print of what its reader might see when it was written; another one closes the file.
  rights text not null default '',
  bytes bigint,
  attempt integer not null default 0,
  lease_until timestamptz,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  expires_at timestamptz
);
create index exports_login on exports (login_id, created_at desc);
create index exports_due on exports (created_at) where state in ('queued', 'running');
create index exports_expiring on exports (expires_at) where state = 'done';
grant select, insert, update, delete on exports to {{app}};
