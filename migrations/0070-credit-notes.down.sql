delete from invoices where kind = 'credit-note';
drop index invoices_credited;
alter table invoices drop column open_amount;
alter table invoices drop constraint invoices_reference_key;
alter table invoices add constraint invoices_reference_key unique (reference);
alter table invoices drop column kind, drop column credited_reference, drop column state, drop column settled_amount;
