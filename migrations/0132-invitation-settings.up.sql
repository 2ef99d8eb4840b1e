-- Settings > Invitations: one row. An empty text is the product's own.
create table invitation_settings (
  id integer primary key default 1 constraint invitation_settings_one check (id = 1),
  subject text not null default '',
  body text not null default '',
  -- For how many days a new link works.
  days integer not null default 7 constraint invitation_settings_days check (days between 1 and 60),
  version integer not null default 1,
  updated_at timestamptz not null default now()
);
insert into invitation_settings (id) values (1);
grant select, update on invitation_settings to {{app}};
