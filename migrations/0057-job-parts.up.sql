-- What a pool service measured and added on a job or route stop. Each is a part of its own.
create table job_readings (
  id uuid primary key,
  job_id uuid not null,
  customer_id uuid not null,
  site_id uuid,
  position integer not null,
  -- Free chlorine, pH, ...
  name text not null,
  -- As it was read: "7.4".
  value text not null,
  unit text not null default '',
  constraint job_readings_job foreign key (job_id, customer_id) references jobs (id, customer_id)
    on update cascade on delete cascade,
  constraint job_readings_site foreign key (job_id, site_id) references jobs (id, site_id) on update cascade
);
create unique index job_readings_position on job_readings (job_id, position);
create table job_chemicals (
  id uuid primary key,
  job_id uuid not null,
  customer_id uuid not null,
  site_id uuid,
  position integer not null,
  name text not null,
  quantity text not null,
  unit text not null default '',
  constraint job_chemicals_job foreign key (job_id, customer_id) references jobs (id, customer_id)
    on update cascade on delete cascade,
  constraint job_chemicals_site foreign key (job_id, site_id) references jobs (id, site_id) on update cascade
);
create unique index job_chemicals_position on job_chemicals (job_id, position);

alter table job_readings enable row level security;
alter table job_chemicals enable row level security;
create policy job_readings_app on job_readings to {{app}} using (true) with check (true);
create policy job_chemicals_app on job_chemicals to {{app}} using (true) with check (true);
create policy job_readings_portal on job_readings for select to {{portal}}
  using (customer_id = (select portal_customer()) and (select portal_may('jobs.readings'))
    and exists (select from jobs j where j.id = job_readings.job_id)
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
create policy job_chemicals_portal on job_chemicals for select to {{portal}}
  using (customer_id = (select portal_customer()) and (select portal_may('jobs.chemicals'))
    and exists (select from jobs j where j.id = job_chemicals.job_id)
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
grant select, insert, update, delete on job_readings, job_chemicals to {{app}};
grant select on job_readings, job_chemicals to {{portal}};
