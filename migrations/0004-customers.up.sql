-- The organisations served. Their people may see nothing until portal access is switched on.
create table customers (
  id uuid primary key,
  reference text collate "C" not null constraint customers_reference_key unique,
  name text not null,
  name_key text collate "C" not null generated always as (fold(name)) stored,
  trading_name text not null default '',
  contact_name text not null default '',
  email text not null default '',
  phone text not null default '',
  address text not null default '',
  postcode text not null default '',
  invoicing_address text not null default '',
  sic_code text not null default '',
  vat_number text not null default '',
  account_manager text not null default '',
  portal_enabled boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_in bigint not null,
  deleted_at timestamptz
);
create index customers_name on customers (name_key, id) where deleted_at is null;
create index customers_changed on customers (changed_in, id);
create trigger customers_touch before insert or update on customers for each row execute function touch_record();

-- The organisation that runs this Portico: one row.
create table organisation (
  id integer primary key default 1 constraint organisation_one check (id = 1),
  name text not null default '',
  portal_name text not null default '',
  colour text not null default '#1f6f5c',
  logo_file text,
  logo_type text,
  phone text not null default '',
  email text not null default '',
  reply_address text not null default '',
  time_zone text not null default 'Europe/London',
  currency text not null default 'GBP',
  locale text not null default 'en-GB',
  trade text not null default 'waste',
  set_up_at timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null default now()
);
insert into organisation (id) values (1);

-- Settings > Customer Portal: one row.
create table portal_settings (
  id integer primary key default 1 constraint portal_settings_one check (id = 1),
  enabled boolean not null default false,
  allow_auto_pay_deactivation boolean not null default false,
  auto_pay_message text not null default '',
  version integer not null default 1,
  updated_at timestamptz not null default now()
);
insert into portal_settings (id) values (1);

-- What the organisation makes available, and what a new customer begins with. A permission without a row is a later
-- version's: not available, and off.
create table permission_settings (
  permission text primary key,
  available boolean not null default false,
  on_for_new boolean not null default false
);

-- A customer's switches, with who set each: a default at creation, a bulk change, or somebody by hand.
create table customer_permissions (
  customer_id uuid not null references customers on delete cascade,
  permission text not null,
  allowed boolean not null,
  set_by text not null constraint customer_permissions_set_by check (set_by in ('default', 'bulk', 'hand')),
  set_at timestamptz not null default now(),
  primary key (customer_id, permission)
);

-- However a customer comes to be (form, import, API), it begins with the defaults of that moment.
create function give_default_permissions() returns trigger language plpgsql as $$
begin
  insert into customer_permissions (customer_id, permission, allowed, set_by)
  select n.id, s.permission, s.on_for_new, 'default' from new_customers n cross join permission_settings s
  on conflict do nothing;
  return null;
end $$;
create trigger customers_defaults after insert on customers
  referencing new table as new_customers for each statement execute function give_default_permissions();

-- One login's access to one customer.
create table portal_users (
  id uuid primary key,
  login_id uuid not null references logins,
  customer_id uuid not null references customers,
  every_site boolean not null default true,
  withheld text[] not null default '{}',
  show_live_clock_ins boolean not null default false,
  share_all_incidents boolean not null default false,
  -- Becomes true when the invitation is accepted.
  active boolean not null default false,
  ended_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index portal_users_login_customer on portal_users (login_id, customer_id) where ended_at is null;
create index portal_users_customer on portal_users (customer_id);

create table portal_user_sites (
  portal_user_id uuid not null references portal_users on delete cascade,
  site_id uuid not null,
  primary key (portal_user_id, site_id)
);

-- How a person gets an access. The token is an HMAC of id and version; the row holds its hash.
create table invitations (
  id uuid primary key,
  portal_user_id uuid not null references portal_users on delete cascade,
  invited_by uuid references logins,
  token_version integer not null default 1,
  token_hash text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  -- The person asked for a new link.
  asked_again_at timestamptz
);
create unique index invitations_portal_user on invitations (portal_user_id);

grant select, insert, update, delete on customers, organisation, portal_settings, permission_settings,
  customer_permissions, portal_users, portal_user_sites, invitations to {{app}};

alter table sessions add constraint sessions_portal_user
  foreign key (portal_user_id) references portal_users on delete set null;

alter table customers enable row level security;
create policy customers_app on customers to {{app}} using (true) with check (true);
create policy customers_portal on customers for select to {{portal}}
  using (id = (select portal_customer()) and deleted_at is null);
grant select on customers to {{portal}};
