-- What was, is and will be done for customers: collections, visits.
create table jobs (
  id uuid primary key,
  reference text collate "C" not null constraint jobs_reference_key unique,
  customer_id uuid not null references customers,
  site_id uuid,
  date date not null,
  -- When on that day, as the business says it: "06:00-10:00", "morning".
  time_window text not null default '',
  status text not null default 'scheduled'
    constraint jobs_status check (status in ('scheduled', 'in-progress', 'completed', 'cancelled')),
  cancellation_reason text not null default '',
  service text not null default '',
  crew text not null default '',
  vehicle text not null default '',
  notes text not null default '',
  price_amount bigint,
  price_currency text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_in bigint not null,
  deleted_at timestamptz,
  constraint jobs_site foreign key (site_id, customer_id) references sites (id, customer_id) on update cascade,
  constraint jobs_price check ((price_amount is null) = (price_currency is null)),
  constraint jobs_of_customer unique (id, customer_id),
  constraint jobs_of_site unique (id, site_id)
);
create index jobs_list_date on jobs (customer_id, date desc nulls last, id desc) where deleted_at is null;
create index jobs_list_reference on jobs (customer_id, reference, id) where deleted_at is null;
create index jobs_list_site on jobs (customer_id, site_id, date desc nulls last, id desc) where deleted_at is null;
create index jobs_staff_date on jobs (date desc nulls last, id desc) where deleted_at is null;
create index jobs_changed on jobs (changed_in, id);
create trigger jobs_touch before insert or update on jobs for each row execute function touch_record();
create trigger jobs_words_added after insert on jobs referencing new table as new_rows
  for each statement execute function keep_words('jobs', 'reference', 'service', 'vehicle');
create trigger jobs_words_changed after update on jobs referencing old table as old_rows new table as new_rows
  for each statement execute function keep_words('jobs', 'reference', 'service', 'vehicle');

create table waste_items (
  id uuid primary key,
  job_id uuid not null,
  customer_id uuid not null,
  site_id uuid,
  position integer not null,
  description text not null default '',
  -- The first of its codes: reports count the whole weight here.
  ewc_code text collate "C" not null references ewc_codes,
  grams bigint not null constraint waste_items_grams check (grams >= 0),
  estimated boolean not null default false,
  hazardous boolean not null default false,
  physical_form text not null default ''
    constraint waste_items_form check (physical_form in ('', 'solid', 'liquid', 'sludge', 'gas', 'powder', 'mixed')),
  -- A code of container_types, or nothing.
  container_type text not null default '',
  container_count integer constraint waste_items_count check (container_count >= 0),
  consignment_code text not null default '',
  tracking_id text not null default '',
  constraint waste_items_job foreign key (job_id, customer_id) references jobs (id, customer_id)
    on update cascade on delete cascade,
  constraint waste_items_site foreign key (job_id, site_id) references jobs (id, site_id) on update cascade,
  constraint waste_items_of_customer unique (id, customer_id)
);
create unique index waste_items_job_position on waste_items (job_id, position);
create index waste_items_code on waste_items (customer_id, ewc_code, job_id);

-- Every code of an item, to filter by; the first is its main code.
create table waste_item_codes (
  id uuid primary key,
  waste_item_id uuid not null,
  job_id uuid not null,
  customer_id uuid not null,
  site_id uuid,
  position integer not null constraint waste_item_codes_most check (position between 1 and 5),
  code text collate "C" not null references ewc_codes,
  constraint waste_item_codes_item foreign key (waste_item_id, customer_id) references waste_items (id, customer_id)
    on update cascade on delete cascade,
  constraint waste_item_codes_once unique (waste_item_id, code)
);
create index waste_item_codes_job on waste_item_codes (job_id);
create index waste_item_codes_code on waste_item_codes (customer_id, code, job_id);

create table waste_fates (
  id uuid primary key,
  waste_item_id uuid not null,
  job_id uuid not null,
  customer_id uuid not null,
  site_id uuid,
  position integer not null,
  -- R1 to R13 or D1 to D15; none for what is not yet known, such as "NS".
  code text collate "C" references recovery_disposal_codes,
  -- As it was written: "R03.01.03".
  written text not null,
  grams bigint not null constraint waste_fates_grams check (grams >= 0),
  estimated boolean not null default false,
  constraint waste_fates_item foreign key (waste_item_id, customer_id) references waste_items (id, customer_id)
    on update cascade on delete cascade
);
create index waste_fates_item_position on waste_fates (waste_item_id, position);
create index waste_fates_job on waste_fates (job_id);
create index waste_fates_code on waste_fates (customer_id, code, job_id);

-- Lines of counts and sums, appended level by level: the customer's whole, and site by site.
create type sum_line as (
  customer_id uuid, site_id uuid, measure text, code text, month date, records bigint, grams bigint, estimated bigint
);
create function append_job_sums(lines sum_line[]) returns void language sql as $$
  insert into record_sums (customer_id, every_site, site_id, section, measure, code, month, records, grams, estimated_grams)
  select l.customer_id, level, case when level then null else l.site_id end, 'jobs', l.measure, l.code, l.month,
    sum(l.records), sum(l.grams), sum(l.estimated)
  from unnest(lines) l, (values (true), (false)) as levels (level)
  where level or l.site_id is not null
  group by 1, 2, 3, 5, 6, 7
  having sum(l.records) <> 0 or sum(l.grams) <> 0 or sum(l.estimated) <> 0
  order by 1, 2, 3, 5, 6, 7
$$;

-- A job moves: what it holds is taken from where it stood and added where it stands. Reports count completed jobs.
create function keep_job_sums() returns trigger language plpgsql as $$
declare lines sum_line[];
begin
  if tg_op = 'INSERT' then
    select array_agg((n.customer_id, n.site_id, m.measure, m.code, date_trunc('month', n.date), 1, 0, 0)::sum_line)
    into lines
    from new_rows n,
      lateral (values ('status', n.status), ('month', '')) as m (measure, code)
    where n.deleted_at is null and (m.measure = 'status' or n.status = 'completed');
  else
    with moved as (
      select o.id, o.customer_id, o.site_id, date_trunc('month', o.date)::date as month, o.status, o.deleted_at, -1 as sign
      from old_rows o join new_rows n on n.id = o.id
      where (o.customer_id, o.date, o.status) is distinct from (n.customer_id, n.date, n.status)
        or o.site_id is distinct from n.site_id or o.deleted_at is distinct from n.deleted_at
      union all
      select n.id, n.customer_id, n.site_id, date_trunc('month', n.date)::date, n.status, n.deleted_at, 1
      from old_rows o join new_rows n on n.id = o.id
      where (o.customer_id, o.date, o.status) is distinct from (n.customer_id, n.date, n.status)
        or o.site_id is distinct from n.site_id or o.deleted_at is distinct from n.deleted_at
    ), counted as (select * from moved where deleted_at is null), completed as (select * from counted where status = 'completed')
    select array_agg((c.customer_id, c.site_id, c.measure, c.code, c.month, c.sign * c.records, c.sign * c.grams,
      c.sign * c.estimated)::sum_line)
    into lines
    from (
      select customer_id, site_id, 'status' as measure, status as code, month, sign, 1 as records, 0 as grams, 0 as estimated
      from counted
      union all select customer_id, site_id, 'month', '', month, sign, 1, 0, 0 from completed
      union all
      select j.customer_id, j.site_id, m.measure, m.code, j.month, j.sign, m.records, i.grams,
        case when i.estimated then i.grams else 0 end
      from completed j join waste_items i on i.job_id = j.id,
        lateral (values ('month', '', 0), ('ewc', i.ewc_code, 1), ('fate', '', 0)) as m (measure, code, records)
      union all
      select j.customer_id, j.site_id, 'fate', m.code, j.month, j.sign, m.records, m.sign * f.grams, 0
      from completed j join waste_fates f on f.job_id = j.id and f.code is not null,
        lateral (values (f.code, 1, 1), ('', 0, -1)) as m (code, records, sign)
    ) c;
  end if;
  if lines is not null then perform append_job_sums(lines); end if;
  return null;
end $$;
create trigger jobs_sums_added after insert on jobs
  referencing new table as new_rows for each statement execute function keep_job_sums();
create trigger jobs_sums_changed after update on jobs
  referencing old table as old_rows new table as new_rows for each statement execute function keep_job_sums();

-- Jobs are hidden, never removed: removing would take their sums along unseen.
create function refuse_job_removal() returns trigger language plpgsql as $$
begin
  if exists (select from old_rows where deleted_at is null) then
    raise exception 'A job is hidden by deleted_at, not removed.';
  end if;
  return null;
end $$;
create trigger jobs_stay after delete on jobs
  referencing old table as old_rows for each statement execute function refuse_job_removal();

-- Items change: the job's row is locked first, so that its state cannot change between looking and adding.
create function keep_waste_item_sums() returns trigger language plpgsql as $$
declare lines sum_line[];
begin
  if tg_op = 'INSERT' then
    perform from jobs where id in (select job_id from new_rows) order by id for no key update;
    select array_agg((j.customer_id, j.site_id, m.measure, m.code, date_trunc('month', j.date), m.records, i.grams,
      case when i.estimated then i.grams else 0 end)::sum_line)
    into lines
    from new_rows i join jobs j on j.id = i.job_id and j.status = 'completed' and j.deleted_at is null,
      lateral (values ('month', '', 0), ('ewc', i.ewc_code, 1), ('fate', '', 0)) as m (measure, code, records);
  elsif tg_op = 'DELETE' then
    perform from jobs where id in (select job_id from old_rows) order by id for no key update;
    select array_agg((j.customer_id, j.site_id, m.measure, m.code, date_trunc('month', j.date), -m.records, -i.grams,
      case when i.estimated then -i.grams else 0 end)::sum_line)
    into lines
    from old_rows i join jobs j on j.id = i.job_id and j.status = 'completed' and j.deleted_at is null,
      lateral (values ('month', '', 0), ('ewc', i.ewc_code, 1), ('fate', '', 0)) as m (measure, code, records);
  else
    perform from jobs where id in (select job_id from old_rows union select job_id from new_rows)
      order by id for no key update;
    select array_agg((j.customer_id, j.site_id, m.measure, m.code, date_trunc('month', j.date), i.sign * m.records,
      i.sign * i.grams, case when i.estimated then i.sign * i.grams else 0 end)::sum_line)
    into lines
    from (select job_id, ewc_code, grams, estimated, -1 as sign from old_rows
        union all select job_id, ewc_code, grams, estimated, 1 from new_rows) i
      join jobs j on j.id = i.job_id and j.status = 'completed' and j.deleted_at is null,
      lateral (values ('month', '', 0), ('ewc', i.ewc_code, 1), ('fate', '', 0)) as m (measure, code, records);
  end if;
  if lines is not null then perform append_job_sums(lines); end if;
  return null;
end $$;
create trigger waste_items_sums_added after insert on waste_items
  referencing new table as new_rows for each statement execute function keep_waste_item_sums();
create trigger waste_items_sums_changed after update on waste_items
  referencing old table as old_rows new table as new_rows for each statement execute function keep_waste_item_sums();
create trigger waste_items_sums_removed after delete on waste_items
  referencing old table as old_rows for each statement execute function keep_waste_item_sums();

-- Fates take weight from what is not yet known and give it to their code.
create function keep_waste_fate_sums() returns trigger language plpgsql as $$
declare lines sum_line[];
begin
  if tg_op = 'INSERT' then
    perform from jobs where id in (select job_id from new_rows) order by id for no key update;
    select array_agg((j.customer_id, j.site_id, 'fate', m.code, date_trunc('month', j.date), m.records, m.sign * f.grams,
      0)::sum_line)
    into lines
    from new_rows f join jobs j on j.id = f.job_id and j.status = 'completed' and j.deleted_at is null,
      lateral (values (f.code, 1, 1), ('', 0, -1)) as m (code, records, sign)
    where f.code is not null;
  elsif tg_op = 'DELETE' then
    perform from jobs where id in (select job_id from old_rows) order by id for no key update;
    select array_agg((j.customer_id, j.site_id, 'fate', m.code, date_trunc('month', j.date), -m.records, -m.sign * f.grams,
      0)::sum_line)
    into lines
    from old_rows f join jobs j on j.id = f.job_id and j.status = 'completed' and j.deleted_at is null,
      lateral (values (f.code, 1, 1), ('', 0, -1)) as m (code, records, sign)
    where f.code is not null;
  else
    perform from jobs where id in (select job_id from old_rows union select job_id from new_rows)
      order by id for no key update;
    select array_agg((j.customer_id, j.site_id, 'fate', m.code, date_trunc('month', j.date), f.sign * m.records,
      f.sign * m.sign * f.grams, 0)::sum_line)
    into lines
    from (select job_id, code, grams, -1 as sign from old_rows union all select job_id, code, grams, 1 from new_rows) f
      join jobs j on j.id = f.job_id and j.status = 'completed' and j.deleted_at is null,
      lateral (values (f.code, 1, 1), ('', 0, -1)) as m (code, records, sign)
    where f.code is not null;
  end if;
  if lines is not null then perform append_job_sums(lines); end if;
  return null;
end $$;
create trigger waste_fates_sums_added after insert on waste_fates
  referencing new table as new_rows for each statement execute function keep_waste_fate_sums();
create trigger waste_fates_sums_changed after update on waste_fates
  referencing old table as old_rows new table as new_rows for each statement execute function keep_waste_fate_sums();
create trigger waste_fates_sums_removed after delete on waste_fates
  referencing old table as old_rows for each statement execute function keep_waste_fate_sums();

alter table jobs enable row level security;
alter table waste_items enable row level security;
alter table waste_item_codes enable row level security;
alter table waste_fates enable row level security;
create policy jobs_app on jobs to {{app}} using (true) with check (true);
create policy waste_items_app on waste_items to {{app}} using (true) with check (true);
create policy waste_item_codes_app on waste_item_codes to {{app}} using (true) with check (true);
create policy waste_fates_app on waste_fates to {{app}} using (true) with check (true);
create policy jobs_portal on jobs for select to {{portal}}
  using (customer_id = (select portal_customer()) and deleted_at is null
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
create policy waste_items_portal on waste_items for select to {{portal}}
  using (customer_id = (select portal_customer())
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
create policy waste_item_codes_portal on waste_item_codes for select to {{portal}}
  using (customer_id = (select portal_customer())
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
create policy waste_fates_portal on waste_fates for select to {{portal}}
  using (customer_id = (select portal_customer())
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
grant select, insert, update, delete on jobs, waste_items, waste_item_codes, waste_fates to {{app}};
grant select on jobs, waste_items, waste_item_codes, waste_fates to {{portal}};
