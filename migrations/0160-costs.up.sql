-- What completed jobs cost, by currency: kept beside the other counts and sums, and like them appended by whoever writes,
-- folded by a job and summed by readers. The code is the currency; no reader adds two.
alter table record_sums add column amount bigint not null default 0;
drop index record_sums_read;
create index record_sums_read on record_sums (customer_id, every_site, section, measure, month, code)
  include (site_id, records, grams, estimated_grams, amount);

-- A job's price comes, changes, moves or goes: what it stood for is taken away, what it stands for is added.
create function keep_job_costs() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into record_sums (customer_id, every_site, site_id, section, measure, code, month, records, amount)
    select n.customer_id, level, case when level then null else n.site_id end, 'jobs', 'cost', n.price_currency,
      date_trunc('month', n.date), count(*), sum(n.price_amount)
    from new_rows n, (values (true), (false)) as levels (level)
    where n.price_amount is not null and n.status = 'completed' and n.deleted_at is null
      and (level or n.site_id is not null)
    group by 1, 2, 3, 6, 7
    order by 1, 2, 3, 6, 7;
  else
    insert into record_sums (customer_id, every_site, site_id, section, measure, code, month, records, amount)
    select c.customer_id, level, case when level then null else c.site_id end, 'jobs', 'cost', c.price_currency,
      date_trunc('month', c.date), sum(c.sign), sum(c.sign * c.price_amount)
    from (
        select r.*
        from old_rows o join new_rows n on n.id = o.id,
          lateral (values
            (-1, o.customer_id, o.site_id, o.date, o.status, o.deleted_at, o.price_amount, o.price_currency),
            (1, n.customer_id, n.site_id, n.date, n.status, n.deleted_at, n.price_amount, n.price_currency))
            as r (sign, customer_id, site_id, date, status, deleted_at, price_amount, price_currency)
        where (o.customer_id, o.site_id, o.date, o.status, o.deleted_at, o.price_amount, o.price_currency)
          is distinct from (n.customer_id, n.site_id, n.date, n.status, n.deleted_at, n.price_amount, n.price_currency)
      ) c, (values (true), (false)) as levels (level)
    where c.price_amount is not null and c.status = 'completed' and c.deleted_at is null
      and (level or c.site_id is not null)
    group by 1, 2, 3, 6, 7
    having sum(c.sign) <> 0 or sum(c.sign * c.price_amount) <> 0
    order by 1, 2, 3, 6, 7;
  end if;
  return null;
end $$;
create trigger jobs_costs_added after insert on jobs
  referencing new table as new_rows for each statement execute function keep_job_costs();
create trigger jobs_costs_changed after update on jobs
  referencing old table as old_rows new table as new_rows for each statement execute function keep_job_costs();

insert into record_sums (customer_id, every_site, site_id, section, measure, code, month, records, amount)
select customer_id, level, case when level then null else site_id end, 'jobs', 'cost', price_currency,
  date_trunc('month', date), count(*), sum(price_amount)
from jobs, (values (true), (false)) as levels (level)
where price_amount is not null and status = 'completed' and deleted_at is null and (level or site_id is not null)
group by 1, 2, 3, 6, 7;

-- Somebody limited to sites must not read the whole; somebody who sees every site may also ask what each of them holds,
-- and says which of both. What jobs cost is no reading where prices are hidden.
drop policy record_sums_portal on record_sums;
create policy record_sums_portal on record_sums for select to {{portal}}
  using (customer_id = (select portal_customer())
    and ((select portal_every_site()) or (not every_site and site_id = any ((select portal_sites())::uuid[])))
    and (measure <> 'cost' or (select portal_may('money'))));
