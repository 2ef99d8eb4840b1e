-- What the items of a job weigh together: a list is narrowed by it through an index. A job without items has none.
create table job_weights (
  job_id uuid primary key,
  customer_id uuid not null,
  site_id uuid,
  grams bigint not null,
  constraint job_weights_job foreign key (job_id, customer_id) references jobs (id, customer_id)
    on update cascade on delete cascade,
  constraint job_weights_site foreign key (job_id, site_id) references jobs (id, site_id) on update cascade
);
insert into job_weights (job_id, customer_id, site_id, grams)
select j.id, j.customer_id, j.site_id, sum(i.grams) from waste_items i join jobs j on j.id = i.job_id group by j.id;
create index job_weights_grams on job_weights (customer_id, grams, job_id);

-- Fires after the sums of waste_items, by its name: those have locked the jobs.
create function keep_job_weights() returns trigger language plpgsql as $$
declare changed uuid[];
begin
  if tg_op = 'INSERT' then
    changed := array(select distinct job_id from new_rows);
  elsif tg_op = 'DELETE' then
    changed := array(select distinct job_id from old_rows);
  else
    changed := array(select job_id from old_rows union select job_id from new_rows);
  end if;
  insert into job_weights (job_id, customer_id, site_id, grams)
  select j.id, j.customer_id, j.site_id, sum(i.grams) from waste_items i join jobs j on j.id = i.job_id
  where i.job_id = any (changed) group by j.id order by j.id
  on conflict (job_id) do update set grams = excluded.grams where job_weights.grams <> excluded.grams;
  delete from job_weights w where w.job_id = any (changed)
    and not exists (select from waste_items i where i.job_id = w.job_id);
  return null;
end $$;
create trigger waste_items_weights_added after insert on waste_items
  referencing new table as new_rows for each statement execute function keep_job_weights();
create trigger waste_items_weights_changed after update on waste_items
  referencing old table as old_rows new table as new_rows for each statement execute function keep_job_weights();
create trigger waste_items_weights_removed after delete on waste_items
  referencing old table as old_rows for each statement execute function keep_job_weights();

-- A job that had no site and gets one: what a foreign key carries along is only what was there.
create function move_job_weights() returns trigger language plpgsql as $$
begin
  update job_weights w set site_id = n.site_id
  from new_rows n join old_rows o on o.id = n.id
  where o.site_id is null and n.site_id is not null and w.job_id = n.id;
  return null;
end $$;
create trigger jobs_weights_moved after update on jobs
  referencing old table as old_rows new table as new_rows for each statement execute function move_job_weights();

alter table job_weights enable row level security;
create policy job_weights_app on job_weights to {{app}} using (true) with check (true);
create policy job_weights_portal on job_weights for select to {{portal}}
  using (customer_id = (select portal_customer())
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
grant select, insert, update, delete on job_weights to {{app}};
grant select on job_weights to {{portal}};
