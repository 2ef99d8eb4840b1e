-- Places of customers.
create table sites (
  id uuid primary key,
  reference text collate "C" not null constraint sites_reference_key unique,
  customer_id uuid not null references customers,
  name text not null,
  name_key text collate "C" not null generated always as (fold(name)) stored,
  kind text not null default 'static' constraint sites_kind check (kind in ('static', 'patrol')),
  status text not null default 'active' constraint sites_status check (status in ('active', 'on-stop', 'archived')),
  account_number text not null default '',
  address text not null default '',
  postcode text not null default '',
  contact_name text not null default '',
  contact_phone text not null default '',
  contact_email text not null default '',
  sic_code text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_in bigint not null,
  deleted_at timestamptz,
  -- What records point at, so that a record's site is its customer's.
  constraint sites_of_customer unique (id, customer_id)
);
create index sites_list_name on sites (customer_id, name_key, id) where deleted_at is null;
create index sites_list_reference on sites (customer_id, reference, id) where deleted_at is null;
create index sites_staff_name on sites (name_key, id) where deleted_at is null;
create index sites_changed on sites (changed_in, id);
create trigger sites_touch before insert or update on sites for each row execute function touch_record();

-- A site's own words are found by those who see the site.
create function keep_site_words() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    delete from record_words w using old_rows o where w.record_id = o.id and w.section = 'sites';
  end if;
  insert into record_words (customer_id, site_id, section, word, record_id)
  select n.customer_id, n.id, 'sites', word, n.id
  from new_rows n, lateral unnest(search_words(n.reference, n.name, n.account_number, n.address, n.postcode)) as word
  where n.deleted_at is null;
  return null;
end $$;
create trigger sites_words_added after insert on sites
  referencing new table as new_rows for each statement execute function keep_site_words();
create trigger sites_words_changed after update on sites
  referencing old table as old_rows new table as new_rows for each statement execute function keep_site_words();

alter table portal_user_sites add constraint portal_user_sites_site
  foreign key (site_id) references sites on delete cascade;

alter table sites enable row level security;
create policy sites_app on sites to {{app}} using (true) with check (true);
create policy sites_portal on sites for select to {{portal}}
  using (customer_id = (select portal_customer()) and deleted_at is null
    and ((select portal_every_site()) or id = any ((select portal_sites())::uuid[])));
grant select, insert, update, delete on sites to {{app}};
grant select on sites to {{portal}};
