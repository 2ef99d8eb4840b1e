-- Two-step sign-in: an app on somebody's phone that shows codes (RFC 6238), and codes on paper for the day it is lost.
create table login_authenticators (
  login_id uuid primary key references logins on delete cascade,
  -- The secret that app and server share, sealed by the secret key.
  sealed text not null,
  -- Until a code of the app was typed it is only being set up.
  confirmed_at timestamptz,
  -- The time step of the last code: none is taken twice.
  last_step bigint not null default 0,
  created_at timestamptz not null default now()
);
create table login_recovery_codes (
  id uuid primary key,
  login_id uuid not null references logins on delete cascade,
  code_hash text not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  constraint login_recovery_codes_once unique (login_id, code_hash)
);
grant select, insert, update, delete on login_authenticators, login_recovery_codes to {{app}};

-- A session whose code is still to come is nobody's: it opens nothing but the page that asks for the code.
alter table sessions
  add column awaits_code boolean not null default false,
  add column kept boolean not null default false,
  add column by_link boolean not null default false;
