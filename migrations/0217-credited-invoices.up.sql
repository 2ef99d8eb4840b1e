-- What credit notes take off the invoice that they name: those that are sent, of the same customer, in its currency.
alter table invoices add column credited_amount bigint not null default 0;
alter table invoices drop column open_amount;
-- More than is left to pay is not taken off it: that stays in the customer's favour.
alter table invoices add column open_amount bigint not null generated always as (
  case when kind <> 'invoice' or state in ('void', 'credited') then 0
    else gross_amount - settled_amount - least(credited_amount, greatest(gross_amount - settled_amount, 0)) end) stored;

create or replace function settle_invoice() returns trigger language plpgsql as $$
declare
  parts bigint := 0;
  paid bigint := 0;
begin
  if tg_op = 'UPDATE' and new.kind = 'invoice' then
    -- What is answered is how it stands. Written back beside something else, it is not what the system of record says.
    if old.state <> old.status and new.status = old.state then new.status := old.status; end if;
    if old.settled_amount <> old.paid_amount and new.paid_amount = old.settled_amount then
      new.paid_amount := old.paid_amount;
    end if;
    select count(*), coalesce(sum(a.amount), 0) into parts, paid
    from payment_allocations a join payments p on p.id = a.payment_id
    where a.invoice_id = new.id and p.deleted_at is null;
  end if;
  if paid > new.gross_amount then
    raise exception 'more is paid than billed' using errcode = 'check_violation', constraint = 'invoices_settled';
  end if;
  -- Of a new one there is none yet: a note names what is there.
  if tg_op = 'UPDATE' and new.kind = 'invoice' then
    select coalesce(sum(c.gross_amount), 0) into new.credited_amount from invoices c
    where c.kind = 'credit-note' and c.customer_id = new.customer_id and c.credited_reference = new.reference
      and c.currency = new.currency and c.deleted_at is null and c.status not in ('draft', 'void');
  end if;
  new.settled_amount := case when parts > 0 then paid else new.paid_amount end;
  new.state := case
    when new.status in ('draft', 'void', 'credited') then new.status
    when new.credited_amount > 0 and new.settled_amount + new.credited_amount >= new.gross_amount
      then case when new.settled_amount > 0 then 'paid' else 'credited' end
    when parts = 0 then new.status
    when paid >= new.gross_amount then 'paid' else 'part-paid' end;
  return new;
end $$;

-- Whoever changes credit notes changes how the invoices stand that they name.
create function settle_credited() returns trigger language plpgsql as $$
begin
  if not exists (select from new_rows where kind = 'credit-note') then return null; end if;
  if tg_op = 'INSERT' then
    perform settle_invoices((select array_agg(distinct i.id) from new_rows n
      join invoices i on i.kind = 'invoice' and i.customer_id = n.customer_id and i.reference = n.credited_reference
      where n.kind = 'credit-note'));
  else
    perform settle_invoices((select array_agg(distinct i.id)
      from new_rows n join old_rows o on o.id = n.id
        cross join lateral (values (n.customer_id, n.credited_reference), (o.customer_id, o.credited_reference))
          as whose (customer_id, reference)
        join invoices i on i.kind = 'invoice' and i.customer_id = whose.customer_id and i.reference = whose.reference
      where n.kind = 'credit-note' and (n.status, n.gross_amount, n.currency, n.customer_id, n.credited_reference, n.deleted_at)
        is distinct from (o.status, o.gross_amount, o.currency, o.customer_id, o.credited_reference, o.deleted_at)));
  end if;
  return null;
end $$;
create trigger invoices_credits_added after insert on invoices referencing new table as new_rows
  for each statement execute function settle_credited();
create trigger invoices_credits_changed after update on invoices referencing old table as old_rows new table as new_rows
  for each statement execute function settle_credited();

select settle_invoices((select array_agg(distinct i.id) from invoices i join invoices c
  on c.kind = 'credit-note' and c.customer_id = i.customer_id and c.credited_reference = i.reference
  where i.kind = 'invoice'));
