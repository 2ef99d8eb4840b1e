-- What the bare server reads, made to count what Portico counts: reports are of completed jobs, and invoiced ones are
-- completed. Totals of lists stay totals of all jobs. Runs after the load's own rollup.sql.
set client_min_messages = warning;
truncate rollup_month, rollup_month_all;
insert into rollup_month
select customer_id, date_trunc('month', job_date)::date, ewc_code, fate, count(*), sum(weight_kg), sum(price_pence)
from jobs where status in ('completed', 'invoiced') group by 1, 2, 3, 4
order by 1, 2, 3, 4;
insert into rollup_month_all
select month, ewc_code, fate, sum(jobs), sum(weight_kg) from rollup_month group by 1, 2, 3 order by 1, 2, 3;
vacuum full rollup_month, rollup_month_all;
vacuum analyze rollup_month, rollup_month_all;

-- Portico's ids of the same rows: UUIDs of version 7, which rise with the number as those made in order do.
create schema if not exists portico;
create or replace function portico.id(kind text, number integer) returns uuid
  language sql immutable parallel safe
  return (lpad(to_hex(1609459200000 + number * 60000::bigint), 12, '0')
    || '7' || substr(md5(kind || number), 1, 3) || '8' || substr(md5(kind || number), 4, 15))::uuid;
