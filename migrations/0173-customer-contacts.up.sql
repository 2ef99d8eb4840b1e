-- People and addresses of a customer beyond the first of each, and how its account manager is reached.
alter table customers add column account_manager_phone text not null default '';
alter table customers add column account_manager_email text not null default '';

create table customer_contacts (
  id uuid primary key,
  customer_id uuid not null references customers on delete cascade,
  position integer not null,
  name text not null,
  role text not null default '',
  phone text not null default '',
  email text not null default ''
);
create unique index customer_contacts_position on customer_contacts (customer_id, position);

create table customer_addresses (
  id uuid primary key,
  customer_id uuid not null references customers on delete cascade,
  position integer not null,
  kind text not null default 'invoicing' constraint customer_addresses_kind
    check (kind in ('invoicing', 'trading', 'registered', 'other')),
  name text not null default '',
  address text not null,
  postcode text not null default ''
);
create unique index customer_addresses_position on customer_addresses (customer_id, position);

alter table customer_contacts enable row level security;
alter table customer_addresses enable row level security;
create policy customer_contacts_app on customer_contacts to {{app}} using (true) with check (true);
create policy customer_addresses_app on customer_addresses to {{app}} using (true) with check (true);
create policy customer_contacts_portal on customer_contacts for select to {{portal}}
  using (customer_id = (select portal_customer()));
create policy customer_addresses_portal on customer_addresses for select to {{portal}}
  using (customer_id = (select portal_customer()));
grant select, insert, update, delete on customer_contacts, customer_addresses to {{app}};
grant select on customer_contacts, customer_addresses to {{portal}};
