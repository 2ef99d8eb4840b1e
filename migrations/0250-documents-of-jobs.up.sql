-- A document of a job or an order is of its site: it moves along where that moves, unless it names another. A season
-- ticket that names none is for all sites. What many changed at once can still be taken back of those that move.
-- Arguments: the column that points there, and what it must hold besides. A plan that was made for one row is bad for many.
create function move_documents_along() returns trigger language plpgsql as $$
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

-- With its job or order it goes to another customer, too, and is there of no site of the former one's.
create function move_documents_away() returns trigger language plpgsql as $$
begin
  new.site_id := coalesce((select site_id from jobs where id = new.job_id),
    (select site_id from orders where id = new.order_id));
  return new;
end $$;
create trigger documents_away before update on documents for each row
  when (old.customer_id <> new.customer_id and old.site_id = new.site_id
    and (new.job_id is not null or new.order_id is not null))
  execute function move_documents_away();

with moved as (
update documents d set site_id = n.site_id
from (select d.id, coalesce(j.site_id, o.site_id) as site_id
  from documents d left join jobs j on j.id = d.job_id left join orders o on o.id = d.order_id
  where d.site_id is null and d.type <> 'season-ticket') n
where n.id = d.id and n.site_id is not null
returning d.id, d.version)
update record_change_rows c set version_after = m.version from moved m
where c.record_id = m.id and c.version_after = m.version - 1;
