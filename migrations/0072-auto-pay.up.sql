-- Which of its payment methods a customer is charged by itself; no row where auto-pay is off.
create table auto_pays (
  customer_id uuid primary key references customers,
  payment_method_id uuid not null,
  since timestamptz not null default now(),
  constraint auto_pays_method foreign key (payment_method_id, customer_id) references payment_methods (id, customer_id)
);
create index auto_pays_of_method on auto_pays (payment_method_id);
alter table auto_pays enable row level security;
create policy auto_pays_app on auto_pays to {{app}} using (true) with check (true);
-- It is the whole customer's, as its payment methods are.
create policy auto_pays_portal on auto_pays for select to {{portal}}
  using (customer_id = (select portal_customer()) and (select portal_every_site()));
grant select, insert, update, delete on auto_pays to {{app}};
grant select on auto_pays to {{portal}};
