-- Registrations, permits and licences of the organisation and its subcontractors. One without a customer is shown to every
-- customer.
create table licences (
  id uuid primary key,
  reference text collate "C" not null constraint licences_reference_key unique,
  customer_id uuid references customers,
  site_id uuid,
  holder text not null,
  holder_key text collate "C" not null generated always as (fold(holder)) stored,
  kind text not null constraint licences_kind
    check (kind in ('carrier-registration', 'site-permit', 'subcontractor-licence', 'other')),
  number text not null,
  regulator text not null default '' constraint licences_regulator
    check (regulator in ('', 'environment-agency', 'natural-resources-wales', 'sepa', 'niea', 'other')),
  valid_from date,
  valid_to date,
  revoked boolean not null default false,
  note text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_in bigint not null,
  deleted_at timestamptz,
  constraint licences_dates check (valid_to >= valid_from),
  constraint licences_site_has_customer check (site_id is null or customer_id is not null),
  constraint licences_site foreign key (site_id, customer_id) references sites (id, customer_id) on update cascade
);
create index licences_list_valid_to on licences (customer_id, valid_to desc nulls last, id desc) where deleted_at is null;
create index licences_list_holder on licences (customer_id, holder_key, id) where deleted_at is null;
create index licences_list_reference on licences (customer_id, reference, id) where deleted_at is null;
create index licences_staff_valid_to on licences (valid_to desc nulls last, id desc) where deleted_at is null;
create index licences_staff_holder on licences (holder_key, id) where deleted_at is null;
create index licences_changed on licences (changed_in, id);
create trigger licences_touch before insert or update on licences for each row execute function touch_record();
create trigger licences_words_added after insert on licences referencing new table as new_rows
  for each statement execute function keep_words('licences', 'reference', 'holder', 'number');
create trigger licences_words_changed after update on licences referencing old table as old_rows new table as new_rows
  for each statement execute function keep_words('licences', 'reference', 'holder', 'number');

alter table licences enable row level security;
create policy licences_app on licences to {{app}} using (true) with check (true);
create policy licences_portal on licences for select to {{portal}}
  using (deleted_at is null and (select portal_customer()) is not null
    and (customer_id is null or (customer_id = (select portal_customer())
      and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])))));
grant select, insert, update, delete on licences to {{app}};
grant select on licences to {{portal}};
