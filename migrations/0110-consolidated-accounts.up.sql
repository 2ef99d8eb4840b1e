-- Several customers seen together.
create table consolidated_accounts (
  id uuid primary key,
  reference text collate "C" not null constraint consolidated_accounts_reference_key unique,
  name text not null,
  name_key text collate "C" not null generated always as (fold(name)) stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_in bigint not null,
  deleted_at timestamptz
);
create index consolidated_accounts_name on consolidated_accounts (name_key, id) where deleted_at is null;
create index consolidated_accounts_changed on consolidated_accounts (changed_in, id);
create trigger consolidated_accounts_touch before insert or update on consolidated_accounts
  for each row execute function touch_record();

create table consolidated_account_customers (
  id uuid primary key,
  consolidated_account_id uuid not null references consolidated_accounts on delete cascade,
  customer_id uuid not null references customers on delete cascade,
  position integer not null,
  constraint consolidated_account_customers_once unique (consolidated_account_id, customer_id)
);
create index consolidated_account_customers_customer on consolidated_account_customers (customer_id);

-- An access stands for one customer or for one consolidated account.
alter table portal_users
  alter column customer_id drop not null,
  add column consolidated_account_id uuid references consolidated_accounts,
  add column account_id uuid not null generated always as (coalesce(customer_id, consolidated_account_id)) stored,
  add constraint portal_users_account check (num_nonnulls(customer_id, consolidated_account_id) = 1);
drop index portal_users_login_customer;
create unique index portal_users_login_account on portal_users (login_id, account_id) where ended_at is null;
create index portal_users_of_account on portal_users (account_id);

-- Of a consolidated account somebody may see all sites of one customer and chosen ones of another: the customers of whom
-- somebody who does not see every site sees all the same.
create table portal_user_customers (
  portal_user_id uuid not null references portal_users on delete cascade,
  customer_id uuid not null references customers on delete cascade,
  primary key (portal_user_id, customer_id)
);

-- Whatever an access may stand for.
create view portal_accounts with (security_invoker = true) as
  select id, reference, name, name_key, false as consolidated, portal_enabled, deleted_at from customers
  union all
  select a.id, a.reference, a.name, a.name_key, true, exists (
    select from consolidated_account_customers m join customers c on c.id = m.customer_id
    where m.consolidated_account_id = a.id and c.deleted_at is null and c.portal_enabled), a.deleted_at
  from consolidated_accounts a;

-- The customers of whatever an access may stand for.
create view portal_account_customers with (security_invoker = true) as
  select id as account_id, id as customer_id from customers where deleted_at is null
  union all
  select m.consolidated_account_id, c.id
  from consolidated_account_customers m join customers c on c.id = m.customer_id and c.deleted_at is null;

grant select, insert, update, delete on consolidated_accounts, consolidated_account_customers, portal_user_customers
  to {{app}};
grant select on portal_accounts, portal_account_customers to {{app}};
