-- Who signed in, looked and downloaded: a partition a month, so that old months go at once and nothing else can.
create table access_log (
  id uuid not null,
  at timestamptz not null,
  kind text not null constraint access_log_kind
    check (kind in ('sign-in', 'sign-in-failed', 'view', 'download', 'export')),
  login_id uuid not null,
  portal_user_id uuid,
  -- Whose records; somebody who looks at several customers' at once leaves a row for each.
  customer_id uuid,
  site_id uuid,
  address text not null default '',
  -- The section or page, and the record where it was one.
  section text not null default '',
  record_id uuid,
  reference text not null default '',
  primary key (id, at)
) partition by range (at);
create index access_log_at on access_log (at desc, id desc);
create index access_log_customer on access_log (customer_id, at desc, id desc) where customer_id is not null;
create index access_log_login on access_log (login_id, at desc, id desc);

grant select, insert on access_log to {{app}};
grant select on access_log to {{portal}};
alter table access_log enable row level security;
create policy access_log_app on access_log to {{app}} using (true) with check (true);
-- A customer reads of its own people, never of staff; of single records only where the reader sees their sites.
create policy access_log_portal on access_log for select to {{portal}} using (
  customer_id = (select portal_customer()) and portal_user_id is not null
  and (record_id is null or (select portal_every_site()) or site_id = any ((select portal_sites())::uuid[]))
);

create table log_settings (
  id integer primary key default 1 constraint log_settings_one check (id = 1),
  keep_months integer not null default 24 constraint log_settings_keep check (keep_months between 1 and 120),
  version integer not null default 1,
  updated_at timestamptz not null default now()
);
insert into log_settings (id) values (1);
grant select, update on log_settings to {{app}};

-- A person who was erased: the id stays, nothing of the person does.
alter table logins add column erased_at timestamptz;

-- This month's partition and the two after it. As the owner of the tables: the application may not make any.
create function make_access_log_months() returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  first date;
begin
  perform pg_advisory_xact_lock(hashtextextended('access log months', 0));
  for ahead in 0..2 loop
    first := date_trunc('month', now() at time zone 'UTC') + make_interval(months => ahead);
    continue when to_regclass('public.access_log_' || to_char(first, 'YYYY_MM')) is not null;
    execute format('create table access_log_%s partition of access_log for values from (%L) to (%L)',
      to_char(first, 'YYYY_MM'), first::text || ' 00:00+00', (first + interval '1 month')::date::text || ' 00:00+00');
  end loop;
end $$;

-- The only way to remove anything: months that are older than the setting. It reads the setting itself.
create function drop_old_access_log_months() returns integer
  language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '5s' as $$
declare
  old text;
  dropped integer := 0;
begin
  for old in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid, log_settings s
    where i.inhparent = 'public.access_log'::regclass
      and to_date(right(c.relname, 7), 'YYYY_MM')
        < date_trunc('month', now() at time zone 'UTC') - make_interval(months => s.keep_months)
  loop
    execute format('drop table %I', old);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;

-- Of people who were erased the log keeps that they were here, not from where.
create function forget_access_log_addresses(erased uuid) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update access_log set address = ''
  where login_id = erased and address <> '' and exists (select from logins where id = erased and erased_at is not null);
$$;

revoke all on function make_access_log_months(), drop_old_access_log_months(), forget_access_log_addresses(uuid)
  from public;
grant execute on function make_access_log_months(), drop_old_access_log_months(), forget_access_log_addresses(uuid)
  to {{app}};
select make_access_log_months();
