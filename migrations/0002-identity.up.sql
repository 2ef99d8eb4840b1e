-- People who sign in: staff, and people of customers.
create table logins (
  id uuid primary key,
  email text not null,
  -- The email without case and with Unicode normalised: one email is one login.
  email_key text not null constraint logins_email_key unique,
  name text not null default '',
  kind text not null constraint logins_kind check (kind in ('staff', 'customer')),
  password_hash text,
  -- Rises with every change of password and with Disable; sessions of an older epoch have ended.
  epoch integer not null default 1,
  disabled_at timestamptz,
  last_signed_in_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table role_groups (
  id uuid primary key,
  key text not null constraint role_groups_key unique,
  name text not null,
  -- May the holder enter the portal, or the admin?
  kind text not null constraint role_groups_kind check (kind in ('staff', 'customer')),
  permissions text[] not null default '{}',
  created_at timestamptz not null default now()
);

create table login_role_groups (
  login_id uuid not null references logins on delete cascade,
  role_group_id uuid not null references role_groups,
  primary key (login_id, role_group_id)
);

create table sessions (
  id uuid primary key,
  login_id uuid not null references logins on delete cascade,
  login_epoch integer not null,
  -- Which of the login's accesses is looked at; chosen after signing in.
  portal_user_id uuid,
  address text not null default '',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index sessions_login on sessions (login_id);

-- Only failures are limited: 10 in 15 minutes for an account, 100 for an address.
create table sign_in_failures (
  id uuid primary key,
  email_key text not null,
  address text not null,
  at timestamptz not null default now()
);
create index sign_in_failures_account on sign_in_failures (email_key, at);
create index sign_in_failures_address on sign_in_failures (address, at);

-- The token in the mail is an HMAC of id and version; the row holds its hash.
create table password_resets (
  id uuid primary key,
  login_id uuid not null references logins on delete cascade,
  token_version integer not null default 1,
  token_hash text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index password_resets_login on password_resets (login_id);

create table api_keys (
  id uuid primary key,
  name text not null,
  key_hash text not null constraint api_keys_key_hash unique,
  role_group_id uuid not null references role_groups,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  ended_at timestamptz
);

grant select, insert, update, delete on
  logins, role_groups, login_role_groups, sessions, sign_in_failures, password_resets, api_keys to {{app}};

insert into role_groups (id, key, name, kind, permissions) values
  ('01900000-0000-7000-8000-000000000001', 'administrator', 'Administrator', 'staff', '{*}'),
  ('01900000-0000-7000-8000-000000000002', 'office', 'Office', 'staff',
    '{customers.read,customers.write,records.read,records.write,access.write,imports.run,reports.read}'),
  ('01900000-0000-7000-8000-000000000003', 'customer-portal', 'Customer portal (for customers)', 'customer', '{}');
