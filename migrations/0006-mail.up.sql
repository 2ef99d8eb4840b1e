-- The outbox: the row decides, the queue only says when to look.
create table mails (
  id uuid primary key,
  -- Which composer makes it, and of which row: 'invitation', 'password-reset', 'test'.
  kind text not null,
  subject_id uuid not null,
  -- The version of the token it carries, so that the same mail can be made again.
  token_version integer not null default 1,
  recipient text not null,
  state text not null default 'queued'
    constraint mails_state check (state in ('queued', 'sending', 'sent', 'failed', 'cancelled')),
  attempt integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  -- A worker that claimed it and died lets go of it at this moment.
  lease_until timestamptz,
  message_id text not null,
  -- The mail server's own words.
  answer text not null default '',
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index mails_due on mails (next_attempt_at) where state in ('queued', 'sending');
create index mails_subject on mails (subject_id, created_at desc);
grant select, insert, update on mails to {{app}};

-- Long work that a person may leave and find again.
create table operations (
  id uuid primary key,
  kind text not null,
  -- What a person reads above its progress, as a sentence's key and values; and where they go on from there.
  title jsonb not null,
  href text not null,
  state text not null default 'queued'
    constraint operations_state check (state in ('queued', 'running', 'done', 'failed', 'cancelled', 'undone')),
  payload jsonb not null default '{}',
  done bigint not null default 0,
  total bigint not null default 0,
  attempt integer not null default 0,
  lease_until timestamptz,
  -- Why it failed, as a sentence's key and values.
  problem jsonb,
  asked_by uuid references logins,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index operations_due on operations (created_at) where state in ('queued', 'running');
grant select, insert, update on operations to {{app}};
