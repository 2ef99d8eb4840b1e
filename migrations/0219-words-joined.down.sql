-- Words that are joined stay: no search of the version before asks for them.
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
