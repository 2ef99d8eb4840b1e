drop trigger jobs_documents on jobs;
drop trigger orders_documents on orders;
create or replace function move_documents_along() returns trigger language plpgsql as $$
declare moved uuid[];
begin
  execute 'select array_agg(n.id) from new_rows n join old_rows o on o.id = n.id
    where n.customer_id = o.customer_id and n.site_id is distinct from o.site_id' into moved;
  if moved is not null then
    execute format('with moved as (
        update documents d set site_id = n.site_id from new_rows n join old_rows o on o.id = n.id
        where d.%I = any ($1) and n.id = d.%I and d.site_id is not distinct from o.site_id
          and (d.site_id is not null or d.type <> ''season-ticket'') and %s
        returning d.id, d.version)
      update record_change_rows c set version_after = m.version from moved m
      where c.record_id = m.id and c.version_after = m.version - 1', tg_argv[0], tg_argv[0], tg_argv[1])
      using moved;
  end if;
  return null;
end $$;
create trigger jobs_documents after update on jobs referencing old table as old_rows new table as new_rows
  for each statement execute function move_documents_along('job_id', 'true');
create trigger orders_documents after update on orders referencing old table as old_rows new table as new_rows
  for each statement execute function move_documents_along('order_id',
    'not exists (select from jobs j where j.id = d.job_id and j.site_id is not null)');
