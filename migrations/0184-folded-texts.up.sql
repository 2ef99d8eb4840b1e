-- Texts that lists are narrowed by, folded once when they are written and not for each row of each look.
alter table jobs
  add column service_key text not null generated always as (fold(service)) stored,
  add column crew_key text not null generated always as (fold(crew)) stored,
  add column vehicle_key text not null generated always as (fold(vehicle)) stored;
alter table invoices add column purchase_order_key text not null generated always as (fold(purchase_order)) stored;
alter table sites
  add column postcode_key text not null generated always as (fold(postcode)) stored,
  add column account_number_key text not null generated always as (fold(account_number)) stored;
