-- Long work may be taken back: the same row, done the other way round.
alter table operations add column undoing boolean not null default false;

-- One permission, set for all existing customers: what was asked, and how far it is.
create table bulk_changes (
  operation_id uuid primary key references operations,
  permission text not null,
  value boolean not null,
  -- Whether what was set by hand before goes too.
  overwrite boolean not null,
  -- When it was asked. The rows that it changed bear this as `set_at`, and are known by it when it is taken back.
  at timestamptz not null,
  -- What new customers began with before, where that was changed with it.
  default_before boolean,
  -- The last customer dealt with.
  reached uuid,
  changed integer not null default 0,
  -- Of the changed: those that had been set by hand.
  overwritten integer not null default 0,
  -- Set by hand and left as they are.
  kept integer not null default 0,
  restored integer not null default 0,
  -- Who asked for it, and who took it back: kind, id and address, for the audit log.
  actor jsonb not null,
  undone_by jsonb,
  constraint bulk_changes_moment unique (permission, at)
);

-- What each customer had before. Kept without foreign keys: a hundred thousand rows are written at a time, by statements
-- that have just read the customers, and customers are never removed.
create table bulk_change_customers (
  operation_id uuid not null,
  customer_id uuid not null,
  -- All three null: the customer had no row.
  allowed_before boolean,
  set_by_before text,
  set_at_before timestamptz,
  primary key (operation_id, customer_id)
);

grant select, insert, update on bulk_changes to {{app}};
grant select, insert, update, delete on bulk_change_customers to {{app}};

-- New customers and changes of the defaults come one after the other: a customer is either there before a change for all
-- existing customers begins, or begins with what it set.
create or replace function give_default_permissions() returns trigger language plpgsql as $$
begin
  perform from portal_settings for key share;
  insert into customer_permissions (customer_id, permission, allowed, set_by)
  select n.id, s.permission, s.on_for_new, 'default' from new_customers n cross join permission_settings s
  on conflict do nothing;
  return null;
end $$;
