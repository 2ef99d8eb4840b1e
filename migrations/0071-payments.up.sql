-- What came in, and which invoices it was set against.
create table payments (
  id uuid primary key,
  reference text collate "C" not null constraint payments_reference_key unique,
  customer_id uuid not null references customers,
  -- A payment is the whole customer's: people limited to sites see none.
  site_id uuid,
  date date not null,
  amount bigint not null constraint payments_amount check (amount > 0),
  currency text not null,
  method text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_in bigint not null,
  deleted_at timestamptz,
  constraint payments_site foreign key (site_id, customer_id) references sites (id, customer_id) on update cascade,
  constraint payments_of_customer unique (id, customer_id),
  constraint payments_of_site unique (id, site_id)
);
create index payments_list_date on payments (customer_id, date desc nulls last, id desc) where deleted_at is null;
create index payments_list_reference on payments (customer_id, reference, id) where deleted_at is null;
create index payments_staff_date on payments (date desc nulls last, id desc) where deleted_at is null;
create index payments_staff_reference on payments (reference, id) where deleted_at is null;
create index payments_changed on payments (changed_in, id);
create trigger payments_touch before insert or update on payments for each row execute function touch_record();
create trigger payments_words_added after insert on payments referencing new table as new_rows
  for each statement execute function keep_words('payments', 'reference', 'method');
create trigger payments_words_changed after update on payments referencing old table as old_rows new table as new_rows
  for each statement execute function keep_words('payments', 'reference', 'method');

create table payment_allocations (
  id uuid primary key,
  payment_id uuid not null,
  customer_id uuid not null,
  site_id uuid,
  position integer not null,
  invoice_reference text collate "C" not null,
  invoice_id uuid not null,
  amount bigint not null constraint payment_allocations_amount check (amount > 0),
  amount_currency text not null,
  constraint payment_allocations_payment foreign key (payment_id, customer_id) references payments (id, customer_id)
    on update cascade on delete cascade,
  constraint payment_allocations_site foreign key (payment_id, site_id) references payments (id, site_id) on update cascade,
  constraint payment_allocations_invoice foreign key (invoice_id, customer_id) references invoices (id, customer_id)
);
create unique index payment_allocations_position on payment_allocations (payment_id, position);
create unique index payment_allocations_of_invoice on payment_allocations (invoice_id, payment_id);

create function find_allocated_invoice() returns trigger language plpgsql as $$
begin
  select i.id into new.invoice_id from invoices i
  where i.reference = new.invoice_reference and i.kind = 'invoice' and i.customer_id = new.customer_id;
  return new;
end $$;
create trigger payment_allocations_invoice before insert on payment_allocations
  for each row execute function find_allocated_invoice();

-- How an invoice stands, whoever writes it: payments that are set against it count, where there are any.
create function settle_invoice() returns trigger language plpgsql as $$
declare
  parts bigint := 0;
  paid bigint := 0;
begin
  if tg_op = 'UPDATE' and new.kind = 'invoice' then
    select count(*), coalesce(sum(a.amount), 0) into parts, paid
    from payment_allocations a join payments p on p.id = a.payment_id
    where a.invoice_id = new.id and p.deleted_at is null;
  end if;
  if paid > new.gross_amount then
    raise exception 'more is paid than billed' using errcode = 'check_violation', constraint = 'invoices_settled';
  end if;
  new.settled_amount := case when parts > 0 then paid else new.paid_amount end;
  new.state := case
    when parts = 0 or new.status in ('draft', 'void', 'credited') then new.status
    when paid >= new.gross_amount then 'paid' else 'part-paid' end;
  return new;
end $$;
create trigger invoices_settle before insert or update on invoices for each row execute function settle_invoice();

-- Whoever changes payments changes how their invoices stand, in the same transaction and in one order.
create function settle_invoices(ids uuid[]) returns void language plpgsql as $$
begin
  if ids is null then return; end if;
  perform from invoices where id = any (ids) order by reference, kind for no key update;
  update invoices set settled_amount = settled_amount where id = any (ids);
end $$;
create function settle_allocated() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform settle_invoices((select array_agg(distinct invoice_id) from new_rows));
  else
    perform settle_invoices((select array_agg(distinct invoice_id) from old_rows));
  end if;
  return null;
end $$;
create trigger payment_allocations_added after insert on payment_allocations referencing new table as new_rows
  for each statement execute function settle_allocated();
create trigger payment_allocations_removed after delete on payment_allocations referencing old table as old_rows
  for each statement execute function settle_allocated();
create function settle_removed() returns trigger language plpgsql as $$
begin
  perform settle_invoices((select array_agg(distinct a.invoice_id)
    from new_rows n join old_rows o on o.id = n.id join payment_allocations a on a.payment_id = n.id
    where (n.deleted_at is null) <> (o.deleted_at is null)));
  return null;
end $$;
create trigger payments_removed after update on payments referencing old table as old_rows new table as new_rows
  for each statement execute function settle_removed();

-- How a customer pays. No number of a card or an account is ever kept: four digits at most.
create table payment_methods (
  id uuid primary key,
  reference text collate "C" not null constraint payment_methods_reference_key unique,
  customer_id uuid not null references customers,
  site_id uuid,
  brand text not null constraint payment_methods_brand check (brand !~ '\d{5}'),
  last_four text not null constraint payment_methods_last_four check (last_four ~ '^\d{4}$'),
  -- `2027-04`; unknown for what has no end.
  expiry text not null default '' constraint payment_methods_expiry check (expiry ~ '^(\d{4}-(0[1-9]|1[0-2]))?$'),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_in bigint not null,
  deleted_at timestamptz,
  constraint payment_methods_site foreign key (site_id, customer_id) references sites (id, customer_id) on update cascade,
  constraint payment_methods_of_customer unique (id, customer_id)
);
create index payment_methods_list_reference on payment_methods (customer_id, reference, id) where deleted_at is null;
create index payment_methods_staff_reference on payment_methods (reference, id) where deleted_at is null;
create index payment_methods_changed on payment_methods (changed_in, id);
create trigger payment_methods_touch before insert or update on payment_methods
  for each row execute function touch_record();
create trigger payment_methods_words_added after insert on payment_methods referencing new table as new_rows
  for each statement execute function keep_words('payment-methods', 'reference', 'brand', 'last_four');
create trigger payment_methods_words_changed after update on payment_methods
  referencing old table as old_rows new table as new_rows
  for each statement execute function keep_words('payment-methods', 'reference', 'brand', 'last_four');

alter table payments enable row level security;
alter table payment_allocations enable row level security;
alter table payment_methods enable row level security;
create policy payments_app on payments to {{app}} using (true) with check (true);
create policy payment_allocations_app on payment_allocations to {{app}} using (true) with check (true);
create policy payment_methods_app on payment_methods to {{app}} using (true) with check (true);
create policy payments_portal on payments for select to {{portal}}
  using (customer_id = (select portal_customer()) and deleted_at is null
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
create policy payment_methods_portal on payment_methods for select to {{portal}}
  using (customer_id = (select portal_customer()) and deleted_at is null
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
create policy payment_allocations_portal on payment_allocations for select to {{portal}}
  using (customer_id = (select portal_customer())
    -- Through the policies of both: nothing is said of a draft, nor of what was removed.
    and exists (select from payments p where p.id = payment_id)
    and exists (select from invoices i where i.id = invoice_id)
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
grant select, insert, update, delete on payments, payment_allocations, payment_methods to {{app}};
grant select on payments, payment_allocations, payment_methods to {{portal}};
