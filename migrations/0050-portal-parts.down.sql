drop policy record_words_portal on record_words;
create policy record_words_portal on record_words for select to {{portal}}
  using (customer_id = (select portal_customer()) and shown
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));

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
  insert into record_words (customer_id, site_id, section, word, record_id, shown)
  select (r.fields ->> 'customer_id')::uuid, (r.fields ->> 'site_id')::uuid, tg_argv[0], word,
    (r.fields ->> 'id')::uuid, r.shown
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

create or replace function words_basis(fields jsonb, variadic columns text[]) returns text[] language sql immutable parallel safe
  return array(
    select fields ->> name from unnest(array['customer_id', 'site_id', 'deleted_at', 'shown', 'type'] || columns) as name);
alter table record_words drop column part;
revoke select (id, time_zone) on organisation from {{portal}};
drop function portal_may(text);
drop function portal_open();
drop function portal_access();
