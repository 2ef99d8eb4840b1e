-- Incident reports. A customer's person sees one only through a row that shares it with them.
create table incidents (
  id uuid primary key,
  reference text collate "C" not null constraint incidents_reference_key unique,
  customer_id uuid not null references customers,
  site_id uuid,
  kind text not null default 'static'
    constraint incidents_kind check (kind in ('static', 'patrol', 'occurrence-log')),
  status text not null default 'submitted' constraint incidents_status check (status in ('submitted', 'draft')),
  submitted_at timestamptz not null,
  title text not null,
  severity text not null default 'low'
    constraint incidents_severity check (severity in ('low', 'medium', 'high', 'critical')),
  text text not null default '',
  reported_by text not null default '',
  shown boolean not null generated always as (status <> 'draft') stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_in bigint not null,
  deleted_at timestamptz,
  constraint incidents_site foreign key (site_id, customer_id) references sites (id, customer_id) on update cascade,
  constraint incidents_of_customer unique (id, customer_id)
);
create index incidents_list_submitted on incidents (customer_id, submitted_at desc nulls last, id desc)
  where deleted_at is null;
create index incidents_list_reference on incidents (customer_id, reference, id) where deleted_at is null;
create index incidents_staff_submitted on incidents (submitted_at desc nulls last, id desc) where deleted_at is null;
create index incidents_changed on incidents (changed_in, id);
create trigger incidents_touch before insert or update on incidents for each row execute function touch_record();
create trigger incidents_words_added after insert on incidents referencing new table as new_rows
  for each statement execute function keep_words('incidents', 'reference', 'title', 'reported_by');
create trigger incidents_words_changed after update on incidents
  referencing old table as old_rows new table as new_rows
  for each statement execute function keep_words('incidents', 'reference', 'title', 'reported_by');

create table incident_shares (
  incident_id uuid not null,
  -- Of one customer: a report that moves to another is shared with nobody there.
  customer_id uuid not null,
  portal_user_id uuid not null references portal_users on delete cascade,
  how text not null constraint incident_shares_how check (how in ('hand', 'automatic')),
  shared_by uuid references logins,
  shared_at timestamptz not null default now(),
  primary key (incident_id, portal_user_id),
  constraint incident_shares_incident foreign key (incident_id) references incidents on delete cascade
);
create index incident_shares_person on incident_shares (portal_user_id, incident_id);

-- Share all incident reports: in the transaction that submits a report, and from the tick on. Never those before it.
create function share_submitted() returns trigger language plpgsql as $$
declare submitted uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(n.id) into submitted from new_rows n where n.status = 'submitted' and n.deleted_at is null;
  else
    select array_agg(n.id) into submitted from new_rows n join old_rows o on o.id = n.id
    where n.status = 'submitted' and n.deleted_at is null
      and (o.status <> 'submitted' or o.customer_id <> n.customer_id);
    delete from incident_shares s using new_rows n where s.incident_id = n.id and s.customer_id <> n.customer_id;
  end if;
  if submitted is null then
    return null;
  end if;
  insert into incident_shares (incident_id, customer_id, portal_user_id, how)
  select i.id, i.customer_id, u.id, 'automatic'
  from incidents i
    join portal_account_customers m on m.customer_id = i.customer_id
    join portal_users u on u.account_id = m.account_id and u.share_all_incidents and u.ended_at is null
  where i.id = any (submitted)
    and (u.every_site
      or exists (select from portal_user_sites s where s.portal_user_id = u.id and s.site_id = i.site_id)
      or exists (select from portal_user_customers c where c.portal_user_id = u.id and c.customer_id = i.customer_id))
  on conflict do nothing;
  return null;
end $$;
create trigger incidents_shared_added after insert on incidents referencing new table as new_rows
  for each statement execute function share_submitted();
create trigger incidents_shared_changed after update on incidents
  referencing old table as old_rows new table as new_rows
  for each statement execute function share_submitted();

alter table incidents enable row level security;
alter table incident_shares enable row level security;
create policy incidents_app on incidents to {{app}} using (true) with check (true);
create policy incident_shares_app on incident_shares to {{app}} using (true) with check (true);
create policy incident_shares_portal on incident_shares for select to {{portal}}
  using (customer_id = (select portal_customer()) and portal_user_id = (select portal_access()));
create policy incidents_portal on incidents for select to {{portal}}
  using (customer_id = (select portal_customer()) and deleted_at is null and status <> 'draft'
    and exists (select from incident_shares s where s.incident_id = incidents.id)
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
grant select, insert, update, delete on incidents, incident_shares to {{app}};
grant select on incidents, incident_shares to {{portal}};

-- Words of a report are a reading only for people it is shared with.
drop policy record_words_portal on record_words;
create policy record_words_portal on record_words for select to {{portal}}
  using (customer_id = (select portal_customer()) and shown
    and (part is null or part = any ((select portal_open())::text[]))
    and (section <> 'incidents' or exists (select from incident_shares s where s.incident_id = record_id))
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
