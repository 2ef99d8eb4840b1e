-- A document of a job and an order is of the job's site, and of the order's where the job has none: so it is when the job
-- gets a site or loses it, too. The third argument is the site where what moves has none. Nor is it a change that somebody
-- made: what an import or a change of many made of the document can still be taken back.
create or replace function move_documents_along() returns trigger language plpgsql as $$
declare moved uuid[];
begin
  execute 'select array_agg(n.id) from new_rows n join old_rows o on o.id = n.id
    where n.customer_id = o.customer_id and n.site_id is distinct from o.site_id' into moved;
  if moved is not null then
    execute format('with moved as (
        update documents d set site_id = coalesce(n.site_id, %2$s) from new_rows n join old_rows o on o.id = n.id
        where d.%1$I = any ($1) and n.id = d.%1$I and d.site_id is not distinct from coalesce(o.site_id, %2$s)
          and (d.site_id is not null or d.type <> ''season-ticket'') and %3$s
        returning d.id, d.version),
      told as (update import_records n set version_after = m.version from moved m
        where n.record_id = m.id and n.version_after = m.version - 1)
      update record_change_rows c set version_after = m.version from moved m
      where c.record_id = m.id and c.version_after = m.version - 1', tg_argv[0], tg_argv[2], tg_argv[1])
      using moved;
  end if;
  return null;
end $$;

drop trigger jobs_documents on jobs;
create trigger jobs_documents after update on jobs referencing old table as old_rows new table as new_rows
  for each statement execute function move_documents_along('job_id', 'true',
    '(select p.site_id from orders p where p.id = d.order_id)');
drop trigger orders_documents on orders;
create trigger orders_documents after update on orders referencing old table as old_rows new table as new_rows
  for each statement execute function move_documents_along('order_id',
    'not exists (select from jobs j where j.id = d.job_id and j.site_id is not null)', 'null::uuid');
