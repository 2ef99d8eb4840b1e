-- People of a site beyond the first, containers that stand on it, where it lies, and where its invoices go.
alter table sites add column coordinates text not null default '';
alter table sites add column invoicing text not null default 'organisation'
  constraint sites_invoicing check (invoicing in ('organisation', 'own'));
alter table sites add column invoicing_address text not null default '';

create table site_contacts (
  id uuid primary key,
  site_id uuid not null,
  customer_id uuid not null,
  position integer not null,
  name text not null,
  role text not null default '',
  phone text not null default '',
  email text not null default '',
  constraint site_contacts_site foreign key (site_id, customer_id) references sites (id, customer_id)
    on update cascade on delete cascade
);
create unique index site_contacts_position on site_contacts (site_id, position);

create table site_containers (
  id uuid primary key,
  site_id uuid not null,
  customer_id uuid not null,
  position integer not null,
  type text not null,
  count integer not null default 1,
  since date,
  note text not null default '',
  constraint site_containers_site foreign key (site_id, customer_id) references sites (id, customer_id)
    on update cascade on delete cascade
);
create unique index site_containers_position on site_containers (site_id, position);

alter table site_contacts enable row level security;
alter table site_containers enable row level security;
create policy site_contacts_app on site_contacts to {{app}} using (true) with check (true);
create policy site_containers_app on site_containers to {{app}} using (true) with check (true);
create policy site_contacts_portal on site_contacts for select to {{portal}}
  using (customer_id = (select portal_customer())
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
create policy site_containers_portal on site_containers for select to {{portal}}
  using (customer_id = (select portal_customer())
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
grant select, insert, update, delete on site_contacts, site_containers to {{app}};
grant select on site_contacts, site_containers to {{portal}};
