-- What every table after this one relies on.

grant usage on schema public to {{app}}, {{portal}};

-- How a word is compared in searches: without case and without accents.
create function fold(word text) returns text
  language sql immutable parallel safe strict
  return lower(regexp_replace(normalize(word, NFKD), '[\u0300-\u036f]', '', 'g'));

-- The words of several texts: their runs of letters and digits, and a text as a whole where it is one piece, such as a
-- reference.
create function search_words(variadic texts text[]) returns text[]
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

-- Every record: its version, when it last changed, and in which transaction, by which readers page without missing a
-- change that commits late: they read only changes older than every transaction still running.
create function touch_record() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    new.version := old.version + 1;
    new.updated_at := now();
  end if;
  new.changed_in := pg_current_xact_id()::text::bigint;
  return new;
end $$;

-- The scope of a portal read, as its transaction set it. Unset means nothing.
create function portal_customer() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.customer', true), '')::uuid;
create function portal_every_site() returns boolean language sql stable parallel safe
  return current_setting('app.every_site', true) = 'yes';
create function portal_sites() returns uuid[] language sql stable parallel safe
  return string_to_array(nullif(current_setting('app.sites', true), ''), ',')::uuid[];
