-- Where each waste item was taken, under which permit, and when it arrived there; found by the codes it travels under.
alter table waste_items
  add receiving_site text not null default '',
  add receiving_permit text not null default '',
  add received_at timestamptz;
create index waste_items_tracking on waste_items (customer_id, tracking_id, job_id) where tracking_id <> '';
create index waste_items_consignment on waste_items (customer_id, consignment_code, job_id) where consignment_code <> '';

-- Photos of jobs are documents of this type: stored, scoped, shown and downloaded as every document is.
insert into file_types (key, name, customer_file, shows_prices, position)
select 'photo', 'Photo', true, false, coalesce(max(position), 0) + 1 from file_types
on conflict do nothing;
