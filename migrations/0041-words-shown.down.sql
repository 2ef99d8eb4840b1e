drop trigger file_types_words on file_types;
drop function show_words_of_file_type;
drop index documents_type;

create or replace function keep_words() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    delete from record_words w using old_rows o where w.record_id = o.id and w.section = tg_argv[0];
  end if;
  if tg_op <> 'DELETE' then
    insert into record_words (customer_id, site_id, section, word, record_id)
    select (r.fields ->> 'customer_id')::uuid, (r.fields ->> 'site_id')::uuid, tg_argv[0], word, (r.fields ->> 'id')::uuid
    from (select to_jsonb(n) as fields from new_rows n) r,
      lateral unnest(search_words(variadic array(
        select r.fields ->> tg_argv[i] from generate_series(1, tg_nargs - 1) i))) as word
    where r.fields ->> 'deleted_at' is null
    on conflict do nothing;
  end if;
  return null;
end $$;
drop function words_basis;
drop function record_is_shown;

create or replace function search_words(variadic texts text[]) returns text[]
  language sql immutable parallel safe
  return array(
    select word
    from unnest(texts) as t,
      lateral (
        select regexp_split_to_table(fold(t), '[^[:alnum:]]+') as word
        union select fold(btrim(t)) where btrim(t) !~ '\s'
      ) as words
    where word <> ''
    group by word
  );

alter table invoices drop column shown;
drop policy record_words_portal on record_words;
alter table record_words drop column shown;
create policy record_words_portal on record_words for select to {{portal}}
  using (customer_id = (select portal_customer())
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
