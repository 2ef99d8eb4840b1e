-- A customer that left a consolidated account. Whoever saw it by way of that account had access to it; without a trace of
-- that, their address in a schedule would be a stranger's, who is sent all that the customer may see.
create table consolidated_account_departures (
  consolidated_account_id uuid not null references consolidated_accounts on delete cascade,
  customer_id uuid not null references customers on delete cascade,
  left_at timestamptz not null default now(),
  primary key (consolidated_account_id, customer_id)
);
create index consolidated_account_departures_customer on consolidated_account_departures (customer_id);
grant select, insert, update on consolidated_account_departures to {{app}};

create function note_departure() returns trigger language plpgsql as $$
begin
  insert into consolidated_account_departures (consolidated_account_id, customer_id)
  select a.id, c.id from consolidated_accounts a, customers c
  where a.id = old.consolidated_account_id and c.id = old.customer_id
  on conflict (consolidated_account_id, customer_id) do update set left_at = now();
  return null;
end $$;
create trigger consolidated_account_customers_departure after delete on consolidated_account_customers
  for each row execute function note_departure();

-- The customers of whatever an access may stand for, those of now and those that left it or were deleted.
create view portal_account_customers_ever with (security_invoker = true) as
  select id as account_id, id as customer_id, deleted_at as left_at from customers
  union all
  select m.consolidated_account_id, c.id, c.deleted_at
  from consolidated_account_customers m join customers c on c.id = m.customer_id
  union all
  select consolidated_account_id, customer_id, left_at from consolidated_account_departures;
grant select on portal_account_customers_ever to {{app}};

-- Whether somebody has, or had, access to what a schedule tells of, or told of once: to its customer, or by way of a
-- consolidated account.
create function concerns(schedules, portal_users) returns boolean language sql stable as $$
  select $2.account_id = $1.account_id or exists (
    select from portal_account_customers_ever theirs
    join portal_account_customers_ever told on told.customer_id = theirs.customer_id
    where theirs.account_id = $2.account_id and told.account_id = $1.account_id
      and (theirs.left_at is null or theirs.left_at > $2.created_at)
      and (told.left_at is null or told.left_at > greatest($1.created_at, $2.created_at)))
$$;

create or replace function readdress_schedules() returns trigger language plpgsql as $$
declare
  mine uuid[];
begin
  select array_agg(r.id) into mine
  from schedule_recipients r join schedules s on s.id = r.schedule_id
  where r.portal_user_id is null and r.email_key = old.email_key
    and exists (select from portal_users u where u.login_id = new.id and concerns(s, u));
  update schedule_recipients r set email = new.email, email_key = new.email_key
  where r.id = any (mine) and not exists (select from schedule_recipients o
    where o.schedule_id = r.schedule_id and o.portal_user_id is null and o.email_key = new.email_key);
  -- Where the new address stands there already, the old one goes.
  update schedule_recipients set removed_at = now()
  where id = any (mine) and email_key = old.email_key and removed_at is null;
  return null;
end $$;
