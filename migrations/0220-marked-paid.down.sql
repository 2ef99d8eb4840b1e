drop trigger invoices_when_paid on invoices;
drop function note_marked_paid();
alter table invoices drop column paid_marked_at;
