-- A document of a job or an order is of its site: it moves along where that moves, unless it names another. A season
-- ticket that names none is for all sites. Arguments: the column that points there, and what it must hold besides.
create function move_documents_along() returns trigger language plpgsql as $$
declare moved uuid[];
begin
  select array_agg(n.id) into moved from new_rows n join old_rows o on o.id = n.id
    where n.customer_id = o.customer_id and n.site_id is distinct from o.site_id;
  if moved is not null then
    execute format('update documents d set site_id = n.site_id from new_rows n join old_rows o on o.id = n.id
      where d.%I = any ($1) and n.id = d.%I and d.site_id is not distinct from o.site_id
        and (d.site_id is not null or d.type <> ''season-ticket'') and %s', tg_argv[0], tg_argv[0], tg_argv[1])
      using moved;
  end if;
  return null;
end $$;
create trigger jobs_documents after update on jobs referencing old table as old_rows new table as new_rows
  for each statement execute function move_documents_along('job_id', 'true');
create trigger orders_documents after update on orders referencing old table as old_rows new table as new_rows
  for each statement execute function move_documents_along('order_id', 'd.job_id is null');

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

update documents d set site_id = n.site_id
from (select d.id, coalesce(j.site_id, o.site_id) as site_id
  from documents d left join jobs j on j.id = d.job_id left join orders o on o.id = d.order_id
  where d.site_id is null and d.type <> 'season-ticket') n
where n.id = d.id and n.site_id is not null;
