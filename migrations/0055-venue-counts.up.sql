-- Visitors, occupancy and incidents of venues, by the hour or by the day.
create table venue_counts (
  id uuid primary key,
  reference text collate "C" not null constraint venue_counts_reference_key unique,
  customer_id uuid not null references customers,
  site_id uuid,
  date date not null,
  -- None: the whole day.
  hour integer constraint venue_counts_hour check (hour between 0 and 23),
  visitors integer,
  -- The most people at once.
  occupancy integer,
  incidents integer,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_in bigint not null,
  deleted_at timestamptz,
  constraint venue_counts_site foreign key (site_id, customer_id) references sites (id, customer_id) on update cascade
);
create index venue_counts_list_date on venue_counts (customer_id, date desc nulls last, id desc)
  where deleted_at is null;
create index venue_counts_list_reference on venue_counts (customer_id, reference, id) where deleted_at is null;
create index venue_counts_staff_date on venue_counts (date desc nulls last, id desc) where deleted_at is null;
create index venue_counts_changed on venue_counts (changed_in, id);
create trigger venue_counts_touch before insert or update on venue_counts
  for each row execute function touch_record();
create trigger venue_counts_words_added after insert on venue_counts referencing new table as new_rows
  for each statement execute function keep_words('venue-analytics', 'reference');
create trigger venue_counts_words_changed after update on venue_counts
  referencing old table as old_rows new table as new_rows
  for each statement execute function keep_words('venue-analytics', 'reference');

alter table venue_counts enable row level security;
create policy venue_counts_app on venue_counts to {{app}} using (true) with check (true);
create policy venue_counts_portal on venue_counts for select to {{portal}}
  using (customer_id = (select portal_customer()) and deleted_at is null
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
grant select, insert, update, delete on venue_counts to {{app}};
grant select on venue_counts to {{portal}};
