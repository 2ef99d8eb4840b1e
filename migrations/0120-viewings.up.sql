-- Staff who look at the portal as one of its people: who, as whom, from when to when. A session holds one at a time.
create table viewings (
  id uuid primary key,
  session_id uuid not null references sessions on delete cascade,
  login_id uuid not null references logins on delete cascade,
  portal_user_id uuid not null references portal_users on delete cascade,
  address text not null default '',
  -- Where they came from, and are led back to.
  back_path text not null,
  started_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz
);
create unique index viewings_open on viewings (session_id) where ended_at is null;
create index viewings_portal_user on viewings (portal_user_id, started_at desc);
grant select, insert, update on viewings to {{app}};

-- Whoever gives people their access may look at what it opens.
update role_groups set permissions = permissions || '{portal.view-as}'
where kind = 'staff' and 'access.write' = any (permissions) and not 'portal.view-as' = any (permissions);
