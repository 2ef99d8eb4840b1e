drop index documents_list_site;

create or replace function keep_words() returns trigger language plpgsql as $$
declare
  columns text[] := tg_argv[1:];
  changed uuid[];
begin
  if tg_op = 'UPDATE' then
    select array_agg(n.id) into changed from new_rows n join old_rows o on o.id = n.id
    where words_basis(to_jsonb(n), variadic columns) is distinct from words_basis(to_jsonb(o), variadic columns);
    if changed is null then
      return null;
    end if;
    delete from record_words where record_id = any (changed) and section = tg_argv[0];
  elsif tg_op = 'DELETE' then
    delete from record_words w using old_rows o where w.record_id = o.id and w.section = tg_argv[0];
    return null;
  end if;
  insert into record_words (customer_id, site_id, section, word, record_id, shown, part)
  select coalesce((r.fields ->> 'customer_id')::uuid, '00000000-0000-0000-0000-000000000000'), (r.fields ->> 'site_id')::uuid, tg_argv[0], word,
    (r.fields ->> 'id')::uuid, r.shown,
    case when r.fields ->> 'order_id' is not null then 'orders.files' else r.fields ->> 'part' end
  from (
      -- Worked out once for each record, not once for each of its words.
      select fields, record_is_shown(tg_argv[0], fields) as shown,
        search_words(variadic array(select fields ->> name from unnest(columns) as name)) as words
      from (select to_jsonb(n) as fields from new_rows n where tg_op = 'INSERT' or n.id = any (changed)) as records
      where fields ->> 'deleted_at' is null
      offset 0
    ) r,
    lateral unnest(r.words) as word
  on conflict do nothing;
  return null;
end $$;

create or replace function keep_job_sums() returns trigger language plpgsql as $$
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

create or replace function keep_job_costs() returns trigger language plpgsql as $$
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

create or replace function move_job_weights() returns trigger language plpgsql as $$
begin
  update job_weights w set site_id = n.site_id
  from new_rows n join old_rows o on o.id = n.id
  where o.site_id is null and n.site_id is not null and w.job_id = n.id;
  return null;
end $$;

create or replace function settle_credited() returns trigger language plpgsql as $$
begin
  if not exists (select from new_rows where kind = 'credit-note') then return null; end if;
  if tg_op = 'INSERT' then
    perform settle_invoices((select array_agg(distinct i.id) from new_rows n
      join invoices i on i.kind = 'invoice' and i.customer_id = n.customer_id and i.reference = n.credited_reference
      where n.kind = 'credit-note'));
  else
    perform settle_invoices((select array_agg(distinct i.id)
      from new_rows n join old_rows o on o.id = n.id
        cross join lateral (values (n.customer_id, n.credited_reference), (o.customer_id, o.credited_reference))
          as whose (customer_id, reference)
        join invoices i on i.kind = 'invoice' and i.customer_id = whose.customer_id and i.reference = whose.reference
      where n.kind = 'credit-note' and (n.status, n.gross_amount, n.currency, n.customer_id, n.credited_reference, n.deleted_at)
        is distinct from (o.status, o.gross_amount, o.currency, o.customer_id, o.credited_reference, o.deleted_at)));
  end if;
  return null;
end $$;

create or replace function settle_removed() returns trigger language plpgsql as $$
begin
  perform settle_invoices((select array_agg(distinct a.invoice_id)
    from new_rows n join old_rows o on o.id = n.id join payment_allocations a on a.payment_id = n.id
    where (n.deleted_at is null) <> (o.deleted_at is null)));
  return null;
end $$;
