-- Credit notes stand among invoices: one list, one search. A reference is one of a kind.
alter table invoices
  add column kind text not null default 'invoice' constraint invoices_kind check (kind in ('invoice', 'credit-note')),
  -- The invoice that a credit note is about, by its reference.
  add column credited_reference text collate "C",
  -- How it stands: what the system of record says, or what payments that are set against it say.
  add column state text,
  add column settled_amount bigint;
alter table invoices drop constraint invoices_reference_key;
alter table invoices add constraint invoices_reference_key unique (reference, kind);
update invoices set state = status, settled_amount = paid_amount;
alter table invoices alter column state set not null, alter column settled_amount set not null;
alter table invoices add column open_amount bigint not null generated always as (
  case when kind <> 'invoice' or state in ('void', 'credited') then 0 else gross_amount - settled_amount end) stored;
create index invoices_credited on invoices (customer_id, credited_reference) where credited_reference is not null;
