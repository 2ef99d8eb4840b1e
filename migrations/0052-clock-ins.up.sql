-- Who worked where, from when to when. A row without a clock-out says who is on site now.
create table clock_ins (
  id uuid primary key,
  reference text collate "C" not null constraint clock_ins_reference_key unique,
  customer_id uuid not null references customers,
  site_id uuid,
  person text not null,
  role text not null default '',
  in_at timestamptz not null,
  out_at timestamptz,
  part text generated always as (case when out_at is null then 'clock-ins.live' end) stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_in bigint not null,
  deleted_at timestamptz,
  constraint clock_ins_site foreign key (site_id, customer_id) references sites (id, customer_id) on update cascade,
  constraint clock_ins_out check (out_at >= in_at)
);
create index clock_ins_list_in on clock_ins (customer_id, in_at desc nulls last, id desc) where deleted_at is null;
create index clock_ins_list_reference on clock_ins (customer_id, reference, id) where deleted_at is null;
create index clock_ins_staff_in on clock_ins (in_at desc nulls last, id desc) where deleted_at is null;
create index clock_ins_now on clock_ins (customer_id, in_at desc, id desc) where deleted_at is null and out_at is null;
create index clock_ins_changed on clock_ins (changed_in, id);
create trigger clock_ins_touch before insert or update on clock_ins for each row execute function touch_record();
create trigger clock_ins_words_added after insert on clock_ins referencing new table as new_rows
  for each statement execute function keep_words('clock-ins', 'reference', 'person', 'role');
create trigger clock_ins_words_changed after update on clock_ins referencing old table as old_rows new table as new_rows
  for each statement execute function keep_words('clock-ins', 'reference', 'person', 'role');

alter table clock_ins enable row level security;
create policy clock_ins_app on clock_ins to {{app}} using (true) with check (true);
create policy clock_ins_portal on clock_ins for select to {{portal}}
  using (customer_id = (select portal_customer()) and deleted_at is null
    and (out_at is not null or (select portal_may('clock-ins.live')))
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
grant select, insert, update, delete on clock_ins to {{app}};
grant select on clock_ins to {{portal}};
