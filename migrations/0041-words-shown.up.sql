-- Words of what customers may not see, drafts and documents of unmarked types, are no reading for the portal's role.
alter table record_words add column shown boolean not null default true;
drop policy record_words_portal on record_words;
create policy record_words_portal on record_words for select to {{portal}}
  using (customer_id = (select portal_customer()) and shown
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));

-- A table whose rows are not all shown says so in a column of this name; a record's own policy says the same.
alter table invoices add column shown boolean not null generated always as (status <> 'draft') stored;

-- The same words as before, found in an eighth of the time: most texts are plain ASCII and need no normalising.
create or replace function search_words(variadic texts text[]) returns text[]
  language plpgsql immutable parallel safe as $$
declare
  t text;
  folded text;
  found text[] := '{}';
begin
  foreach t in array texts loop
    continue when t is null or t = '';
    t := btrim(t);
    folded := case when octet_length(t) = length(t) then lower(t) else fold(t) end;
    found := found || regexp_split_to_array(folded, '[^[:alnum:]]+');
    if t !~ '\s' then
      found := found || folded;
    end if;
  end loop;
  return array(select distinct word from unnest(found) as word where word <> '');
end $$;

-- Whether customers may see a record at all. The mark of a file type is held still until the record is written.
create function record_is_shown(section text, fields jsonb) returns boolean language plpgsql as $$
begin
  if section = 'documents' then
    return (select customer_file from file_types where key = fields ->> 'type' for share);
  end if;
  return coalesce((fields ->> 'shown')::boolean, true);
end $$;

-- All that a record's words depend on.
create function words_basis(fields jsonb, variadic columns text[]) returns text[] language sql immutable parallel safe
  return array(
    select fields ->> name from unnest(array['customer_id', 'site_id', 'deleted_at', 'shown', 'type'] || columns) as name);

-- Keeps the words of a table's rows. Arguments: the section, then the columns whose text is found. A change that leaves
-- the words as they were touches none.
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

-- Marking a file type, or taking its mark away, does the same to the words of its documents.
create function show_words_of_file_type() returns trigger language plpgsql as $$
begin
  update record_words w set shown = n.customer_file
  from new_rows n join old_rows o on o.key = n.key and o.customer_file <> n.customer_file
    join documents d on d.type = n.key
  where w.section = 'documents' and w.record_id = d.id;
  return null;
end $$;
create trigger file_types_words after update on file_types
  referencing old table as old_rows new table as new_rows for each statement execute function show_words_of_file_type();
create index documents_type on documents (type);

update record_words w set shown = false from invoices i
  where w.section = 'invoices' and w.record_id = i.id and not i.shown;
update record_words w set shown = false from documents d join file_types t on t.key = d.type
  where w.section = 'documents' and w.record_id = d.id and not t.customer_file;
