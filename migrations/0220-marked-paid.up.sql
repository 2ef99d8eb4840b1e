-- When an invoice was marked as paid without a payment of its own: the statement says so. Of one that came already paid,
-- nobody told us when.
alter table invoices add column paid_marked_at timestamptz;

create function note_marked_paid() returns trigger language plpgsql as $$
begin
  new.paid_marked_at := case when new.paid_amount = 0 then null else now() end;
  return new;
end $$;

-- After invoices_settle, by its name: what that puts back was not marked.
create trigger invoices_when_paid before update on invoices for each row
  when (new.paid_amount is distinct from old.paid_amount) execute function note_marked_paid();

-- Of those that are there the audit log knows it, where they were changed one by one. They are the same as before: no
-- version rises.
alter table invoices disable trigger user;
update invoices i set paid_marked_at = told.at
from (
  select distinct on (subject_id) subject_id, at from audit_lines
  where subject_kind = 'invoices' and action = 'record.changed' and after ? 'paid_amount'
  order by subject_id, at desc
) told
where told.subject_id = i.id and i.paid_amount <> 0;
alter table invoices enable trigger user;
