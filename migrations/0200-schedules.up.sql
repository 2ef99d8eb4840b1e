-- Reports by email on a schedule.
create table schedules (
  id uuid primary key,
  name text not null constraint schedules_name check (name <> '' and length(name) <= 200),
  report text not null,
  -- Whose figures: those of a customer or of a consolidated account, at all sites or at one.
  customer_id uuid references customers,
  consolidated_account_id uuid references consolidated_accounts,
  account_id uuid not null generated always as (coalesce(customer_id, consolidated_account_id)) stored,
  site_id uuid references sites,
  period text not null constraint schedules_period
    check (period in ('last-week', 'last-month', 'month-so-far', 'last-three-months', 'last-twelve-months')),
  frequency text not null constraint schedules_frequency check (frequency in ('daily', 'weekly', 'monthly')),
  weekday smallint not null default 1 constraint schedules_weekday check (weekday between 1 and 7),
  month_day smallint not null default 1 constraint schedules_month_day check (month_day between 1 and 31),
  -- By the clocks of the organisation.
  at_time time not null,
  -- When it sends next; worked out anew whenever something of it changes.
  next_at timestamptz not null,
  paused_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint schedules_account check (num_nonnulls(customer_id, consolidated_account_id) = 1)
);
create index schedules_due on schedules (next_at) where paused_at is null and ended_at is null;
create index schedules_of_account on schedules (account_id);

-- Who is sent it: somebody with access, for whom their own permissions decide, or an address without a login.
create table schedule_recipients (
  id uuid primary key,
  schedule_id uuid not null references schedules,
  portal_user_id uuid references portal_users,
  email text not null default '',
  email_key text not null default '',
  -- Of the link by which it is stopped; the token is made again from these.
  token_hash text not null,
  stopped_at timestamptz,
  removed_at timestamptz,
  created_at timestamptz not null default now(),
  -- Of an address that was erased nothing is left but that there was one.
  constraint schedule_recipients_who check (portal_user_id is null or email = '')
);
create unique index schedule_recipients_people on schedule_recipients (schedule_id, portal_user_id)
  where portal_user_id is not null;
create unique index schedule_recipients_addresses on schedule_recipients (schedule_id, email_key)
  where portal_user_id is null;
create index schedule_recipients_of_person on schedule_recipients (portal_user_id) where portal_user_id is not null;

-- Each time it sent: one run for each moment that was due.
create table schedule_runs (
  id uuid primary key,
  schedule_id uuid not null references schedules,
  due_at timestamptz not null,
  from_day date not null,
  to_day date not null,
  created_at timestamptz not null default now(),
  constraint schedule_runs_once unique (schedule_id, due_at)
);

-- What each recipient of a run got, or why nothing. The mail itself is a row of the outbox about this one.
create table schedule_deliveries (
  id uuid primary key,
  run_id uuid not null references schedule_runs,
  recipient_id uuid not null references schedule_recipients,
  refused text,
  constraint schedule_deliveries_once unique (run_id, recipient_id)
);
create index schedule_deliveries_of_recipient on schedule_deliveries (recipient_id);

grant select, insert, update on schedules, schedule_recipients, schedule_deliveries to {{app}};
grant select, insert on schedule_runs to {{app}};
