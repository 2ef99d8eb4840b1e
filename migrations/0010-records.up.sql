-- What every section shares: the words by which records are found, the files that are kept, and the counts and sums
-- that the database keeps exact.

-- Search under row-level security: text equality and starts_with are leakproof, so this index serves them.
create table record_words (
  customer_id uuid not null,
  site_id uuid,
  section text not null,
  word text collate "C" not null,
  record_id uuid not null,
  primary key (customer_id, section, word, record_id)
);
create index record_words_record on record_words (record_id);
create index record_words_staff on record_words (section, word, record_id);

-- Keeps the words of a table's rows. Arguments: the section, then the columns whose text is found.
create function keep_words() returns trigger language plpgsql as $$
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

-- Counts and sums by customer, site, month and code. Every writer appends what its change adds or takes away; a job folds
-- rows of one key into one; a reader sums, and so never sees less or more than was written. A row with every_site holds
-- the customer's whole; the others hold it site by site, for people who see only some.
create table record_sums (
  customer_id uuid not null,
  every_site boolean not null,
  site_id uuid,
  section text not null,
  -- What is counted: 'status', 'month', 'ewc', 'fate'.
  measure text not null,
  code text collate "C" not null,
  month date not null,
  records bigint not null,
  grams bigint not null default 0,
  estimated_grams bigint not null default 0,
  folded boolean not null default false
);
create index record_sums_fresh on record_sums (customer_id) where not folded;
create index record_sums_read on record_sums (customer_id, every_site, section, measure, month, code)
  include (site_id, records, grams, estimated_grams);

-- Files of records: bytes lie in the storage under a name of ours.
create table files (
  id uuid primary key,
  customer_id uuid not null references customers,
  -- The name the business gave it, only ever shown.
  name text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 text not null,
  created_at timestamptz not null default now()
);

alter table record_words enable row level security;
alter table record_sums enable row level security;
create policy record_words_app on record_words to {{app}} using (true) with check (true);
create policy record_sums_app on record_sums to {{app}} using (true) with check (true);
create policy record_words_portal on record_words for select to {{portal}}
  using (customer_id = (select portal_customer())
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
-- Somebody limited to sites must not read the whole, and nobody must add both.
create policy record_sums_portal on record_sums for select to {{portal}}
  using (customer_id = (select portal_customer()) and every_site = (select portal_every_site())
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
grant select, insert, update, delete on record_words, record_sums, files to {{app}};
grant select on record_words, record_sums to {{portal}};
