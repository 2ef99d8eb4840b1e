drop trigger invoices_settle on invoices;
drop table payment_methods, payment_allocations, payments;
drop function settle_removed, settle_allocated, settle_invoices, settle_invoice, find_allocated_invoice;
delete from record_words where section in ('payments', 'payment-methods');
