-- The words of several texts: their runs of letters and digits, and what is joined by other signs once more from each of
-- its parts on, the signs as hyphens: `j-t1024` of J/T1024, so that its beginning tells it from all that begins with J.
create or replace function search_words(variadic texts text[]) returns text[]
  language plpgsql immutable parallel safe as $$
declare
  t text;
  folded text;
  token text;
  parts text[];
  found text[] := '{}';
begin
  foreach t in array texts loop
    continue when t is null or t = '';
    t := btrim(t);
    folded := case when octet_length(t) = length(t) then lower(t) else fold(t) end;
    found := found || regexp_split_to_array(folded, '[^[:alnum:]]+');
    continue when folded !~ '[[:alnum:]][^[:alnum:][:space:]]+[[:alnum:]]';
    foreach token in array regexp_split_to_array(folded, '\s+') loop
      parts := array_remove(regexp_split_to_array(token, '[^[:alnum:]]+'), '');
      -- Longer chains are links and the like, which nobody looks for by their middle.
      for i in 1 .. least(cardinality(parts) - 1, 8) loop
        found := found || array_to_string(parts[i:i + 11], '-');
      end loop;
    end loop;
  end loop;
  return array(select distinct word from unnest(found) as word where word <> '');
end $$;

-- Of what is there already. A record's words are shown to the same people, whichever it is.
do $$
declare
  kept record;
begin
  for kept in
    select t.tgrelid::regclass as records, p.proname as keeper,
      string_to_array(encode(t.tgargs, 'escape'), '\000') as arguments
    from pg_trigger t join pg_proc p on p.oid = t.tgfoid
    where p.proname in ('keep_words', 'keep_site_words') and t.tgname like '%\_words\_added'
  loop
    execute format(
      'insert into record_words (customer_id, site_id, section, word, record_id, shown, part)
       select w.customer_id, w.site_id, w.section, joined.word, r.id, w.shown, w.part
       from %1$s r
         cross join lateral (select to_jsonb(r) as fields) f
         cross join lateral unnest(search_words(variadic array(
           select f.fields ->> name from unnest($2) as name))) as joined (word)
         cross join lateral (select * from record_words w where w.record_id = r.id and w.section = $1 limit 1) w
       where joined.word like ''%%-%%''
       on conflict do nothing', kept.records)
    using
      case when kept.keeper = 'keep_words' then kept.arguments[1] else 'sites' end,
      case when kept.keeper = 'keep_words' then kept.arguments[2:cardinality(kept.arguments) - 1]
        else array['reference', 'name', 'account_number', 'address', 'postcode'] end;
  end loop;
end $$;
analyze record_words;
