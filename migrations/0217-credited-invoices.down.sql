drop trigger invoices_credits_changed on invoices;
drop trigger invoices_credits_added on invoices;
drop function settle_credited();
create or replace function settle_invoice() returns trigger language plpgsql as $$
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
update invoices set settled_amount = settled_amount where credited_amount > 0;
alter table invoices drop column open_amount;
alter table invoices add column open_amount bigint not null generated always as (
  case when kind <> 'invoice' or state in ('void', 'credited') then 0 else gross_amount - settled_amount end) stored;
alter table invoices drop column credited_amount;
