-- A record without a customer is the organisation's own, such as its licences: every customer is shown it. Its words are
-- kept in nobody's name, and read by everybody who is somebody.
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

create policy record_words_everybodys on record_words for select to {{portal}}
  using (customer_id = '00000000-0000-0000-0000-000000000000' and shown and part is null
    and (select portal_customer()) is not null);
