-- Invoices that are held as credited whole: with the credit notes that name them they count for nothing in statements and totals.
create index invoices_credited_whole on invoices (customer_id, reference)
  where deleted_at is null and kind = 'invoice' and status = 'credited';
