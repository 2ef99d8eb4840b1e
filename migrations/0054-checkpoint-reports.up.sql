-- Checkpoints of patrols.
create table checkpoint_reports (
  id uuid primary key,
  reference text collate "C" not null constraint checkpoint_reports_reference_key unique,
  customer_id uuid not null references customers,
  site_id uuid,
  date date not null,
  checkpoint text not null,
  patrol text not null default '',
  scanned_at timestamptz,
  officer text not null default '',
  state text not null default 'on-time'
    constraint checkpoint_reports_state check (state in ('on-time', 'late', 'missed')),
  note text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_in bigint not null,
  deleted_at timestamptz,
  constraint checkpoint_reports_site foreign key (site_id, customer_id) references sites (id, customer_id)
    on update cascade
);
create index checkpoint_reports_list_date on checkpoint_reports (customer_id, date desc nulls last, id desc)
  where deleted_at is null;
create index checkpoint_reports_list_scanned on checkpoint_reports (customer_id, scanned_at desc nulls last, id desc)
  where deleted_at is null;
create index checkpoint_reports_list_reference on checkpoint_reports (customer_id, reference, id)
  where deleted_at is null;
create index checkpoint_reports_staff_date on checkpoint_reports (date desc nulls last, id desc)
  where deleted_at is null;
create index checkpoint_reports_staff_scanned on checkpoint_reports (scanned_at desc nulls last, id desc)
  where deleted_at is null;
create index checkpoint_reports_changed on checkpoint_reports (changed_in, id);
create trigger checkpoint_reports_touch before insert or update on checkpoint_reports
  for each row execute function touch_record();
create trigger checkpoint_reports_words_added after insert on checkpoint_reports referencing new table as new_rows
  for each statement execute function keep_words('checkpoint-reports', 'reference', 'checkpoint', 'patrol', 'officer');
create trigger checkpoint_reports_words_changed after update on checkpoint_reports
  referencing old table as old_rows new table as new_rows
  for each statement execute function keep_words('checkpoint-reports', 'reference', 'checkpoint', 'patrol', 'officer');

alter table checkpoint_reports enable row level security;
create policy checkpoint_reports_app on checkpoint_reports to {{app}} using (true) with check (true);
create policy checkpoint_reports_portal on checkpoint_reports for select to {{portal}}
  using (customer_id = (select portal_customer()) and deleted_at is null
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
grant select, insert, update, delete on checkpoint_reports to {{app}};
grant select on checkpoint_reports to {{portal}};
