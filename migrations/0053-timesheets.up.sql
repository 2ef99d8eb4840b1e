-- What people worked at customers' sites, to be approved by the customer. Drafts are never shown.
create table timesheets (
  id uuid primary key,
  reference text collate "C" not null constraint timesheets_reference_key unique,
  customer_id uuid not null references customers,
  site_id uuid,
  person text not null,
  role text not null default '',
  date date not null,
  until date,
  minutes integer not null constraint timesheets_minutes check (minutes >= 0),
  note text not null default '',
  -- What the business says.
  status text not null default 'waiting' constraint timesheets_status check (status in ('waiting', 'approved', 'draft')),
  -- What the customer said of it; nothing yet, or nothing any more because it changed.
  decision text not null default '' constraint timesheets_decision check (decision in ('', 'approved', 'rejected')),
  decision_reason text not null default '',
  decided_by uuid references portal_users,
  decided_at timestamptz,
  state text not null generated always as
    (case when status = 'waiting' and decision <> '' then decision else status end) stored,
  shown boolean not null generated always as (status <> 'draft') stored,
  part text generated always as
    (case when status = 'waiting' and decision <> 'approved' then 'timesheets.approval' end) stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_in bigint not null,
  deleted_at timestamptz,
  constraint timesheets_site foreign key (site_id, customer_id) references sites (id, customer_id) on update cascade,
  constraint timesheets_of_customer unique (id, customer_id),
  constraint timesheets_of_site unique (id, site_id)
);
create index timesheets_list_date on timesheets (customer_id, date desc nulls last, id desc) where deleted_at is null;
create index timesheets_list_reference on timesheets (customer_id, reference, id) where deleted_at is null;
create index timesheets_staff_date on timesheets (date desc nulls last, id desc) where deleted_at is null;
create index timesheets_waiting on timesheets (customer_id, date, id) where deleted_at is null and state = 'waiting';
create index timesheets_changed on timesheets (changed_in, id);

create table timesheet_shifts (
  id uuid primary key,
  timesheet_id uuid not null,
  customer_id uuid not null,
  site_id uuid,
  position integer not null,
  date date not null,
  start_at timestamptz,
  end_at timestamptz,
  minutes integer not null constraint timesheet_shifts_minutes check (minutes >= 0),
  note text not null default '',
  constraint timesheet_shifts_timesheet foreign key (timesheet_id, customer_id)
    references timesheets (id, customer_id) on update cascade on delete cascade,
  constraint timesheet_shifts_site foreign key (timesheet_id, site_id) references timesheets (id, site_id)
    on update cascade
);
create unique index timesheet_shifts_position on timesheet_shifts (timesheet_id, position);

-- What was approved is what was seen: a change of what stands in it takes the customer's word back.
create function void_decision() returns trigger language plpgsql as $$
begin
  if (old.customer_id, old.person, old.role, old.date, old.minutes, old.note)
      is distinct from (new.customer_id, new.person, new.role, new.date, new.minutes, new.note)
    or old.site_id is distinct from new.site_id or old.until is distinct from new.until then
    new.decision := '';
    new.decision_reason := '';
    new.decided_by := null;
    new.decided_at := null;
  end if;
  return new;
end $$;
create trigger timesheets_a_void before update on timesheets for each row execute function void_decision();
create trigger timesheets_touch before insert or update on timesheets for each row execute function touch_record();

create function void_decision_of_shifts() returns trigger language plpgsql as $$
begin
  update timesheets set decision = '', decision_reason = '', decided_by = null, decided_at = null
  where decision <> '' and id in (select timesheet_id from moved);
  return null;
end $$;
create trigger timesheet_shifts_added after insert on timesheet_shifts referencing new table as moved
  for each statement execute function void_decision_of_shifts();
create trigger timesheet_shifts_removed after delete on timesheet_shifts referencing old table as moved
  for each statement execute function void_decision_of_shifts();

create trigger timesheets_words_added after insert on timesheets referencing new table as new_rows
  for each statement execute function keep_words('timesheets', 'reference', 'person', 'role');
create trigger timesheets_words_changed after update on timesheets referencing old table as old_rows new table as new_rows
  for each statement execute function keep_words('timesheets', 'reference', 'person', 'role');

alter table timesheets enable row level security;
alter table timesheet_shifts enable row level security;
create policy timesheets_app on timesheets to {{app}} using (true) with check (true);
create policy timesheet_shifts_app on timesheet_shifts to {{app}} using (true) with check (true);
create policy timesheets_portal on timesheets for select to {{portal}}
  using (customer_id = (select portal_customer()) and deleted_at is null
    and (state = 'approved' or (state in ('waiting', 'rejected') and (select portal_may('timesheets.approval'))))
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
create policy timesheet_shifts_portal on timesheet_shifts for select to {{portal}}
  using (customer_id = (select portal_customer())
    and exists (select from timesheets t where t.id = timesheet_shifts.timesheet_id)
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
grant select, insert, update, delete on timesheets, timesheet_shifts to {{app}};
grant select on timesheets, timesheet_shifts to {{portal}};
