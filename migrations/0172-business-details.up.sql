-- What customers may read of the business itself: one row, with its registrations and its insurance.
create table business_details (
  id integer primary key default 1 constraint business_details_one check (id = 1),
  registered_name text not null default '',
  trading_name text not null default '',
  company_number text not null default '',
  vat_number text not null default '',
  address text not null default '',
  postcode text not null default '',
  contact_name text not null default '',
  phone text not null default '',
  email text not null default '',
  version integer not null default 1,
  updated_at timestamptz not null default now()
);
insert into business_details (id) values (1);

create table business_registrations (
  id uuid primary key,
  position integer not null,
  kind text not null constraint business_registrations_kind
    check (kind in ('carrier-registration', 'site-permit', 'other')),
  number text not null,
  regulator text not null default '' constraint business_registrations_regulator
    check (regulator in ('', 'environment-agency', 'natural-resources-wales', 'sepa', 'niea', 'other')),
  valid_to date
);

create table business_insurances (
  id uuid primary key,
  position integer not null,
  cover text not null,
  insurer text not null,
  policy_number text not null default '',
  amount bigint,
  currency text,
  valid_to date,
  constraint business_insurances_amount check ((amount is null) = (currency is null))
);

alter table business_details enable row level security;
alter table business_registrations enable row level security;
alter table business_insurances enable row level security;
create policy business_details_app on business_details to {{app}} using (true) with check (true);
create policy business_registrations_app on business_registrations to {{app}} using (true) with check (true);
create policy business_insurances_app on business_insurances to {{app}} using (true) with check (true);
create policy business_details_portal on business_details for select to {{portal}}
  using ((select portal_may('company.business')));
create policy business_registrations_portal on business_registrations for select to {{portal}}
  using ((select portal_may('company.business')));
create policy business_insurances_portal on business_insurances for select to {{portal}}
  using ((select portal_may('company.business')));
grant select, insert, update, delete on business_details, business_registrations, business_insurances to {{app}};
grant select on business_details, business_registrations, business_insurances to {{portal}};
