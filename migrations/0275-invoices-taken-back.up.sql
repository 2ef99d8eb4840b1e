-- What an invoice was before an import or a change of many is written back as it was kept, also where payments made the
-- same of it since: once they are gone, it is marked as paid again.
create or replace function settle_invoice() returns trigger language plpgsql as $$
declare
  parts bigint := 0;
  paid bigint := 0;
begin
  if tg_op = 'UPDATE' and new.kind = 'invoice' then
    -- What is answered is how it stands. Written back beside something else, it is not what the system of record says.
    if current_setting('portico.taking_back', true) is distinct from 'on' then
      if old.state <> old.status and new.status = old.state then new.status := old.status; end if;
      if old.settled_amount <> old.paid_amount and new.paid_amount = old.settled_amount then
        new.paid_amount := old.paid_amount;
      end if;
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
